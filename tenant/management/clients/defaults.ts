/** What a new client has beside what was sent (recorded: Terraform provider and go-auth0, the TestAccClient… sessions). */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import type { Client } from "../../store/records";
import { completed, crossOrigin, refreshTokenDefaults } from "./documents";

const GRANT_TYPES = ["authorization_code", "implicit", "refresh_token", "client_credentials"];

/** The client that a POST with this body makes. */
export function newClient(body: JsonObject, context: TenantContext): Client {
  const appType = typeof body.app_type === "string" ? body.app_type : undefined;
  const strict = body.third_party_security_mode === "strict";
  const isApi = appType === "resource_server";
  const defaults: JsonObject = {
    is_token_endpoint_ip_header_trusted: false,
    is_first_party: true,
    oidc_conformant: isApi || body.is_first_party === false,
    refresh_token: strict ? strictRefreshToken() : refreshTokenDefaults(appType, false),
    sso_disabled: false,
    cross_origin_authentication: false,
    cross_origin_auth: false,
    jwt_configuration: jwtDefaults(isApi, strict),
    grant_types: isApi ? [] : strict ? ["authorization_code"] : defaultGrantTypes(body),
    custom_login_page_on: true,
  };
  const sent = Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, completed(name, value, { ...body, client_metadata: {} })]),
  );
  return {
    ...defaults,
    ...sent,
    ...crossOrigin(body),
    ...(sent.oidc_logout === undefined ? {} : logoutDefaults(sent.oidc_logout as JsonObject)),
    name: String(body.name),
    client_id: strict ? `tpc_${context.random.alphanumeric(22)}` : context.random.alphanumeric(32),
    client_secret: sent.client_secret ?? context.random.alphanumeric(64),
  };
}

function jwtDefaults(isApi: boolean, strict: boolean): JsonObject {
  if (isApi) return { alg: "RS256", secret_encoded: false };
  if (strict) return { alg: "RS256", lifetime_in_seconds: 3_600, secret_encoded: false };
  return { lifetime_in_seconds: 36_000, secret_encoded: false };
}

/** A client that cannot prove itself cannot act in its own name. */
function defaultGrantTypes(body: JsonObject): string[] {
  return body.token_endpoint_auth_method === "none"
    ? GRANT_TYPES.filter((type) => type !== "client_credentials")
    : GRANT_TYPES;
}

function strictRefreshToken(): JsonObject {
  return {
    expiration_type: "expiring",
    leeway: 0,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: false,
    token_lifetime: 31_557_600,
    idle_token_lifetime: 2_592_000,
    rotation_type: "non-rotating",
  };
}

function logoutDefaults(sent: JsonObject): JsonObject {
  if (Object.keys(sent).length > 0) return {};
  const initiators = { mode: "custom", selected_initiators: ["rp-logout", "idp-logout"] };
  return { oidc_backchannel_logout: {}, oidc_logout: { backchannel_logout_initiators: initiators } };
}
