/** Stacks for tests of rules, written short, and what rules say of them, as texts that a table can hold. */
import { parseConfig, resolveConfig } from "../../../../../policy/rules/config/parse";
import type { PolicyConfig } from "../../../../../policy/rules/config/policy-config";
import { type EvaluationOptions, evaluate, type StackEvaluation } from "../../../../../policy/rules/evaluate";
import type { Finding, OpenQuestion } from "../../../../../policy/rules/finding";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import type { RuleId } from "../../../../../policy/rules/rule-ids";
import type { Sensitivity } from "../../../../../provider/model/sensitivity";
import type { Value, ValueObject } from "../../../../../provider/model/values";

export const TODAY = "2026-11-26";

export function resource(
  type: string,
  name: string,
  props: object = {},
  options: Pick<PolicyResource, "protect" | "tenant"> = { protect: true },
): PolicyResource {
  return {
    urn: `urn:pulumi:dev::iam::${type}::${name}`,
    type,
    name,
    props: props as ValueObject,
    ...options,
  };
}

export function optionsOf(config: object = {}, today = TODAY): EvaluationOptions {
  return { config: resolveConfig(parseConfig(config)), today };
}

/** What one rule says of a stack. */
export function said(rule: RuleId, resources: readonly PolicyResource[], config: object = {}): string[] {
  return saidOf(evaluate(resources, optionsOf(config)), rule);
}

/** Every finding and open question of a stack, for stacks in which there should be none. */
export function everythingSaid(resources: readonly PolicyResource[], config: object = {}): string[] {
  const evaluation = evaluate(resources, optionsOf(config));
  return [...evaluation.findings, ...evaluation.notEvaluated].map(
    ({ rule, name, field, message }) => `${rule} ${name} ${field}: ${message}`,
  );
}

export function saidOf({ findings, notEvaluated }: StackEvaluation, rule: RuleId): string[] {
  const ofRule = <T extends Finding | OpenQuestion>(all: readonly T[]) =>
    all.filter((one) => one.rule === rule);
  return [...ofRule(findings).map(written), ...ofRule(notEvaluated).map(({ field }) => `? ${field}`)];
}

/** "tokenLifetime 86400/3600", "tokenLifetime secret/3600", "allowOfflineAccess". */
function written({ field, seconds, limitSeconds }: Finding): string {
  if (seconds === undefined && limitSeconds === undefined) return field;
  return `${field} ${seconds ?? "secret"}${limitSeconds === undefined ? "" : `/${limitSeconds}`}`;
}

export const API = "apisettings:index:Api";
export const SERVER = "auth0:index/resourceServer:ResourceServer";
export const CLIENT = "auth0:index/client:Client";

/** A type of Auth0 APIs, and how it names what the types name differently. */
export interface Form {
  readonly type: string;
  readonly own: string;
  readonly web: string;
  readonly declaresTier: boolean;
}

const ours = { own: "tokenLifetimeSeconds", web: "tokenLifetimeForWebSeconds", declaresTier: true };
const theirs = { own: "tokenLifetime", web: "tokenLifetimeForWeb", declaresTier: false };

export const FORMS: readonly Form[] = [
  { type: API, ...ours },
  { type: "pulumi-nodejs:dynamic/apisettings:Api", ...ours },
  { type: SERVER, ...theirs },
  // As programs in YAML and saved files may abbreviate it.
  { type: "auth0:index:ResourceServer", ...theirs },
  { type: "auth0:ResourceServer", ...theirs },
];

/** Settings of an API: `own` and `web` are its lifetimes, the others go by the name that all types use. */
export type Settings = { readonly own?: unknown; readonly web?: unknown } & Record<string, unknown>;

/** One API of a form and a tier, with the configuration that puts it there. */
export function apiOf(
  form: Form,
  tier: Sensitivity,
  { own, web, ...others }: Settings,
  config: { assign?: object[] } & object = {},
): { api: PolicyResource; config: object } {
  const props = {
    identifier: "https://api.example.com/",
    ...(own !== undefined && { [form.own]: own as Value }),
    ...(web !== undefined && { [form.web]: web as Value }),
    ...(form.declaresTier && { sensitivity: tier }),
    ...others,
  };
  const assign = [...(config.assign ?? []), ...(form.declaresTier ? [] : [{ tier, names: ["api"] }])];
  return {
    api: resource(form.type, "api", props),
    config: { ...config, ...(assign.length > 0 && { assign }) },
  };
}

/** What a rule says of an API, with `own` and `web` for the names that differ from form to form. */
export function saidOfApi(
  rule: RuleId,
  form: Form,
  tier: Sensitivity,
  settings: Settings,
  config: object = {},
): string[] {
  const stack = apiOf(form, tier, settings, config);
  return said(rule, [stack.api], stack.config).map((one) =>
    one.replace(form.web, "web").replace(form.own, "own"),
  );
}

export type Case = readonly [
  tier: Sensitivity,
  settings: Settings,
  expected: readonly string[],
  config?: PolicyConfig | object,
];
