/** Looks into a token without trusting it. Whether its signature is the tenant's is `signature.ts`'s question. */
import { isObject, type Json, type JsonObject } from "../../provider/model/values";

export type LookedInto =
  | { readonly form: "jwt"; readonly header: JsonObject; readonly claims: JsonObject }
  /** RFC 7516: only the API can read it. */
  | { readonly form: "encrypted" }
  /** No structure that a client could read. */
  | { readonly form: "opaque" };

export function lookInto(token: string): LookedInto {
  const parts = token.split(".");
  const [first = "", second = ""] = parts;
  const header = parsed(first);
  if (parts.length === 5 && typeof header?.enc === "string") return { form: "encrypted" };
  const claims = parts.length === 3 ? parsed(second) : undefined;
  return header === undefined || claims === undefined ? { form: "opaque" } : { form: "jwt", header, claims };
}

function parsed(part: string): JsonObject | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const value = JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Json;
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
