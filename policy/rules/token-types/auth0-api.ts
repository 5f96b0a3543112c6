/** What an Auth0 API's properties say beyond numbers. Our `Api` and pulumi-auth0's `ResourceServer` name them alike. */
import { FLOWS, type Flow } from "../../../provider/model/lifetimes";
import type { ValueObject } from "../../../provider/model/values";
import { type Reading, readBoolean, readText } from "../reading";

/**
 * Flows that the API's access policies forbid. Anything else than a known refusal leaves a flow open, so that a rule
 * looks at it.
 */
export function closedFlows(props: ValueObject): readonly Flow[] {
  const denies = (subject: string) => {
    const policy = readText(props, `subjectTypeAuthorization.${subject}.policy`);
    // pulumi-auth0 documents the camel-cased spelling, the Management API has the other one.
    return policy.state === "known" && (policy.value === "deny_all" || policy.value === "denyAll");
  };
  const users = denies("user");
  const clients = denies("client");
  return FLOWS.filter((flow) => (flow === "client_credentials" ? clients : users));
}

/**
 * Whether every access token of the API is bound to a key of the client (RFC 8705, RFC 9449). Where only public clients
 * have to prove possession, the others still get bearer tokens: that does not count.
 */
export function senderConstrained(props: ValueObject): Reading<boolean> {
  const disabled = readBoolean(props, "proofOfPossession.disable", false);
  const required = readBoolean(props, "proofOfPossession.required", false);
  const requiredFor = readText(props, "proofOfPossession.requiredFor", "all_clients");
  if (disabled.state !== "known") return disabled;
  if (disabled.value) return { ...disabled, value: false };
  if (required.state !== "known" || !required.value) return required;
  if (requiredFor.state !== "known") return { ...requiredFor };
  return { ...requiredFor, value: requiredFor.value === "all_clients" || requiredFor.value === "allClients" };
}
