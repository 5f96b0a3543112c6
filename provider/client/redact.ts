/** Keeps secrets and terminal control sequences out of everything that a person may read. */
import { WIRE_FIELDS } from "../model/table";
import type { JsonObject } from "../model/values";

const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;
const PEM = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const BEARER = /\bbearer\s+[\w.~+/=-]{8,}/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;
const LONGEST_QUOTE = 400;

export class Redactor {
  readonly #known = new Set<string>();

  /** Remembers a secret for as long as the client lives. */
  add(secret: string): void {
    if (secret !== "") this.#known.add(secret);
  }

  /** `more` are secrets of one request only. */
  text(message: string, more: readonly string[] = []): string {
    const forms = [...this.#known, ...more].flatMap(spellings).filter((form) => form !== "");
    // Longest first and in a single pass, so that one secret inside another leaves no rest behind.
    forms.sort((a, b) => b.length - a.length);
    const listed =
      forms.length === 0
        ? message
        : message.replace(new RegExp(forms.map(escapeRegExp).join("|"), "g"), "[secret]");
    return listed.replace(PEM, "[secret]").replace(BEARER, "Bearer [secret]").replace(JWT, "[secret]");
  }

  /** A sentence of the tenant's, for quoting on one line. */
  quote(message: string, more: readonly string[] = []): string {
    const line = this.text(message, more).replace(CONTROL, " ").trim();
    return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE)}…`;
  }
}

/** The values of a request body that must not be quoted back. */
export function secretsIn(body: JsonObject): string[] {
  return WIRE_FIELDS.filter((field) => field.secret)
    .map((field) => body[field.wire])
    .filter((value) => typeof value === "string");
}

function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), percentEncoded(secret)];
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // A lone surrogate has no such form.
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
