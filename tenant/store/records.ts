/**
 * What the tenant keeps. Names are those of the Management API where the documents are its answers. Times are Unix
 * seconds. Codes, tokens and session ids are stored as SHA-256 digests only, which are then their keys.
 */
import type { JsonObject } from "../../provider/model/values";

/** One API. Its other members are those of the field table, by their wire names. */
export type ResourceServer = JsonObject & { id: string; identifier: string };

/**
 * One client, as the Management API shows it, with one member that it does not show: `public_key`, SPKI in PEM, of a
 * client that authenticates with a JWT that it signs (RFC 7523). `clients.ts` reads what the flows need.
 */
export type Client = JsonObject & { client_id: string; name: string };

export interface ClientGrant {
  id: string;
  client_id: string;
  audience: string;
  scope: readonly string[];
  subject_type?: "client" | "user";
  organization_usage?: "deny" | "allow" | "require";
  allow_any_organization?: boolean;
  authorization_details_types?: readonly string[];
  allow_all_scopes?: boolean;
}

/** A public key of a client, which `client_authentication_methods` may link. `pem` is never shown. */
export interface ClientCredential {
  id: string;
  client_id: string;
  name?: string;
  credential_type: "public_key";
  kid: string;
  alg: string;
  pem: string;
  created_at: string;
  updated_at: string;
  expires_at?: string;
}

/** One user, as the Management API shows it. */
export type User = JsonObject & { user_id: string };

/** One organization, with two members that the Management API shows elsewhere: who belongs to it, and its client grants. */
export type Organization = JsonObject & {
  id: string;
  name: string;
  member_ids: string[];
  client_grant_ids: string[];
};

/** A user's password, apart from the user so that no answer can show it. */
export interface Password {
  user_id: string;
  salt: string;
  /** scrypt (RFC 7914), base64url. */
  hash: string;
}

export interface Role {
  id: string;
  name: string;
  description: string | null;
}

/** A role that a user has. `id` is made of both, so that nobody has one twice. */
export interface RoleMember {
  id: string;
  user_id: string;
  role_id: string;
}

/** A scope of an API that a user or a role has. `id` is made of all three. */
export interface Permission {
  id: string;
  /** `user_id` or the id of a role. */
  holder: string;
  resource_server_identifier: string;
  permission_name: string;
}

/** One entry of the tenant's log, as the Management API shows it. */
export type LogEntry = JsonObject & { log_id: string; type: string; date: string };

/** A user who is signed in in one browser. */
export interface Session {
  /** Digest of the cookie's value. */
  id: string;
  /** What `sid` claims say. */
  sid: string;
  user_id: string;
  authenticated_at: number;
  used_at: number;
}

/** What was agreed when a user let a client in: what codes and refresh tokens carry on. */
export interface Authorization {
  client_id: string;
  user_id: string;
  /** `sid` of the session in which it was given; absent where there was none (device flow). */
  sid?: string;
  authenticated_at: number;
  /** Scope that the tokens get, `openid` and the API's together. */
  scope: readonly string[];
  /** Identifier of the API, or absent for the user-profile endpoint only. */
  audience?: string;
  organization?: string;
}

export interface AuthorizationCode extends Authorization {
  id: string;
  redirect_uri?: string;
  nonce?: string;
  code_challenge?: string;
  code_challenge_method?: "S256" | "plain";
  expires_at: number;
  /** Set once, by the request that redeems it. */
  used_at?: number;
  /** When it first came again. */
  replayed_at?: number;
  /** Family of the tokens that it brings, to be revoked should the code come again. */
  family: string;
}

export interface RefreshToken extends Authorization {
  id: string;
  /** All that came from one sign-in by rotation share it. */
  family: string;
  /** How many rotations lie before this token. */
  generation: number;
  rotating: boolean;
  /** Bound to the user's session (scope `online_access`). */
  online: boolean;
  issued_at: number;
  /** When the family ends whatever happens; absent: never. */
  expires_at?: number;
  used_at: number;
  /** When a rotation put another one in its place. */
  replaced_at?: number;
  revoked_at?: number;
}

/** An access token of the user-profile endpoint: opaque. */
export interface OpaqueToken extends Authorization {
  id: string;
  issued_at: number;
  expires_at: number;
  /** As in {@link RefreshToken}; empty for tokens of /authorize. */
  family: string;
}

export interface DeviceCode {
  id: string;
  user_code: string;
  client_id: string;
  scope: readonly string[];
  audience?: string;
  expires_at: number;
  interval_seconds: number;
  polled_at?: number;
  status: "pending" | "approved" | "denied" | "used" | "expired";
  user_id?: string;
  authenticated_at?: number;
}
