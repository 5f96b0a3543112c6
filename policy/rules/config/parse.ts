/** From the content of a configuration file to the configuration that rules read, or to an error that names the place. */
import type * as z from "zod";
import { ApiSettingsError } from "../../../provider/model/errors";
import { SENSITIVITIES, type Sensitivity } from "../../../provider/model/sensitivity";
import { suggest } from "../../../provider/model/suggest";
import { sensitiveWords } from "../sensitive-words";
import { checkIntersections } from "./intersections";
import { configJsonSchema } from "./json-schema";
import type { PolicyConfig, TierPolicy } from "./policy-config";
import { type ConfigFile, configSchema } from "./schema";
import { tierPolicy } from "./tier-policy";

/** Throws `invalid-config`, with every problem of the file at once. */
export function parseConfig(content: unknown): ConfigFile {
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new ApiSettingsError("invalid-config", describe(parsed.error.issues, content), {
    wayOut: "See docs/policies.md for what the file may say.",
  });
}

/** Throws `invalid-config` where presets or limits of a tier contradict each other. */
export function resolveConfig(file: ConfigFile): PolicyConfig {
  const tiers = Object.fromEntries(SENSITIVITIES.map((tier) => [tier, tierPolicy(tier, file)])) as Record<
    Sensitivity,
    TierPolicy
  >;
  for (const tier of SENSITIVITIES) checkIntersections(tier, tiers[tier].bounds);
  return {
    tiers,
    defaultTier: file.defaultTier ?? "internal",
    assign: file.assign ?? [],
    sensitiveWords: sensitiveWords(file.sensitiveWords),
    levels: levelsOf(file),
    exemptions: file.exemptions ?? [],
    baseline: typeof file.baseline === "object" ? file.baseline.findings : [],
  };
}

export const DEFAULT_CONFIG: PolicyConfig = resolveConfig({});

function levelsOf({ rules = {} }: ConfigFile): PolicyConfig["levels"] {
  return Object.fromEntries(Object.entries(rules).flatMap(([id, level]) => (level ? [[id, level]] : [])));
}

type Issue = z.core.$ZodIssue;

function describe(issues: readonly Issue[], content: unknown): string {
  const lines = issues.flatMap((issue) => sentences(issue, content));
  const [only = ""] = lines;
  return lines.length === 1
    ? only
    : `${lines.length} problems:\n${lines.map((line) => `  - ${line}`).join("\n")}\n`;
}

function sentences(issue: Issue, content: unknown): string[] {
  const place = placeOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) => `${placeOf([...issue.path, key])} is no setting.${suggest(key, knownKeys(issue.path))}`,
    );
  }
  if (issue.code === "invalid_value") {
    const written = valueAt(content, issue.path);
    const hint = typeof written === "string" ? suggest(written, issue.values.map(String)) : "";
    return [
      `${place} is ${show(written)}, which is not one of ${issue.values.map(String).join(", ")}.${hint}`,
    ];
  }
  return [`${place} is ${show(valueAt(content, issue.path))}: ${issue.message}.`];
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configJsonSchema();
  for (const key of path) {
    const node = schema as { properties?: Record<string, unknown>; items?: unknown };
    schema = typeof key === "number" ? node.items : node.properties?.[String(key)];
    if (schema === undefined) return [];
  }
  return Object.keys((schema as { properties?: object }).properties ?? {});
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (place, key) =>
      typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`,
    "",
  );
  return text === "" ? "The configuration" : text;
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
