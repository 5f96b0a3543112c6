/** The client-credentials request to the token endpoint (RFC 6749, section 4.4) and its answer. */
import type { ConnectionSettings, Credentials } from "../../model/settings";
import { isObject } from "../../model/values";
import type { Answer } from "../reply";
import type { HttpRequest } from "../transport";
import { signClientAssertion } from "./client-assertion";

export const TOKEN_PATH = "/oauth/token";

export type ClientCredentials = Exclude<Credentials, { kind: "api-token" }>;

export interface TokenRequest extends HttpRequest {
  /** What must not appear in any message about this request. */
  secrets: string[];
}

export interface IssuedToken {
  accessToken: string;
  /** Undefined where the answer does not say (RFC 6749, 5.1: recommended, not required). */
  expiresInSeconds: number | undefined;
}

export function tokenRequest(
  { baseUrl, audience }: Pick<ConnectionSettings, "baseUrl" | "audience">,
  credentials: ClientCredentials,
  now: number,
): TokenRequest {
  const [proof, secret] = proofOf(credentials, baseUrl, now);
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: credentials.clientId,
    ...proof,
    audience,
  });
  return {
    method: "POST",
    path: TOKEN_PATH,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    secrets: [secret],
  };
}

/** Undefined where the answer is not a bearer token answer. */
export function readIssuedToken({ body }: Pick<Answer, "body">): IssuedToken | undefined {
  if (!isObject(body)) return undefined;
  const { access_token: accessToken, token_type: type, expires_in: expiresIn } = body;
  if (typeof accessToken !== "string" || accessToken === "") return undefined;
  if (typeof type === "string" && type.toLowerCase() !== "bearer") return undefined;
  return { accessToken, expiresInSeconds: typeof expiresIn === "number" ? expiresIn : undefined };
}

function proofOf(
  credentials: ClientCredentials,
  baseUrl: string,
  now: number,
): [form: Record<string, string>, secret: string] {
  if (credentials.kind === "client-secret") {
    return [{ client_secret: credentials.clientSecret }, credentials.clientSecret];
  }
  const { clientId, privateKey, signingAlg } = credentials;
  const audience = `${baseUrl}/`;
  const assertion = signClientAssertion({ clientId, privateKey, signingAlg, audience, now });
  return [
    {
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    },
    assertion,
  ];
}
