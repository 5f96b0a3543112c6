/** Names of the rules, in the order in which catalogues show them: a contract, because configurations name them. */
export const RULE_IDS = [
  "access-token-lifetime-max",
  "access-token-lifetime-min",
  "implicit-hybrid-lifetime-max",
  "lifetime-explicit",
  "offline-access",
  "asymmetric-signing",
  "sensitivity-declared",
  "looks-sensitive",
  "tier-lowered",
  "restricted-is-protected",
  "refresh-token-absolute-expiry",
  "multi-resource-refresh",
  "one-identifier-once",
] as const;
export type RuleId = (typeof RULE_IDS)[number];
