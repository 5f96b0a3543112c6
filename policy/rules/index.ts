/**
 * `pulumi-apisettings/rules`: the rules without an engine. For tests of programs, for tools, and for rules of one's own,
 * which read a resource of any provider by {@link subjectOf} and speak of it as the built-in ones do.
 */

// Values and words of the whole package.
export { formatSeconds } from "../../provider/model/durations";
export type { Flow } from "../../provider/model/lifetimes";
export type { Sensitivity } from "../../provider/model/sensitivity";
export { isSensitive, SENSITIVITIES } from "../../provider/model/sensitivity";
export type { Unknown, Value, ValueObject } from "../../provider/model/values";
export { isSecret, isUnknown, Secret, UNKNOWN } from "../../provider/model/values";

// Configuration.
export type { SourcedBound } from "./bounds";
// Running rules.
export { RULES } from "./catalogue";
export type {
  Baseline,
  BaselineFinding,
  ConfigFile,
  Exemption,
  TierAssignment,
  TierSettings,
} from "./config/config-file.generated";
export { DEFAULT_CONFIG, parseConfig, resolveConfig } from "./config/parse";
export type { PolicyConfig, TierPolicy } from "./config/policy-config";
export type { EvaluationOptions, StackEvaluation } from "./evaluate";
export { evaluate, evaluateResource, evaluateStack, remediation } from "./evaluate";
export type { Day, ExemptionState } from "./exemptions";
export { dayOf } from "./exemptions";
export type { Evaluation, Finding, OpenQuestion, Place, Standing } from "./finding";
// Writing a rule.
export { notEvaluated } from "./not-evaluated";
export type { Bound, Preset, PresetStatus, Strength } from "./presets";
export { PRESETS } from "./presets";
export type { Absence, Found, Known, Reading } from "./reading";
export { isKnown, read, readBoolean, readText, valueAt } from "./reading";
export type { PolicyResource } from "./resource";
export type {
  Framework,
  Level,
  NotEvaluated,
  Outcome,
  PropertyChange,
  Rule,
  RuleContext,
  RuleMetadata,
  Severity,
  StackContext,
  Violation,
} from "./rule";
export type { RuleId } from "./rule-ids";
export type { AccessTokens, LifetimeReading, RefreshSetting, Subject } from "./subject";
export { subjectOf } from "./subject";
export type { TierDecision } from "./tier";
export { isLowerTier } from "./tier";
export type {
  ClientRefreshTokens,
  LifetimeField,
  LifetimeOf,
  RefreshSwitch,
  SubjectKind,
  TokenType,
} from "./token-types/token-type";
export { lifetimeInWords, nameOf, tierOf } from "./words";
