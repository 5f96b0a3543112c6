/** The ways to tokens, and what is special about each. */
import { FLOWS, type Flow } from "../../provider/model/lifetimes";
import type { ExplainedFlow } from "./explanation";

/** In the order of the table: with a user first. */
export const EXPLAINED_FLOWS: readonly ExplainedFlow[] = FLOWS.flatMap((flow): ExplainedFlow[] =>
  flow === "hybrid" ? ["hybrid", "hybrid_code"] : [flow],
).concat("anonymous");

export const FLOW_TITLES: Readonly<Record<ExplainedFlow, string>> = {
  implicit: "Implicit",
  hybrid: "Hybrid, /authorize",
  hybrid_code: "Hybrid, its code",
  authorization_code: "Authorization code",
  refresh_token: "Refresh token",
  device_code: "Device code",
  password: "Password",
  client_credentials: "Client credentials",
  anonymous: "Anonymous session",
};

/** The flow of the lifetime table that a row is issued by; undefined for anonymous sessions. */
export function issuingFlow(flow: ExplainedFlow): Flow | undefined {
  if (flow === "anonymous") return undefined;
  // The token endpoint redeems the code of a hybrid flow like any other.
  return flow === "hybrid_code" ? "authorization_code" : flow;
}

/** Flows that begin at /authorize with tokens in the answer, which third-party clients may not use. */
export function passesThroughBrowser(flow: ExplainedFlow): boolean {
  return flow === "implicit" || flow === "hybrid" || flow === "hybrid_code";
}

/** Grant types (Auth0's spelling) that the client must have: of each list one. */
export const GRANT_TYPES: Readonly<Record<ExplainedFlow, readonly (readonly string[])[]>> = {
  implicit: [["implicit"]],
  hybrid: [["implicit"], ["authorization_code"]],
  hybrid_code: [["implicit"], ["authorization_code"]],
  authorization_code: [["authorization_code"]],
  refresh_token: [["refresh_token"]],
  device_code: [["urn:ietf:params:oauth:grant-type:device_code"]],
  password: [["password", "http://auth0.com/oauth/grant-type/password-realm"]],
  client_credentials: [["client_credentials"]],
  anonymous: [],
};
