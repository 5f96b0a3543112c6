/**
 * Tokens that the dashboard got, for as long as the tenant runs: in memory only, because the tenant itself keeps digests
 * of tokens and nothing else. A reset of the tenant ends them all.
 */
import type { Flow } from "../../../provider/model/lifetimes";
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";

/** Flows that a person can choose. */
export const CHOICES = [
  "authorization_code",
  "implicit",
  "hybrid",
  "client_credentials",
  "device_code",
  "refresh_token",
] as const satisfies readonly Flow[];
export type Choice = (typeof CHOICES)[number];

/** What was asked for. */
export interface Asked {
  flow: Choice;
  /** Id and identifier of the API; undefined means the user-profile endpoint alone. */
  api: { id: string; identifier: string } | undefined;
  clientId: string;
  scope: readonly string[];
  offline: boolean;
}

/** One request of the flow, as the client sent it, with what is secret blotted out. */
export interface SentRequest {
  method: string;
  path: string;
  parameters: readonly (readonly [name: string, value: string])[];
  /** "200", or what became of the connection. */
  outcome: string;
}

export interface AccessToken {
  token: string;
  /** The flow in the words of the lifetime table. */
  flow: Flow;
  /** Which endpoint gave it. */
  from: "/authorize" | "/oauth/token";
  /** `expires_in` of the answer, seconds. */
  expiresInSeconds: number;
  /** By the tenant's clock, Unix seconds. */
  issuedAt: number;
  expiresAt: number;
  scope: readonly string[];
}

/** A call of the user-profile endpoint, with one of the access tokens. */
export interface ProfileCall {
  token: number;
  at: number;
  status: number;
  text: string;
}

export interface Result {
  asked: Asked;
  requests: readonly SentRequest[];
  accessTokens: readonly AccessToken[];
  idToken?: string | undefined;
  refreshToken?: string | undefined;
  /** `error: error_description`, in the tenant's words. */
  error?: string | undefined;
}

export interface Kept extends Result {
  id: string;
  /** The result whose refresh token brought this one. */
  from?: string;
  profileCalls: ProfileCall[];
}

export interface Shelf {
  put(result: Result, from?: string): Kept;
  get(id: string): Kept | undefined;
  /** Newest first. */
  all(): Kept[];
}

const MAXIMUM_RESULTS = 50;

export function createShelf(context: TenantContext): Shelf {
  // The tenant's own API gets a new id when everything is forgotten.
  const epoch = (): string | undefined => apiByIdentifier(context, context.names.managementAudience)?.id;
  let results: { kept: Kept; epoch: string | undefined }[] = [];
  const current = (): Kept[] => {
    const now = epoch();
    results = results.filter((one) => one.epoch === now);
    return results.map(({ kept }) => kept);
  };
  return {
    put(result, from) {
      const id = context.random.alphanumeric(16);
      const kept: Kept = { ...result, id, profileCalls: [], ...(from === undefined ? {} : { from }) };
      results = [...results.slice(-(MAXIMUM_RESULTS - 1)), { kept, epoch: epoch() }];
      return kept;
    },
    get: (id) => current().find((kept) => kept.id === id),
    all: () => current().reverse(),
  };
}
