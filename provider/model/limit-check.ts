/** Whether one value breaks one limit, and how to say so. */
import { formatSeconds } from "./durations";
import type { Limit } from "./field";
import { rsaPublicKey } from "./public-key";
import { fieldNamed } from "./table";
import { containsSecret, isObject, isUnknown, revealAll, type Value, type ValueObject } from "./values";

export interface LimitContext {
  /** All declared values, for limits that compare two fields. */
  inputs: ValueObject;
  /** The value must not be shown. */
  secret: boolean;
  /** What a number counts, for the message. */
  unit?: "seconds" | undefined;
  domain?: string | undefined;
}

/** The middle of a sentence that begins with the place, or undefined where the limit is kept or cannot be judged. */
export function breachOf(limit: Limit, value: Value, context: LimitContext): string | undefined {
  if (isUnknown(value)) return undefined;
  const shown = context.secret ? "its value" : JSON.stringify(value);
  switch (limit.kind) {
    case "min":
    case "max":
      return numberBreach(limit.kind, value, Number(limit.value), shown, context);
    case "minLength":
    case "maxLength":
      return typeof value === "string" ? lengthBreach(limit.kind, value, Number(limit.value)) : undefined;
    case "maxItems":
      return Array.isArray(value) && value.length > Number(limit.value)
        ? ` has ${value.length} entries, more than the limit of ${limit.value}`
        : undefined;
    case "pattern":
      return typeof value === "string" && value !== "" && !new RegExp(String(limit.value), "u").test(value)
        ? `: ${shown} does not match ${limit.value}`
        : undefined;
    case "reserved":
      return typeof value === "string" && reservedTexts(limit, context.domain).includes(value)
        ? `: ${shown} is reserved`
        : undefined;
    case "unique":
      return Array.isArray(value) ? repetition(value, String(limit.value), context.secret) : undefined;
    case "notGreaterThan":
      return exceedsOther(value, String(limit.value), context);
    case "publicKeyPem":
      return typeof value === "string" && rsaPublicKey(value) === undefined
        ? " is not an RSA public key or certificate in PEM"
        : undefined;
    case "open":
      return undefined;
  }
}

function numberBreach(
  kind: "min" | "max",
  value: Value,
  bound: number,
  shown: string,
  context: LimitContext,
): string | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const limit = formatNumber(bound, context);
  if (kind === "max" && value > bound) return `: ${shown} is more than the maximum of ${limit}`;
  if (kind === "min" && value < bound) return `: ${shown} is less than the minimum of ${limit}`;
  return undefined;
}

function formatNumber(value: number, context: LimitContext): string {
  return context.unit === "seconds" ? formatSeconds(value) : String(value);
}

function lengthBreach(kind: "minLength" | "maxLength", value: string, bound: number): string | undefined {
  // The tenant counts characters (code points), not UTF-16 units.
  const length = [...value].length;
  if (kind === "maxLength" && length > bound)
    return ` has ${length} characters, more than the limit of ${bound}`;
  if (kind === "minLength" && length < bound)
    return ` has ${length} characters, fewer than the minimum of ${bound}`;
  return undefined;
}

function reservedTexts(limit: Limit, domain: string | undefined): string[] {
  const texts = Array.isArray(limit.value) ? (limit.value as readonly string[]) : [];
  return texts
    .filter((text) => domain !== undefined || !text.includes("{domain}"))
    .map((text) => text.replace("{domain}", domain ?? ""));
}

function repetition(items: Value[], member: string, secret: boolean): string | undefined {
  const seen = new Map<Value, number>();
  for (const [index, item] of items.entries()) {
    const key = isObject(item) ? item[member] : undefined;
    if (key === undefined || isUnknown(key)) continue;
    const first = seen.get(key);
    if (first !== undefined) {
      return `: entries ${first} and ${index} have the same ${member}${secret ? "" : ` ${JSON.stringify(key)}`}`;
    }
    seen.set(key, index);
  }
  return undefined;
}

function exceedsOther(value: Value, otherName: string, context: LimitContext): string | undefined {
  const declared = context.inputs[otherName];
  const other = declared === undefined ? fieldNamed(otherName)?.default : revealAll(declared);
  if (typeof value !== "number" || typeof other !== "number" || !(value > other)) return undefined;
  const origin = declared === undefined ? "default " : "";
  if (context.secret || containsSecret(declared)) return ` is more than ${otherName}`;
  return `: ${value} is more than the ${origin}${otherName} of ${formatNumber(other, context)}`;
}
