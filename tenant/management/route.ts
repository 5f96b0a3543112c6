/** The form of a route. All of them stand in one table, `routes.ts`. */
import type { Call } from "./call";

export interface Route {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Path with `:name` for a segment that varies. */
  path: string;
  /** Any one of these lets a caller in. */
  scopes: readonly string[];
  /** What the log calls it: "Create a client". */
  description: string;
  /** Whether an answer can hold a secret; reading one is logged. */
  secrets?: boolean;
  handle(call: Call): Response | Promise<Response>;
}
