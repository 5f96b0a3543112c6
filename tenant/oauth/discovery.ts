/** OpenID Connect Discovery 1.0 and RFC 8414: what this tenant can do, and no more. */
import { RSA_ALGORITHMS } from "../keys";
import type { TenantNames } from "../names";
import { GRANTS } from "./grants";

export function discoveryDocument({ issuer }: TenantNames): Record<string, unknown> {
  return {
    issuer,
    token_endpoint: `${issuer}oauth/token`,
    jwks_uri: `${issuer}.well-known/jwks.json`,
    grant_types_supported: GRANTS.map(({ grantType }) => grantType),
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["HS256", ...RSA_ALGORITHMS],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "PS256", "ES256"],
  };
}
