/** The tenant's socket: loopback only, because its credentials are public knowledge. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { ApiSettingsError } from "../provider/model/errors";
import { answer } from "./http";

export type Fetch = (request: Request) => Promise<Response>;

export interface Listener {
  /** `http://host:port`, without a trailing slash. */
  readonly url: string;
  /** From now on requests go to this function; before that they wait. */
  serve(fetch: Fetch): void;
  /** Lets requests under way finish, takes no new ones. */
  close(): Promise<void>;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

export async function listen(host: string, port: number): Promise<Listener> {
  if (!LOOPBACK.includes(host)) {
    throw new ApiSettingsError("invalid-settings", `The tenant does not listen on ${host}.`, {
      wayOut: `Give one of ${LOOPBACK.join(", ")}: its credentials are public, so it must not be reachable from outside.`,
    });
  }
  let serve: (fetch: Fetch) => void = () => {};
  const ready = new Promise<Fetch>((resolve) => {
    serve = resolve;
  });
  const handler = async (request: Request): Promise<Response> =>
    isLoopbackHost(request.headers.get("host")) ? (await ready)(request) : misdirected();
  const server = createServer(getRequestListener(handler));
  await start(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return { url: `http://${host === "::1" ? "[::1]" : host}:${actual}`, serve, close: () => stop(server) };
}

/**
 * Whether a `Host` header names this machine. A web page of another site that resolves its own name to 127.0.0.1 (DNS
 * rebinding) sends that name.
 */
export function isLoopbackHost(header: string | null): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(header ?? "");
}

function misdirected(): Response {
  const message = "This tenant answers to localhost, 127.0.0.1 and [::1] only.";
  return answer(421, { statusCode: 421, error: "Misdirected Request", message });
}

function start(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return reject(error);
      const why = error.code === "EACCES" ? "may not be used by this user" : "is in use";
      reject(
        new ApiSettingsError("invalid-settings", `Port ${port} ${why}.`, {
          wayOut: "Give another one, or 0 for any free one.",
          cause: error,
        }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
