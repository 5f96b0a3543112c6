/** How a client's document comes about and looks. What the flows need of it, `tenant/clients.ts` reads. */
import type { Json, JsonObject } from "../../../provider/model/values";
import { asObject } from "../../json";
import type { Client } from "../../store/records";
import { type Caller, hasAnyScope } from "../authenticate";

/** What answers say of the tenant that they come from. */
const TENANT_NAME = "local";

/** Keys in the order of the real tenant's answers (recorded: auth0-deploy-cli); where nothing is recorded, after `sso`. */
const ORDER = [
  "is_token_endpoint_ip_header_trusted",
  "description",
  "name",
  "allowed_clients",
  "allowed_logout_urls",
  "callbacks",
  "client_metadata",
  "cross_origin_authentication",
  "is_first_party",
  "native_social_login",
  "oidc_conformant",
  "refresh_token",
  "sso",
  "logo_uri",
  "addons",
  "mobile",
  "initiate_login_uri",
  "cross_origin_loc",
  "custom_login_page",
  "custom_login_page_preview",
  "form_template",
  "organization_usage",
  "organization_require_behavior",
  "organization_discovery_methods",
  "default_organization",
  "client_authentication_methods",
  "require_pushed_authorization_requests",
  "require_proof_of_possession",
  "signed_request_object",
  "token_vault_privileged_access",
  "compliance_level",
  "par_request_expiry",
  "skip_non_verifiable_callback_uri_confirmation_prompt",
  "session_transfer",
  "fedcm_login",
  "oidc_backchannel_logout",
  "oidc_logout",
  "token_exchange",
  "token_quota",
  "identity_assertion_authorization_grant",
  "anonymous_sessions",
  "third_party_security_mode",
  "redirection_policy",
  "express_configuration",
  "b2b_integration_configuration",
  "my_organization_configuration",
  "async_approval_notification_channels",
  "resource_server_identifier",
  "sso_disabled",
  "cross_origin_auth",
  "encryption_key",
  "allowed_origins",
  "client_id",
  "callback_url_template",
  "client_secret",
  "jwt_configuration",
  "client_aliases",
  "token_endpoint_auth_method",
  "app_type",
  "grant_types",
  "web_origins",
  "custom_login_page_on",
] as const;

/** Names that `fields` may list. */
export const KNOWN_FIELDS: readonly string[] = ["tenant", "global", ...ORDER, "signing_keys"];

/** Members that take a scope of their own to be seen (Auth0's documentation of GET /api/v2/clients). */
export const KEY_FIELDS: readonly string[] = [
  "client_secret",
  "encryption_key",
  "client_authentication_methods",
  "signing_keys",
];
export const KEY_SCOPES: readonly string[] = ["read:client_keys", "read:client_credentials"];

/** The client as the Management API shows it to this caller. */
export function shown(client: Client, caller: Caller): JsonObject {
  const seesKeys = hasAnyScope(caller, KEY_SCOPES);
  const withConstants: JsonObject = { callback_url_template: false, ...client };
  const answer: JsonObject = { tenant: TENANT_NAME, global: false };
  for (const name of ORDER) {
    const value = withConstants[name];
    if (value === undefined || (KEY_FIELDS.includes(name) && !seesKeys)) continue;
    // Recorded: a client that signs its assertions is shown without a secret, which it does not use.
    if (name === "client_secret" && client.client_authentication_methods !== undefined) continue;
    answer[name] = value;
  }
  return answer;
}

/** Sent keys replaced; a key that is sent as null disappears. */
export function changed(stored: Client, body: JsonObject): Client {
  const result: JsonObject = { ...stored };
  for (const [name, sent] of Object.entries(body)) {
    const value = sent === null ? null : completed(name, sent, stored);
    if (value === null) delete result[name];
    else result[name] = value;
  }
  // Recorded: an empty setting of either switches both off.
  if (isEmpty(body.oidc_logout) || isEmpty(body.oidc_backchannel_logout)) {
    delete result.oidc_logout;
    delete result.oidc_backchannel_logout;
  }
  return { ...result, ...crossOrigin(body) } as Client;
}

/** One setting with two names, both of which are shown. */
export function crossOrigin(body: JsonObject): JsonObject {
  const sent = body.cross_origin_authentication ?? body.cross_origin_auth;
  return sent === undefined ? {} : { cross_origin_authentication: sent, cross_origin_auth: sent };
}

/** A sent value with what the tenant adds to it. */
export function completed(name: string, sent: Json, stored: JsonObject): Json {
  const object = asObject(sent);
  if (object === undefined) return sent;
  switch (name) {
    case "jwt_configuration":
      return { secret_encoded: false, ...object };
    case "client_metadata": {
      // Recorded: metadata are laid over the stored ones, and null takes one away.
      const merged = { ...asObject(stored.client_metadata), ...object };
      return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
    }
    case "refresh_token": {
      const appType = typeof stored.app_type === "string" ? stored.app_type : undefined;
      return { ...refreshTokenDefaults(appType, object.expiration_type === "expiring"), ...object };
    }
    default:
      return object;
  }
}

/** Confidential applications get longer lifetimes (recorded for each of the types). */
export function refreshTokenDefaults(appType: string | undefined, expiring: boolean): JsonObject {
  const confidential = appType === "regular_web" || appType === "non_interactive";
  return {
    expiration_type: "non-expiring",
    leeway: 0,
    infinite_token_lifetime: !expiring,
    infinite_idle_token_lifetime: !expiring,
    token_lifetime: confidential ? 31_557_600 : 2_592_000,
    idle_token_lifetime: confidential ? 2_592_000 : 1_296_000,
    rotation_type: "non-rotating",
  };
}

function isEmpty(value: Json | undefined): boolean {
  const object = asObject(value);
  return object !== undefined && Object.keys(object).length === 0;
}
