/** What comes back from one attempt to send a request, before anybody judges it. */
import type { Json } from "../model/values";

export interface Answer {
  kind: "answer";
  status: number;
  /** Header names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** The body where it is JSON, else undefined. */
  body: Json | undefined;
  /** No body at all, as with 204. */
  empty: boolean;
  /** Local clock, milliseconds. */
  sentAt: number;
  receivedAt: number;
}

export interface Failure {
  kind: "failure";
  reason: "timeout" | "network" | "certificate" | "too-large";
  /** A system or TLS error code such as ECONNRESET; never a message, which may quote a URL. */
  errorCode: string;
  /** False only where it is certain that the tenant never saw the request. */
  maybeSent: boolean;
  sentAt: number;
}

export type Reply = Answer | Failure;

/** True where nobody can say whether the tenant carried the request out. */
export function isUncertain(reply: Reply): boolean {
  if (reply.kind === "failure") return reply.maybeSent;
  return reply.status === 408 || reply.status >= 500;
}

export function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

export function hasStatus(reply: Reply, status: number): boolean {
  return reply.kind === "answer" && reply.status === status;
}
