/** The tenant's socket: loopback only unless told otherwise, because its credentials are public knowledge. */
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { ApiSettingsError } from "../provider/model/errors";
import { createDelivery } from "./deliver";
import type { Outcome } from "./faults/outcome";
import { answer } from "./http";
import { isLoopbackAddress, isLoopbackHost, type Peer } from "./peer";
import type { Tls } from "./tls/prepare";

export type Handle = (request: Request, peer: Peer) => Promise<Outcome>;

export interface Listener {
  /** `http://host:port` or `https://host:port`, without a trailing slash. Of an address that stands for all, the loopback one. */
  readonly url: string;
  /** From now on requests go to this function; before that they wait. */
  serve(handle: Handle): void;
  /** Lets requests under way finish, takes no new ones. Connections that a fault leaves without an answer are cut. */
  close(): Promise<void>;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

export function isLoopbackBind(host: string): boolean {
  return LOOPBACK.includes(host);
}

export interface ListenOptions {
  /** Whether `host` may be reachable from other machines. Default false. */
  allowRemote?: boolean;
  /** Serves https with this certificate. Default: http. */
  tls?: Tls | undefined;
}

export async function listen(
  host: string,
  port: number,
  { allowRemote = false, tls }: ListenOptions = {},
): Promise<Listener> {
  const onlyLoopback = isLoopbackBind(host);
  if (!onlyLoopback && !allowRemote) {
    throw new ApiSettingsError("invalid-settings", `The tenant does not listen on ${host}.`, {
      wayOut: `Give one of ${LOOPBACK.join(", ")}, or --allow-remote (allowRemote: true): its credentials are public, so everybody who reaches it can take tokens.`,
    });
  }
  let serve: (handle: Handle) => void = () => {};
  const ready = new Promise<Handle>((resolve) => {
    serve = resolve;
  });
  let stopping = false;
  const delivery = createDelivery();
  const handler = async (request: Request, { incoming, outgoing }: HttpBindings): Promise<Response> => {
    // Where other machines may call, they call it by names that nobody here knows.
    if (onlyLoopback && !isLoopbackHost(request.headers.get("host"))) return misdirected();
    const peer = { loopback: isLoopbackAddress(incoming.socket.remoteAddress) };
    const outcome = await (await ready)(request, peer);
    // A connection kept alive past this answer would hold up the end for seconds.
    if (stopping) outgoing.shouldKeepAlive = false;
    return delivery.deliver(outcome, outgoing);
  };
  const listener = getRequestListener(handler as Parameters<typeof getRequestListener>[0], {
    // The program that embeds a tenant keeps its own Request and Response.
    overrideGlobalObjects: false,
  });
  const server = tls
    ? createTlsServer({ cert: tls.server, key: tls.server }, listener)
    : createServer(listener);
  await start(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://${nameOf(host)}:${actual}`,
    serve,
    close() {
      stopping = true;
      const stopped = stop(server);
      delivery.cut();
      return stopped;
    },
  };
}

/** The host as a URL has it. Nobody can connect to an address that stands for all. */
function nameOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function misdirected(): Response {
  const message = "This tenant answers to localhost, 127.0.0.1 and [::1] only.";
  return answer(421, { statusCode: 421, error: "Misdirected Request", message });
}

function start(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
        return reject(
          new ApiSettingsError("invalid-settings", `This machine has no address ${host}.`, {
            wayOut: "Give one that it has, or none.",
            cause: error,
          }),
        );
      }
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
