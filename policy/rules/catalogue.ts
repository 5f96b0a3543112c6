/** All rules, in the order of `rule-ids.ts`. */
import type { Rule } from "./rule";
import { RULE_IDS, type RuleId } from "./rule-ids";
import { accessTokenLifetimeMax } from "./rules/access-token-lifetime-max";
import { accessTokenLifetimeMin } from "./rules/access-token-lifetime-min";
import { asymmetricSigning } from "./rules/asymmetric-signing";
import { implicitHybridLifetimeMax } from "./rules/implicit-hybrid-lifetime-max";
import { lifetimeExplicit } from "./rules/lifetime-explicit";
import { looksSensitive } from "./rules/looks-sensitive";
import { multiResourceRefresh } from "./rules/multi-resource-refresh";
import { offlineAccess } from "./rules/offline-access";
import { oneIdentifierOnce } from "./rules/one-identifier-once";
import { refreshTokenAbsoluteExpiry } from "./rules/refresh-token-absolute-expiry";
import { restrictedIsProtected } from "./rules/restricted-is-protected";
import { sensitivityDeclared } from "./rules/sensitivity-declared";
import { tierLowered } from "./rules/tier-lowered";

const BY_ID: Readonly<Record<RuleId, Rule>> = {
  "access-token-lifetime-max": accessTokenLifetimeMax,
  "access-token-lifetime-min": accessTokenLifetimeMin,
  "implicit-hybrid-lifetime-max": implicitHybridLifetimeMax,
  "lifetime-explicit": lifetimeExplicit,
  "offline-access": offlineAccess,
  "asymmetric-signing": asymmetricSigning,
  "sensitivity-declared": sensitivityDeclared,
  "looks-sensitive": looksSensitive,
  "tier-lowered": tierLowered,
  "restricted-is-protected": restrictedIsProtected,
  "refresh-token-absolute-expiry": refreshTokenAbsoluteExpiry,
  "multi-resource-refresh": multiResourceRefresh,
  "one-identifier-once": oneIdentifierOnce,
};

export const RULES: readonly Rule[] = RULE_IDS.map((id) => BY_ID[id]);
