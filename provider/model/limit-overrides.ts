/** The form of the provider's `limits` setting. */
import { z } from "zod";

const number = z.number().nonnegative().nullable().optional();

/** Limits that a user may override; `null` switches the check off. */
const overridable = z.strictObject({
  min: number,
  max: number,
  minLength: number,
  maxLength: number,
  maxItems: number,
  pattern: z.string().nullable().optional(),
  reserved: z.array(z.string()).nullable().optional(),
  unique: z.string().nullable().optional(),
  notGreaterThan: z.string().nullable().optional(),
  publicKeyPem: z.literal(true).nullable().optional(),
});

/** Keyed by field, or by field and place inside it: "tokenLifetimeSeconds", "scopes[].value". */
export const limitOverrides = z.record(z.string(), overridable);
export type LimitOverrides = z.infer<typeof limitOverrides>;
