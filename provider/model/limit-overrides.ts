/** The form of the provider's `limits` setting. */
import * as z from "zod";

const number = z.number().nonnegative().nullable().optional();

/** Limits that a user may override; `null` switches the check off. */
const overridable = z.strictObject({
  min: number,
  max: number,
  minLength: number,
  maxLength: number,
  maxItems: number,
  pattern: z.string().refine(isPattern, "not a regular expression").nullable().optional(),
  reserved: z.array(z.string()).nullable().optional(),
  unique: z.null().optional(),
  notGreaterThan: z.null().optional(),
  publicKeyPem: z.null().optional(),
});

/** Keyed by field, or by field and place inside it: "tokenLifetimeSeconds", "scopes[].value". */
export const limitOverrides = z.record(z.string(), overridable);
export type LimitOverrides = z.infer<typeof limitOverrides>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
