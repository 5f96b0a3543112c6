/** Doing to a request what was decided, but for what needs a socket. */
import type { Clock } from "../clock";
import type { Effect } from "./decide";
import type { Outcome } from "./outcome";
import { refusedAnswer } from "./refused";
import type { SkewableClock } from "./skew";

export interface FaultRuntime {
  readonly clock: SkewableClock;
  /** Waits; ends early, without failing, when the tenant stops. */
  wait(milliseconds: number): Promise<void>;
}

/** `handle` is the tenant proper; it is called at most once, and not at all by a fault that comes before the effect. */
export async function applyEffect(
  effect: Effect,
  path: string,
  handle: () => Promise<Response>,
  { clock, wait }: FaultRuntime,
): Promise<Outcome> {
  if (effect.latencyMilliseconds > 0) await wait(effect.latencyMilliseconds);
  if (effect.connection?.when === "before") return { kind: effect.connection.kind };
  const response = await clock.withSkew(effect.clockSkewSeconds, () => answerTo(effect, path, handle, clock));
  if (effect.connection !== undefined) return { kind: effect.connection.kind };
  const changed = await withChanges(response, effect);
  if (effect.truncateBytes === undefined) return { kind: "answer", response: changed };
  return { kind: "truncated", response: changed, bytes: effect.truncateBytes };
}

async function answerTo(
  { instead }: Effect,
  path: string,
  handle: () => Promise<Response>,
  clock: Clock,
): Promise<Response> {
  const response = instead === undefined ? await handle() : refusedAnswer(instead, path, clock.now());
  response.headers.set("date", new Date(clock.now()).toUTCString());
  return response;
}

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = [204, 205, 304];

async function withChanges(response: Response, { body, headers }: Effect): Promise<Response> {
  if (body === undefined) {
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }
  // Nobody reads the true one any more.
  await response.body?.cancel();
  const { status } = response;
  const text = typeof body.value === "string" ? body.value : JSON.stringify(body.value);
  const merged = new Headers(response.headers);
  merged.delete("content-length");
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  return new Response(WITHOUT_BODY.includes(status) ? null : text, { status, headers: merged });
}
