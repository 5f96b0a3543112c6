/** What must be true of a client as a whole, which a schema of its members cannot say. */
import type { JsonObject } from "../../../provider/model/values";
import { apiByIdentifier, scopesOf } from "../../apis";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import { ManagementError } from "../errors";
import type { Violation } from "../validation/messages";
import { invalid } from "../validation/validate";
import { urlViolations } from "./urls";

/** Grant types that a client may be given (Auth0 docs, "Application Grant Types"). */
const GRANT_TYPES: ReadonlySet<unknown> = new Set([
  "authorization_code",
  "client_credentials",
  "implicit",
  "password",
  "refresh_token",
  "http://auth0.com/oauth/grant-type/mfa-oob",
  "http://auth0.com/oauth/grant-type/mfa-otp",
  "http://auth0.com/oauth/grant-type/mfa-recovery-code",
  "http://auth0.com/oauth/grant-type/passwordless/otp",
  "http://auth0.com/oauth/grant-type/password-realm",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:token-exchange",
  "urn:openid:params:grant-type:ciba",
  "urn:okta:params:oauth:grant-type:webauthn",
  "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
]);

/** `sent` is the request's body, `resulting` the client that it would lead to. Throws the 400 answer. */
export function checkRules(context: TenantContext, sent: JsonObject, resulting: JsonObject): void {
  const violations = [
    ...urlViolations(sent),
    ...metadataViolations(sent),
    ...refreshTokenViolations(context, sent),
  ];
  if (violations.length > 0) throw invalid("Payload", violations);
  checkGrantTypes(resulting);
  checkAuthentication(sent, resulting);
}

function checkGrantTypes(resulting: JsonObject): void {
  const types = Array.isArray(resulting.grant_types) ? resulting.grant_types : [];
  const isPublic = resulting.token_endpoint_auth_method === "none";
  const bad = types.filter((type) => !GRANT_TYPES.has(type) || (isPublic && type === "client_credentials"));
  if (bad.length > 0) throw new ManagementError(400, `Invalid grant types: ${bad.join(",")}`);
}

function checkAuthentication(sent: JsonObject, resulting: JsonObject): void {
  const method = resulting.token_endpoint_auth_method;
  if (sent.is_token_endpoint_ip_header_trusted === true && (method === undefined || method === "none")) {
    throw new ManagementError(
      400,
      "The flag is_token_endpoint_ip_header_trusted can only be set true on clients that require authentication (i.e. token_endpoint_auth_method is set to 'client_secret_post' or 'client_secret_basic')",
    );
  }
  if (resulting.client_authentication_methods !== undefined && method !== undefined) {
    throw new ManagementError(
      400,
      "client_authentication_methods and token_endpoint_auth_method are mutually exclusive",
    );
  }
}

function refreshTokenViolations(context: TenantContext, sent: JsonObject): Violation[] {
  const settings = asObject(sent.refresh_token);
  if (settings === undefined) return [];
  const at = (member: string, text: string): Violation => ({ path: ["refresh_token", member], text });
  const violations: Violation[] = [];
  if (settings.rotation_type === "rotating" && settings.expiration_type === "non-expiring") {
    violations.push(at("expiration_type", `Invalid value "non-expiring"`));
  }
  const { token_lifetime: absolute, idle_token_lifetime: idle } = settings;
  const bounded = settings.infinite_token_lifetime !== true && settings.infinite_idle_token_lifetime !== true;
  if (bounded && typeof absolute === "number" && typeof idle === "number" && idle > absolute) {
    violations.push(at("idle_token_lifetime", `Value ${idle} is greater than maximum ${absolute}`));
  }
  return [...violations, ...policyViolations(context, settings)];
}

/** Multi-resource refresh tokens: each policy names an API and scopes that it has. */
function policyViolations(context: TenantContext, { policies }: JsonObject): Violation[] {
  if (!Array.isArray(policies)) return [];
  return policies.flatMap((policy, index) => {
    const { audience, scope } = asObject(policy) ?? {};
    const path = ["refresh_token", "policies", String(index)];
    const api = apiByIdentifier(context, String(audience));
    if (api === undefined) {
      return [{ path: [...path, "audience"], text: `Invalid value "${String(audience)}"` }];
    }
    const known = scopesOf(api);
    return (Array.isArray(scope) ? scope : []).flatMap((value, place) =>
      known.includes(String(value))
        ? []
        : [{ path: [...path, "scope", String(place)], text: `Invalid value "${String(value)}"` }],
    );
  });
}

/** At most 255 characters each, texts only (Auth0's documentation of the member). */
function metadataViolations(sent: JsonObject): Violation[] {
  return Object.entries(asObject(sent.client_metadata) ?? {}).flatMap(([name, value]) => {
    const path = ["client_metadata", name];
    if (value !== null && typeof value !== "string") {
      return [{ path, text: `Expected type string but found type ${typeof value}` }];
    }
    const length = value === null ? 0 : [...value].length;
    return length > 255 ? [{ path, text: `String is too long (${length} chars), maximum 255` }] : [];
  });
}
