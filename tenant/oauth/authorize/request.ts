/** An authorization request whose sender is known: each step refuses one thing, and refusals go to the client. */
import { isFirstParty } from "../../clients";
import type { TenantContext } from "../../context";
import type { Client, Organization, ResourceServer } from "../../store/records";
import { invalidRequest, OAuthError } from "../errors";
import { organizationOfRequest } from "../organizations";
import { type Parameters, scopeOf } from "../parameters";
import { type Challenge, challengeOf } from "../pkce";
import { checkUserAccess } from "../scopes";
import { targetOf } from "../target";
import type { ResponseType } from "./response-type";

export interface AuthorizeRequest {
  client: Client;
  responseType: ResponseType;
  /** As it was sent: the token endpoint must get the same. */
  redirectUri: string | undefined;
  api: ResourceServer | undefined;
  scope: readonly string[];
  nonce: string | undefined;
  challenge: Challenge | undefined;
  prompt: readonly string[];
  maxAgeSeconds: number | undefined;
  loginHint: string | undefined;
  organization: Organization | undefined;
}

export function authorizeRequest(
  context: TenantContext,
  client: Client,
  responseType: ResponseType,
  parameters: Parameters,
): AuthorizeRequest {
  refuseUnsupported(parameters);
  const scope = scopeOf(parameters);
  const nonce = parameters.get("nonce");
  checkIdToken(responseType, scope, nonce);
  const challenge = challengeOf(parameters);
  if (!isFirstParty(client)) checkThirdParty(responseType, challenge);
  const api = targetOf(context, parameters.get("audience"));
  if (api !== undefined) checkUserAccess(context, client, api);
  return {
    client,
    responseType,
    redirectUri: parameters.get("redirect_uri"),
    api,
    scope,
    nonce,
    challenge,
    prompt: promptOf(parameters),
    maxAgeSeconds: maxAgeOf(parameters),
    loginHint: parameters.get("login_hint"),
    organization: organizationOfRequest(context, client, parameters.get("organization")),
  };
}

/** OpenID Connect Core, section 6: what changes a request's meaning must not be ignored by who does not understand it. */
function refuseUnsupported(parameters: Parameters): void {
  for (const name of ["request", "request_uri", "registration"]) {
    if (parameters.has(name)) throw invalidRequest(`Unsupported parameter: ${name}`);
  }
}

/** OpenID Connect Core, sections 3.2.2.1 and 3.3.2.11: without a nonce an ID token of /authorize could be replayed. */
function checkIdToken({ idToken }: ResponseType, scope: readonly string[], nonce: string | undefined): void {
  if (!idToken) return;
  if (!scope.includes("openid")) throw invalidRequest("The scope openid is required for an ID token.");
  if (nonce === undefined) throw invalidRequest("Missing required parameter: nonce");
}

/** Documented: third-party clients use codes, and bind them to their verifier; others may do without. */
function checkThirdParty({ token, idToken }: ResponseType, challenge: Challenge | undefined): void {
  if (token || idToken) {
    throw new OAuthError(400, "unsupported_response_type", "Third-party clients must use a code.");
  }
  if (challenge === undefined) throw invalidRequest("Missing required parameter: code_challenge");
}

const PROMPTS = ["none", "login", "consent", "select_account"];

function promptOf(parameters: Parameters): string[] {
  const prompt = (parameters.get("prompt") ?? "").split(" ").filter((word) => word !== "");
  const unknown = prompt.find((word) => !PROMPTS.includes(word));
  if (unknown !== undefined) throw invalidRequest(`Unsupported prompt: ${unknown}`);
  if (prompt.includes("none") && prompt.length > 1) throw invalidRequest("prompt=none stands alone.");
  return prompt;
}

function maxAgeOf(parameters: Parameters): number | undefined {
  const text = parameters.get("max_age");
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw invalidRequest("Invalid parameter: max_age");
  return Number(text);
}
