/** What the tenant's plan does not allow, refused in the Management API's words. */
import type { LimitedEntity, Plan } from "../plans";
import { ManagementError } from "./errors";

/** Throws the 403 answer where the plan allows no more than there are. */
export function refuseBeyondLimit(plan: Plan, entity: LimitedEntity, existing: number): void {
  if (existing < plan.entities[entity]) return;
  throw new ManagementError(403, "You reached the limit of entities of this type for this tenant.", {
    errorCode: "too_many_entities",
  });
}

/** Throws the 403 answer for a request that sets what the plan does not include. */
export function refuseWithheld(plan: Plan, sent: Readonly<Record<string, unknown>>): void {
  const asked = plan.withheld.filter((name) => sent[name] !== undefined && sent[name] !== null);
  if (asked.length === 0) return;
  throw new ManagementError(403, `Please upgrade your subscription to use ${asked.join(", ")}.`, {
    errorCode: "feature_not_enabled",
  });
}
