// A rule of a user's own, in TypeScript that 3.8 understands.
import type {
  ConfigFile,
  Evaluation,
  Finding,
  Outcome,
  PolicyConfig,
  PolicyResource,
  Reading,
  Rule,
  RuleId,
  StackEvaluation,
  Subject,
} from "pulumi-apisettings/rules";
import {
  DEFAULT_CONFIG,
  dayOf,
  evaluate,
  evaluateResource,
  formatSeconds,
  isKnown,
  nameOf,
  notEvaluated,
  PRESETS,
  parseConfig,
  RULES,
  remediation,
  resolveConfig,
  Secret,
  subjectOf,
  UNKNOWN,
} from "pulumi-apisettings/rules";

const ownAudiences: Rule<"own-audiences"> = {
  id: "own-audiences",
  title: "Audiences are ours",
  description: "An API's identifier is an address of ours.",
  level: "mandatory",
  severity: "low",
  tags: ["identifier"],
  remediationSteps: "Change the identifier.",
  checkResource: (subject: Subject): readonly Outcome[] => {
    const identifier: Reading<string> = subject.identifier;
    if (!isKnown(identifier)) return notEvaluated(subject, identifier);
    if (identifier.value.startsWith("https://example.test/")) return [];
    const problem = `${nameOf(subject)} lives elsewhere.`;
    return [{ kind: "violation", subject, field: identifier.field, problem, wayOut: "Move it." }];
  },
};

const file: ConfigFile = {
  defaultTier: "confidential",
  tiers: { restricted: { presets: ["cdr-au"], maximumSeconds: 600, offlineAccess: "forbidden" } },
  rules: { "lifetime-explicit": "mandatory" },
  exemptions: [{ rules: ["offline-access"], name: "legacy", reason: "r", owner: "o", expires: "2027-01-31" }],
};
const config: PolicyConfig = resolveConfig(parseConfig(file));
const banking: PolicyResource = {
  urn: "urn:pulumi:dev::p::auth0:index/resourceServer:ResourceServer::banking",
  type: "auth0:index/resourceServer:ResourceServer",
  name: "banking",
  props: { identifier: "https://example.test/", tokenLifetime: UNKNOWN, signingSecret: new Secret("x") },
};

const options = { config, today: dayOf(new Date()) };
export const whole: StackEvaluation = evaluate([banking], options);
export const rules: RuleId[] = whole.findings.map((finding: Finding) => finding.rule);
export const own: Evaluation<"own-audiences"> = evaluateResource(ownAudiences, banking, options);
export const seconds: string = formatSeconds(DEFAULT_CONFIG.tiers.restricted.bounds[0].maximumSeconds || 0);
export const changes: (number | string | boolean)[] = remediation(RULES[0], banking, options).map(
  ({ value }) => value,
);
export const sources: string[] = PRESETS.map(({ document, bounds }) => document + bounds[0].section);

export function refused() {
  // ERROR: no such level
  const levels: ConfigFile = { rules: { "offline-access": "fatal" } };
  // ERROR: no such rule
  const misspelt: ConfigFile = { rules: { "offline-acess": "mandatory" } };
  // ERROR: a known value only where it is known
  const text: string = (subjectOf(banking, config) as Subject).identifier.value;
  // ERROR: an own rule has its own name
  const wrong: Rule = ownAudiences;
  return [levels, misspelt, text, wrong];
}
