/** What a subscription allows: Auth0's published limits by plan (Auth0 docs, "Rate Limit Policy", "Entity Limit Policy"). */
import { ApiSettingsError } from "../provider/model/errors";
import type { PlanName, RateLimit } from "./options";

/** Kinds of things of which a plan allows a number. */
export type LimitedEntity = "apis" | "clients" | "clientGrants";

export interface Plan {
  /** The Management API as a whole. Undefined: no limit. */
  readonly management: RateLimit | undefined;
  /** The Authentication API as a whole. Undefined: no limit. */
  readonly authentication: RateLimit | undefined;
  /** `/oauth/token`, within the former. Undefined: no limit of its own. */
  readonly token: RateLimit | undefined;
  readonly entities: Readonly<Record<LimitedEntity, number>>;
  /** Members of APIs that it does not include, by their wire names. */
  readonly withheld: readonly string[];
}

const perSecond = (refillPerSecond: number, limit = refillPerSecond): RateLimit => ({
  limit,
  refillPerSecond,
});

/** Members that come with an add-on only (recorded: the refusal names these two). */
const ADD_ONS = ["consent_policy", "token_encryption"];
const LARGE = { apis: 100_000, clients: 100_000, clientGrants: 100_000 };

const PLANS: Readonly<Record<PlanName, Plan>> = {
  free: {
    management: perSecond(2),
    authentication: perSecond(5, 300),
    token: perSecond(30),
    entities: { apis: 10, clients: 10, clientGrants: 100 },
    withheld: ADD_ONS,
  },
  // Nothing is published for its Management API as a whole: that of Enterprise's non-production tenants is taken.
  "self-service": {
    management: perSecond(2, 10),
    authentication: perSecond(25),
    token: undefined,
    entities: { apis: 100, clients: 100, clientGrants: 10_000 },
    withheld: ADD_ONS,
  },
  enterprise: {
    management: perSecond(16, 50),
    authentication: perSecond(100),
    token: undefined,
    entities: LARGE,
    withheld: [],
  },
  // The smallest production tier, of 100 requests per second.
  "private-cloud": {
    management: perSecond(50),
    authentication: perSecond(100),
    token: undefined,
    entities: LARGE,
    withheld: [],
  },
};

const UNLIMITED: Plan = {
  management: undefined,
  authentication: undefined,
  token: undefined,
  entities: { apis: Infinity, clients: Infinity, clientGrants: Infinity },
  withheld: [],
};

/**
 * Without a name nothing is limited. `refill` is how requests come back in all of the plan's buckets. Fails for a name
 * that no plan has: a misspelt one must not mean no limits.
 */
export function planNamed(name: PlanName | undefined, refill: RateLimit["refill"] = "continuous"): Plan {
  if (name === undefined) return UNLIMITED;
  if (!Object.hasOwn(PLANS, name)) {
    throw new ApiSettingsError("invalid-settings", `There is no plan ${JSON.stringify(name)}.`, {
      wayOut: `Give one of ${Object.keys(PLANS).join(", ")}, or none.`,
    });
  }
  const plan = PLANS[name];
  const refilled = (limit: RateLimit | undefined): RateLimit | undefined => limit && { ...limit, refill };
  return {
    ...plan,
    management: refilled(plan.management),
    authentication: refilled(plan.authentication),
    token: refilled(plan.token),
  };
}
