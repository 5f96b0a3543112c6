/** Limits of a field in words. */
import { formatDuration } from "../../../provider/model/durations";
import { countsSeconds, type Field, type Limit } from "../../../provider/model/field";
import { limitPlace, previewLimits } from "../../../provider/model/limits";
import { code, listed, table } from "./markdown";

/** The limits in force by default, or undefined where there are none. */
export function limitTable(field: Field): string | undefined {
  const limits = previewLimits(field);
  if (limits.length === 0) return undefined;
  const rows = limits.map((limit) => [
    `${code(limitPlace(field, limit.on))} ${limitText(field, limit)}${limit.creation ? " (new APIs only)" : ""}`,
    `${code(limit.kind)}`,
    `${limit.source}${limit.because === undefined ? "" : `. ${limit.because}`}`,
  ]);
  return table(["limit", "kind", "source and way out"], rows);
}

function limitText(field: Field, { kind, value }: Limit): string {
  const amount = typeof value === "number" ? number(value, countsSeconds(field)) : String(value);
  switch (kind) {
    case "min":
      return `is at least ${amount}`;
    case "max":
      return `is at most ${amount}`;
    case "minLength":
      return `has at least ${amount} ${value === 1 ? "character" : "characters"}`;
    case "maxLength":
      return `has at most ${amount} characters`;
    case "maxItems":
      return `has at most ${amount} entries`;
    case "pattern":
      return `matches ${code(amount)}`;
    case "reserved":
      return `is none of ${Array.isArray(value) ? listed(value.map(code)) : amount}`;
    case "unique":
      return `has no ${code(amount)} twice`;
    case "notGreaterThan":
      return `is at most ${code(amount)}`;
    case "publicKeyPem":
      return "is an RSA public key or a certificate with one";
    case "open":
      return "takes other members too";
  }
}

function number(value: number, isSeconds: boolean): string {
  const text = value.toLocaleString("en-US");
  return isSeconds && value >= 60 ? `${text} s (${formatDuration(value)})` : isSeconds ? `${text} s` : text;
}
