/** The tenant as a `fetch` function without a socket: what happens to connections is told as the global `fetch` tells it. */
import type { Outcome } from "./faults/outcome";

export async function settle(outcome: Promise<Outcome>, signal: AbortSignal): Promise<Response> {
  return deliver(await orAborted(outcome, signal), signal);
}

function deliver(outcome: Outcome, signal: AbortSignal): Promise<Response> | Response {
  switch (outcome.kind) {
    case "answer":
      return outcome.response;
    case "truncated":
      return truncated(outcome.response, outcome.bytes);
    case "reset":
      throw new TypeError("fetch failed", { cause: connectionReset() });
    case "no-answer":
      return orAborted(new Promise(() => {}), signal);
  }
}

/** The caller may give up at any time; what it asked for may take effect all the same, as behind a socket. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
}

async function truncated(response: Response, bytes: number): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  if (bytes >= whole.length) return new Response(whole.length === 0 ? null : whole, { status, headers });
  const announced = new Headers(headers);
  announced.set("content-length", String(whole.length));
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      // One chunk first: an error right away would drop what is waiting to be read.
      if (!begun && bytes > 0) controller.enqueue(whole.subarray(0, bytes));
      else controller.error(new TypeError("terminated", { cause: connectionReset() }));
      begun = true;
    },
  });
  return new Response(body, { status, headers: announced });
}
