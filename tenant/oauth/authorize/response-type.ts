/** `response_type` and `response_mode`: what /authorize gives, and how it comes to the client. */
import { grantTypesOf } from "../../clients";
import type { Client } from "../../store/records";
import { grantNotAllowed, invalidRequest, OAuthError } from "../errors";
import type { Parameters } from "../parameters";

/** OAuth 2.0 Multiple Response Type Encoding Practices, sections 3 and 5; order of words does not matter. */
export const RESPONSE_TYPES = [
  "code",
  "token",
  "id_token",
  "code token",
  "code id_token",
  "id_token token",
  "code id_token token",
] as const;

export const RESPONSE_MODES = ["query", "fragment", "form_post", "web_message"] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];

export interface ResponseType {
  code: boolean;
  token: boolean;
  idToken: boolean;
}

export function responseTypeOf(parameters: Parameters): ResponseType {
  const asked = parameters.get("response_type");
  if (asked === undefined) throw invalidRequest("Missing required parameter: response_type");
  const words = wordsOf(parameters).sort().join(" ");
  if (!RESPONSE_TYPES.some((known) => known.split(" ").sort().join(" ") === words)) {
    throw new OAuthError(400, "unsupported_response_type", `Unsupported response type: ${asked}`);
  }
  return typeOf(parameters);
}

function wordsOf(parameters: Parameters): string[] {
  return (parameters.get("response_type") ?? "").split(" ");
}

/** What is asked for, as far as it can be understood. */
function typeOf(parameters: Parameters): ResponseType {
  const words = wordsOf(parameters);
  return {
    code: words.includes("code"),
    token: words.includes("token"),
    idToken: words.includes("id_token"),
  };
}

/** Tokens that pass through the browser need the implicit grant, codes need theirs, hybrid flows both. */
export function checkGrantTypes(client: Client, parameters: Parameters): void {
  const { code, token, idToken } = typeOf(parameters);
  const allowed = grantTypesOf(client);
  if ((token || idToken) && !allowed.includes("implicit")) throw grantNotAllowed("implicit");
  if (code && !allowed.includes("authorization_code")) throw grantNotAllowed("authorization_code");
}

/** Where errors go before it is known what the request asks for: the mode it names, else the query. */
export function modeForErrors(parameters: Parameters): ResponseMode {
  const asked = RESPONSE_MODES.find((mode) => mode === parameters.get("response_mode"));
  const { token, idToken } = typeOf(parameters);
  const front = token || idToken;
  if (asked === undefined) return front ? "fragment" : "query";
  return asked === "query" && front ? "fragment" : asked;
}

export function responseModeOf(parameters: Parameters, { token, idToken }: ResponseType): ResponseMode {
  const asked = parameters.get("response_mode");
  const front = token || idToken;
  if (asked === undefined) return front ? "fragment" : "query";
  const mode = RESPONSE_MODES.find((known) => known === asked);
  if (mode === undefined) throw invalidRequest(`Unsupported response mode: ${asked}`);
  // Tokens in a query end up in logs and in the Referer header (Multiple Response Type Encoding Practices, section 5).
  if (mode === "query" && front) throw invalidRequest("Unsupported response mode: query");
  return mode;
}
