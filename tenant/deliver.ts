/** Doing with a socket what came of a request. */
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Outcome } from "./faults/outcome";

export interface Delivery {
  /** The answer for the server to send, or a sign that there is nothing more to send. */
  deliver(outcome: Outcome, outgoing: Outgoing): Promise<Response> | Response;
  /** Cuts the connections that wait for an answer that never comes. */
  cut(): void;
}

/** What is needed of a server's response. */
export type Outgoing = Pick<ServerResponse, "socket" | "writeHead" | "write">;

export function createDelivery(): Delivery {
  const waiting = new Set<Socket>();
  return {
    async deliver(outcome, outgoing) {
      const { socket } = outgoing;
      switch (outcome.kind) {
        case "answer":
          return outcome.response;
        case "truncated":
          return truncate(outcome.response, outcome.bytes, outgoing);
        case "reset":
          if (socket) reset(socket);
          return RESPONSE_ALREADY_SENT;
        case "no-answer":
          if (socket) hold(socket, waiting);
          return RESPONSE_ALREADY_SENT;
      }
    },
    cut() {
      for (const socket of waiting) socket.destroy();
    },
  };
}

/** The peer sees ECONNRESET. Only bare TCP can be told to send one; https just ends. */
function reset(socket: Socket): void {
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}

function hold(socket: Socket, waiting: Set<Socket>): void {
  waiting.add(socket);
  socket.once("close", () => waiting.delete(socket));
}

async function truncate(response: Response, bytes: number, outgoing: Outgoing): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  if (bytes >= whole.length) return new Response(whole.length === 0 ? null : whole, { status, headers });
  outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": whole.length });
  // Ended, not reset: a reset may overtake the bytes that were to arrive.
  outgoing.write(whole.subarray(0, bytes), () => outgoing.socket?.end());
  return RESPONSE_ALREADY_SENT;
}
