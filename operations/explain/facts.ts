/** What an explanation is made from: settings as far as they could be read. */
import type { Reading } from "../../policy/rules/reading";

/** Who may get tokens for the API (`subject_type_authorization`). */
export type AccessPolicy = "allow_all" | "require_client_grant" | "deny_all";

export interface ApiFacts {
  /** In the program, or in the tenant. */
  readonly name: string;
  readonly identifier: Reading<string>;
  readonly tokenLifetimeSeconds: Reading<number>;
  readonly tokenLifetimeForWebSeconds: Reading<number>;
  readonly anonymousSeconds: Reading<number>;
  readonly allowOfflineAccess: Reading<boolean>;
  readonly allowOnlineAccess: Reading<boolean>;
  readonly onlineWithEphemeralSessions: Reading<boolean>;
  readonly userPolicy: Reading<AccessPolicy>;
  readonly clientPolicy: Reading<AccessPolicy>;
  /** Whether every access token is bound to a key of its client. */
  readonly senderConstrained: Reading<boolean>;
  readonly encrypted: Reading<boolean>;
}

export interface ClientFacts {
  readonly name: string;
  readonly grantTypes: Reading<readonly string[]>;
  readonly firstParty: Reading<boolean>;
  /** From the issue of a refresh token to its end; Infinity where there is none. */
  readonly absoluteSeconds: Reading<number>;
  /** From its last use to its end; Infinity where there is none. */
  readonly idleSeconds: Reading<number>;
  /** Whether each exchange puts a new refresh token in the place of the old one. */
  readonly rotates: Reading<boolean>;
  /** APIs for which refresh tokens of other APIs fetch tokens as well (multi-resource refresh tokens). */
  readonly policyAudiences: readonly Reading<string>[];
  readonly idTokenSeconds: Reading<number>;
  /** Whether the client has a client grant for the API, for users and in its own name. Undefined: nothing tells. */
  readonly grants?: { readonly user: boolean; readonly client: boolean };
}

export interface TenantFacts {
  /** Absent: there is none. Undefined: nothing tells. */
  readonly defaultAudience: Reading<string> | undefined;
  /** Until a session ends, from its start and from its last use. */
  readonly sessionSeconds: Reading<number>;
  readonly idleSessionSeconds: Reading<number>;
}

/** What a client asks for. */
export interface TokenRequest {
  /** The API by its identifier, no audience at all, or the user-profile endpoint by its own. */
  readonly audience: "api" | "none" | "user-profile";
  /** Undefined: each scope is looked at as if it were asked for. */
  readonly scope?: readonly string[];
}

export interface Facts {
  readonly api: ApiFacts;
  readonly client?: ClientFacts | undefined;
  readonly tenant?: TenantFacts | undefined;
}
