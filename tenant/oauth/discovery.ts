/** OpenID Connect Discovery 1.0 and RFC 8414: what this tenant can do, and no more. Keys in the recorded order. */
import type { TenantNames } from "../names";
import { RESPONSE_MODES, RESPONSE_TYPES } from "./authorize/response-type";
import { GRANTS } from "./grants";
import { CHALLENGE_METHODS } from "./pkce";
import { SUPPORTED_CLAIMS } from "./profile";
import { OFFLINE_ACCESS, PROFILE_SCOPES } from "./scopes";

export function discoveryDocument({ issuer }: TenantNames): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}oauth/token`,
    device_authorization_endpoint: `${issuer}oauth/device/code`,
    userinfo_endpoint: `${issuer}userinfo`,
    jwks_uri: `${issuer}.well-known/jwks.json`,
    revocation_endpoint: `${issuer}oauth/revoke`,
    scopes_supported: [...PROFILE_SCOPES, OFFLINE_ACCESS],
    response_types_supported: RESPONSE_TYPES,
    code_challenge_methods_supported: CHALLENGE_METHODS,
    response_modes_supported: RESPONSE_MODES,
    subject_types_supported: ["public"],
    grant_types_supported: ["implicit", ...GRANTS.map(({ grantType }) => grantType)],
    token_endpoint_auth_methods_supported: [
      "client_secret_basic",
      "client_secret_post",
      "private_key_jwt",
      "none",
    ],
    token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "PS256", "ES256"],
    claims_supported: SUPPORTED_CLAIMS,
    request_uri_parameter_supported: false,
    request_parameter_supported: false,
    id_token_signing_alg_values_supported: ["HS256", "RS256", "PS256"],
    end_session_endpoint: `${issuer}oidc/logout`,
  };
}
