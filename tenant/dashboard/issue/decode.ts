/** Looking into a token, without checking it: what it is, and what it says. */
import type { JsonObject } from "../../../provider/model/values";

export type TokenForm = "jwt" | "encrypted" | "opaque";

export interface Decoded {
  form: TokenForm;
  header?: JsonObject;
  claims?: JsonObject;
}

export function decode(token: string): Decoded {
  const parts = token.split(".");
  const header = parts.length >= 3 ? part(parts[0]) : undefined;
  if (header === undefined) return { form: "opaque" };
  // RFC 7516, section 9: five parts are encrypted, three are signed.
  if (parts.length === 5) return { form: "encrypted", header };
  const claims = part(parts[1]);
  return claims === undefined ? { form: "opaque" } : { form: "jwt", header, claims };
}

function part(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
