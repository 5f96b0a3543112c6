/** A client's settings, in the names of pulumi-auth0's Client: from a program, or from the tenant by `camelCased`. */
import { type Reading, read, readBoolean, readText, valueAt } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import { tokenTypeOf } from "../../policy/rules/token-types";
import {
  auth0ClientRefreshTokens,
  DEFAULT_REFRESH_LIFETIME_SECONDS,
} from "../../policy/rules/token-types/auth0-client";
import { containsUnknown, type ValueObject } from "../../provider/model/values";
import type { ClientFacts } from "./facts";
import { DEFAULT_ID_TOKEN_LIFETIME_SECONDS } from "./id-token";

/** Undefined for what is no client of an Auth0 tenant. */
export function readClient({
  type,
  name,
  props,
}: Pick<PolicyResource, "type" | "name" | "props">): ClientFacts | undefined {
  if (!type.startsWith("auth0:") || tokenTypeOf(type)?.kind !== "client") return undefined;
  return clientFacts(name, props);
}

export function clientFacts(name: string, props: ValueObject): ClientFacts {
  const { absoluteSeconds, audiences } = auth0ClientRefreshTokens(props);
  return {
    name,
    grantTypes: grantTypes(props),
    firstParty: readBoolean(props, "isFirstParty", true),
    absoluteSeconds,
    idleSeconds: idleSeconds(props),
    rotates: inKind(props, "rotationType", "rotating"),
    policyAudiences: audiences,
    idTokenSeconds: read(
      props,
      "jwtConfiguration.lifetimeInSeconds",
      "a number of seconds",
      DEFAULT_ID_TOKEN_LIFETIME_SECONDS,
      (value) => (typeof value === "number" ? value : undefined),
    ),
  };
}

/** What a client that names none has (recorded); one that cannot prove itself does not act in its own name. */
const DEFAULT_GRANT_TYPES = ["authorization_code", "implicit", "refresh_token", "client_credentials"];

function grantTypes(props: ValueObject): Reading<readonly string[]> {
  const field = "grantTypes";
  const { value } = valueAt(props, field);
  // A member that is not known yet could be any grant type.
  if (containsUnknown(value)) return { state: "unknown", field };
  const method = readText(props, "tokenEndpointAuthMethod", "");
  const isPublic = method.state === "known" && method.value === "none";
  const whenUnset = isPublic ? DEFAULT_GRANT_TYPES.slice(0, 3) : DEFAULT_GRANT_TYPES;
  return read<readonly string[]>(props, field, "a list of grant types", whenUnset, (list) =>
    Array.isArray(list) && list.every((one) => typeof one === "string") ? list : undefined,
  );
}

/** A client that says nothing: rotating and expiring in a single-page application, neither in any other. */
function inKind(props: ValueObject, name: string, kind: string): Reading<boolean> {
  const appType = readText(props, "appType", "");
  const field = `refreshToken.${name}`;
  if (valueAt(props, field).value === undefined) {
    return appType.state === "known"
      ? { ...appType, field, declared: false, value: appType.value === "spa" }
      : appType;
  }
  const written = readText(props, field);
  return written.state === "known" ? { ...written, value: written.value === kind } : written;
}

function idleSeconds(props: ValueObject): Reading<number> {
  const expiring = inKind(props, "expirationType", "expiring");
  if (expiring.state !== "known") return expiring;
  if (!expiring.value) return { ...expiring, value: Number.POSITIVE_INFINITY };
  const infinite = readBoolean(props, "refreshToken.infiniteIdleTokenLifetime", false);
  if (infinite.state !== "known") return infinite;
  if (infinite.value) return { ...infinite, value: Number.POSITIVE_INFINITY };
  const field = "refreshToken.idleTokenLifetime";
  return read(props, field, "a number of seconds", DEFAULT_REFRESH_LIFETIME_SECONDS, (value) =>
    typeof value === "number" ? value : undefined,
  );
}
