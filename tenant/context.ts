/** What every room of the tenant works with. */
import type { Clock } from "./clock";
import type { IssuedTokens } from "./issued-tokens";
import type { SigningKeys } from "./keys";
import type { TenantNames } from "./names";
import type { Switches } from "./options";
import type { Plan } from "./plans";
import type { Random } from "./random";
import type { Store } from "./store/store";

export interface TenantContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly issued: IssuedTokens;
  readonly keys: SigningKeys;
  readonly names: TenantNames;
  readonly switches: Switches;
  readonly plan: Plan;
}
