/** What both sides of the tenant read of clients: members with the meaning that their absence has. */
import type { JsonObject } from "../provider/model/values";
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

/** What a client's settings say about its refresh tokens (Auth0 docs, "Configure Refresh Token Expiration"). */
export interface RefreshTokenSettings {
  /** Whether each exchange puts a new token in the place of the old one. */
  rotating: boolean;
  /** For how long after an exchange the token that it replaced may come once more. Default 0: not at all. */
  leewaySeconds: number;
  /** From the first issue to the end, which no rotation moves. Undefined: no end. */
  absoluteSeconds: number | undefined;
  /** From the last use to the end. Undefined: no end. */
  idleSeconds: number | undefined;
  /** Other APIs that the token also serves (multi-resource refresh tokens), with the scope that each gives. */
  policies: readonly { audience: string; scope: readonly string[] }[];
}

/** Both defaults, where tokens expire and no number is set: 30 days. */
const DEFAULT_REFRESH_TOKEN_LIFETIME_SECONDS = 2_592_000;

/** A client that sets nothing gets tokens that neither rotate nor expire; one that runs in a browser gets the opposite. */
export function refreshTokenSettings(client: Client): RefreshTokenSettings {
  const settings = asObject(client.refresh_token) ?? {};
  const inBrowser = client.app_type === "spa";
  const rotating = (settings.rotation_type ?? (inBrowser ? "rotating" : undefined)) === "rotating";
  const expiring = (settings.expiration_type ?? (inBrowser ? "expiring" : undefined)) === "expiring";
  const seconds = (value: unknown, infinite: unknown): number | undefined => {
    if (!expiring || infinite === true) return undefined;
    return typeof value === "number" ? value : DEFAULT_REFRESH_TOKEN_LIFETIME_SECONDS;
  };
  return {
    rotating,
    leewaySeconds: typeof settings.leeway === "number" ? settings.leeway : 0,
    absoluteSeconds: seconds(settings.token_lifetime, settings.infinite_token_lifetime),
    idleSeconds: seconds(settings.idle_token_lifetime, settings.infinite_idle_token_lifetime),
    policies: policiesOf(settings),
  };
}

function policiesOf({ policies }: JsonObject): RefreshTokenSettings["policies"] {
  if (!Array.isArray(policies)) return [];
  return policies.flatMap((policy) => {
    const { audience, scope } = asObject(policy) ?? {};
    if (typeof audience !== "string") return [];
    return [{ audience, scope: Array.isArray(scope) ? scope.map(String) : [] }];
  });
}
