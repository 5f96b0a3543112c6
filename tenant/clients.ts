/** What both sides of the tenant read of clients: members with the meaning that their absence has. */
import { asObject } from "./json";
import type { Client } from "./store/records";

/** Lifetime of ID tokens where the client sets none: 10 hours (Auth0 docs, "Update ID Token Lifetime"). */
export const DEFAULT_ID_TOKEN_LIFETIME_SECONDS = 36_000;

/** How a client proves itself at the token endpoint (OpenID Connect Core, section 9). */
export type AuthenticationMethod = "none" | "client_secret_post" | "client_secret_basic" | "private_key_jwt";

/** Texts of a list member; none where it is absent. */
export function textsOf(client: Client, member: string): string[] {
  const list = client[member];
  return Array.isArray(list) ? list.map(String) : [];
}

export function grantTypesOf(client: Client): string[] {
  return textsOf(client, "grant_types");
}

export function secretOf(client: Client): string | undefined {
  return typeof client.client_secret === "string" ? client.client_secret : undefined;
}

/** SPKI in PEM, of a client that signs assertions. */
export function publicKeyOf(client: Client): string | undefined {
  return typeof client.public_key === "string" ? client.public_key : undefined;
}

export function authenticationMethodOf(client: Client): AuthenticationMethod {
  if (publicKeyOf(client) !== undefined) return "private_key_jwt";
  const declared = client.token_endpoint_auth_method;
  if (declared === "none" || declared === "client_secret_basic") return declared;
  return "client_secret_post";
}

/** A client that cannot keep a secret (RFC 6749, section 2.1). */
export function isPublic(client: Client): boolean {
  return authenticationMethodOf(client) === "none";
}

export function isFirstParty(client: Client): boolean {
  return client.is_first_party !== false;
}

export function idTokenLifetimeSeconds(client: Client): number {
  const declared = asObject(client.jwt_configuration)?.lifetime_in_seconds;
  return typeof declared === "number" ? declared : DEFAULT_ID_TOKEN_LIFETIME_SECONDS;
}

export function idTokenAlgorithm(client: Client): string {
  return String(asObject(client.jwt_configuration)?.alg ?? "RS256");
}
