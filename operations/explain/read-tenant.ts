/** A tenant's settings that bear on tokens, in the names of pulumi-auth0's Tenant. */
import { type Reading, read, readText, valueAt, withValue } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import type { ValueObject } from "../../provider/model/values";
import type { TenantFacts } from "./facts";

const TENANT = /^auth0:(index(\/tenant)?:)?Tenant$/;

/** Where the tenant itself sets none: hours. */
const DEFAULT_SESSION_HOURS = 168;
const DEFAULT_IDLE_SESSION_HOURS = 72;
const SECONDS_PER_HOUR = 3_600;

/**
 * Undefined for what is not the tenant's settings. What a program leaves unset stays in the tenant as it is, so nothing
 * is said about it.
 */
export function readTenant({ type, props }: Pick<PolicyResource, "type" | "props">): TenantFacts | undefined {
  if (!TENANT.test(type)) return undefined;
  const { value } = valueAt(props, "defaultAudience");
  return { ...tenantFacts(props), ...(value === undefined ? { defaultAudience: undefined } : {}) };
}

/** Of the tenant's own answer, in which an absent member has its default. */
export function tenantFacts(props: ValueObject): TenantFacts {
  const { value } = valueAt(props, "defaultAudience");
  return {
    defaultAudience:
      value === "" || value === undefined
        ? { state: "absent", field: "defaultAudience", because: "none" }
        : readText(props, "defaultAudience"),
    sessionSeconds: hours(props, "sessionLifetime", DEFAULT_SESSION_HOURS),
    idleSessionSeconds: hours(props, "idleSessionLifetime", DEFAULT_IDLE_SESSION_HOURS),
  };
}

function hours(props: ValueObject, field: string, whenUnset: number): Reading<number> {
  const reading = read(props, field, "a number of hours", whenUnset, (value) =>
    typeof value === "number" ? value : undefined,
  );
  // Sent in minutes, they are kept as fractions of hours.
  return withValue(reading, (value) => Math.round(value * SECONDS_PER_HOUR));
}
