/** What a program declares of an API's tokens, effective: what a token that is issued now must look like. */
import { type Reading, readBoolean, readText } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import type { AccessPolicy } from "../explain/facts";
import { readApi } from "../explain/read-api";

export interface DeclaredApi {
  /** In the program, or in the tenant. */
  readonly name: string;
  readonly identifier: Reading<string>;
  /** Of access tokens that the token endpoint issues. */
  readonly seconds: Reading<number>;
  readonly algorithm: Reading<string>;
  /** `token_dialect`. */
  readonly dialect: Reading<string>;
  /** Role-based access control, on which the `permissions` claim hangs. */
  readonly enforcesPolicies: Reading<boolean>;
  readonly senderConstrained: Reading<boolean>;
  readonly encrypted: Reading<boolean>;
  /** Who may get tokens in their own name. */
  readonly clientPolicy: Reading<AccessPolicy>;
}

/** Undefined for what is no API of an Auth0 tenant. */
export function declaredApi(
  resource: Pick<PolicyResource, "type" | "name" | "props">,
): DeclaredApi | undefined {
  const facts = readApi(resource);
  if (facts === undefined) return undefined;
  const { name, identifier, tokenLifetimeSeconds, senderConstrained, encrypted, clientPolicy } = facts;
  const { props } = resource;
  return {
    name,
    identifier,
    seconds: tokenLifetimeSeconds,
    algorithm: readText(props, "signingAlg", "RS256"),
    dialect: readText(props, "tokenDialect", "access_token"),
    enforcesPolicies: readBoolean(props, "enforcePolicies", false),
    senderConstrained,
    encrypted,
    clientPolicy,
  };
}
