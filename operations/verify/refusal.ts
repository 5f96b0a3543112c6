/** Why the tenant gave no token, with its own words behind ours: texts change, and theirs can be searched for. */
import type { TokenAnswer } from "../../provider/client/authorization-server";
import { disclosed } from "./checks";
import type { DeclaredApi } from "./declared";

export type Refusal = Extract<TokenAnswer, { kind: "refused" }>;

/** Auth0's words for an audience that is no API of the tenant. */
export function unknownApi({ said }: Pick<Refusal, "said">): boolean {
  return /^Service not (enabled within domain|found)\b/.test(said);
}

export function refusalInWords({ status, error, said }: Refusal, api: DeclaredApi): string {
  return `${ours(error, said, api)} (HTTP ${status} ${error}: ${said})`;
}

function ours(error: string, said: string, api: DeclaredApi): string {
  if (disclosed(api.senderConstrained) === true) {
    return "the API takes only tokens that are bound to a key, and this client proves none";
  }
  if (disclosed(api.clientPolicy) === "deny_all") {
    return "the API's access policy denies clients, so only flows with a user bring tokens";
  }
  if (error === "unauthorized_client" || /Grant type .* not allowed/.test(said)) {
    return "the client may not use client credentials";
  }
  if (/client-grant|client grant|not authorized to access/i.test(said)) {
    return "the client has no client grant for this API";
  }
  return "the tenant gives this client no token for this API";
}
