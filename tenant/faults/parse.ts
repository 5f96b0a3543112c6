/** Fault rules from outside: checked, presets put in their place. */
import { z } from "zod";
import { ApiSettingsError } from "../../provider/model/errors";
import { FAULT_PRESETS, isPreset } from "./presets";
import type { FaultRule } from "./rule";

/** Ten minutes: longer than any client waits. */
const MAXIMUM_LATENCY_MILLISECONDS = 600_000;
/** A hundred years either way. */
const MAXIMUM_SECONDS = 3_155_760_000;
const MAXIMUM_RULES = 1_000;

const latency = z.number().min(0).max(MAXIMUM_LATENCY_MILLISECONDS);
const relativeSeconds = z.int().min(-MAXIMUM_SECONDS).max(MAXIMUM_SECONDS);

const distribution = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), milliseconds: latency }),
  z
    .strictObject({ kind: z.literal("uniform"), minimumMilliseconds: latency, maximumMilliseconds: latency })
    .refine(({ minimumMilliseconds, maximumMilliseconds }) => minimumMilliseconds <= maximumMilliseconds, {
      message: "minimumMilliseconds is above maximumMilliseconds",
    }),
  z.strictObject({ kind: z.literal("normal"), meanMilliseconds: latency, deviationMilliseconds: latency }),
  z.strictObject({ kind: z.literal("exponential"), meanMilliseconds: latency }),
]);

/** RFC 9110, section 5: names are tokens; values hold no line break, or a fault could forge further headers. */
const headers = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "is not a header's name"),
  z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, "holds characters that a header cannot"),
);

export const EFFECTS = [
  "latencyMilliseconds",
  "status",
  "body",
  "headers",
  "reset",
  "noAnswer",
  "truncateBytes",
  "rateLimit",
  "clockSkewSeconds",
] as const satisfies readonly (keyof FaultRule)[];

const rule = z
  .strictObject({
    id: z.string().regex(/^[\w.-]{1,100}$/, "must be 1 to 100 letters, digits, dots, hyphens or underscores"),
    match: z
      .strictObject({
        method: z.string().regex(/^[A-Za-z]{1,20}$/, "is not an HTTP method"),
        path: z
          .string()
          .max(1_000)
          .regex(/^(\/|\*|token-endpoint$|management-api$)/, "must begin with / or *, or be a short name"),
      })
      .partial(),
    times: z.int().min(1),
    probability: z.number().min(0).max(1),
    latencyMilliseconds: z.union(
      [latency, distribution],
      `must be milliseconds from 0 to ${MAXIMUM_LATENCY_MILLISECONDS}, or have the kind fixed, uniform, normal or exponential`,
    ),
    status: z.int().min(200).max(599),
    body: z.unknown(),
    headers,
    reset: z.enum(["before", "after"]),
    noAnswer: z.union([z.literal(true), z.enum(["before", "after"])], "must be true, before or after"),
    truncateBytes: z.int().min(0),
    rateLimit: z
      .strictObject({
        headers: z.boolean(),
        resetSeconds: relativeSeconds,
        retryAfterSeconds: z.int().min(0).max(MAXIMUM_SECONDS),
      })
      .partial(),
    clockSkewSeconds: relativeSeconds,
  })
  .partial()
  .refine((given) => EFFECTS.some((effect) => given[effect] !== undefined), {
    message: `does nothing: give at least one of ${EFFECTS.join(", ")}`,
  })
  .refine((given) => given.status === undefined || given.rateLimit === undefined, {
    message: "has both status and rateLimit, which is a status of its own",
  })
  .refine((given) => given.reset === undefined || given.noAnswer === undefined, {
    message: "has both reset and noAnswer",
  });

/**
 * Rules from a rule, the name of a preset, or a list of both. Fails with `invalid-input`, naming the member, its value
 * and what it may be.
 */
export function parseFaults(given: unknown): FaultRule[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length > MAXIMUM_RULES) throw refusal(`${list.length} rules are more than ${MAXIMUM_RULES}.`);
  return list.flatMap((item: unknown, index) =>
    typeof item === "string" ? presetRules(item) : [parseRule(item, index)],
  );
}

function presetRules(name: string): readonly FaultRule[] {
  if (isPreset(name)) return FAULT_PRESETS[name].rules;
  throw refusal(`There is no fault ${JSON.stringify(name)}.`, Object.keys(FAULT_PRESETS).join(", "));
}

function parseRule(given: unknown, index: number): FaultRule {
  const parsed = rule.safeParse(given);
  if (parsed.success) return parsed.data as FaultRule;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const where = [`faults[${index}]`, ...path].join(".");
    const value = path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)?.[step], given);
    return `${where}: ${shortened(value)}: ${message}`;
  });
  throw refusal(`${faults.join("; ")}.`);
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}

function refusal(summary: string, presets?: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, {
    wayOut:
      presets === undefined
        ? "The members of a rule and their limits are in docs/tenant.md, section Faults."
        : `Give a rule as an object, or one of ${presets}.`,
  });
}
