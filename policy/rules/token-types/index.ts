/** The table of Pulumi types that set how long tokens live: one row for each type, one file for each provider. */
import { APISETTINGS_TYPES } from "./apisettings";
import { AUTH0_TYPES } from "./auth0";
import { COGNITO_TYPES } from "./cognito";
import { DATABRICKS_TYPES } from "./databricks";
import { FUSIONAUTH_TYPES } from "./fusionauth";
import { KEYCLOAK_TYPES } from "./keycloak";
import { OKTA_TYPES } from "./okta";
import { SNOWFLAKE_TYPES } from "./snowflake";
import type { TokenType } from "./token-type";
import { VAULT_TYPES } from "./vault";
import { ZITADEL_TYPES } from "./zitadel";

export const TOKEN_TYPES: readonly TokenType[] = [
  ...APISETTINGS_TYPES,
  ...AUTH0_TYPES,
  ...OKTA_TYPES,
  ...KEYCLOAK_TYPES,
  ...COGNITO_TYPES,
  ...VAULT_TYPES,
  ...ZITADEL_TYPES,
  ...FUSIONAUTH_TYPES,
  ...DATABRICKS_TYPES,
  ...SNOWFLAKE_TYPES,
];

const byToken = new Map(TOKEN_TYPES.map((type) => [canonicalType(type.token), type]));

/** The row of a Pulumi type; programs in YAML may leave out the module ("auth0:ResourceServer"). */
export function tokenTypeOf(token: string): TokenType | undefined {
  return byToken.get(canonicalType(token));
}

/** "auth0:index/resourceServer:ResourceServer" and "auth0:index:ResourceServer" are "auth0:ResourceServer". */
export function canonicalType(token: string): string {
  const [, pkg = token, module = "", name = ""] = /^([^:]+):(?:(.*):)?([^:]+)$/.exec(token) ?? [];
  const folder = module.replace(/\/[^/]*$/, "");
  // The dynamic provider's module names the resource's own package, and is kept.
  if (pkg === "pulumi-nodejs") return token;
  return folder === "" || folder === "index" || module === "index"
    ? `${pkg}:${name}`
    : `${pkg}:${folder}:${name}`;
}
