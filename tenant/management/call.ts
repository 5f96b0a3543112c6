/** One request as handlers see it: authenticated, with its body read once. */
import type { TenantContext } from "../context";
import type { Caller } from "./authenticate";
import { readPayload } from "./payload";
import type { JsonSchema } from "./validation/schemas";

export interface Call {
  readonly context: TenantContext;
  readonly request: Request;
  readonly url: string;
  readonly caller: Caller;
  /** Reads the body. `form` is the schema by which the texts of a form are converted; without it a form is refused. */
  payload(form?: JsonSchema): Promise<unknown>;
}

/** A call, and what its body turned out to be. */
export interface ObservedCall {
  call: Call;
  /** What the handler read; undefined where it read nothing, or nothing readable came. */
  body(): unknown;
}

export function observedCall(context: TenantContext, request: Request, caller: Caller): ObservedCall {
  let seen: unknown;
  return {
    call: {
      context,
      request,
      url: request.url,
      caller,
      async payload(form) {
        seen = await readPayload(request, form);
        return seen;
      },
    },
    body: () => seen,
  };
}
