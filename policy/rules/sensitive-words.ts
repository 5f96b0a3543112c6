/** Words that make an API look sensitive, and how they are looked for: whole words, never parts of one. */

/** Money, health, identity documents, and authority over others. Singular forms; plurals are found as well. */
export const SENSITIVE_WORDS = [
  "payment",
  "payout",
  "payroll",
  "payee",
  "withdrawal",
  "salary",
  "bank",
  "banking",
  "iban",
  "card",
  "transfer",
  "transaction",
  "admin",
  "administration",
  "administrator",
  "superuser",
  "impersonate",
  "impersonation",
  "health",
  "healthcare",
  "medical",
  "medication",
  "clinical",
  "fhir",
  "ehr",
  "patient",
  "diagnosis",
  "prescription",
  "passport",
  "kyc",
  "ssn",
  "pii",
  "biometric",
  "credential",
  "secret",
] as const;

export function sensitiveWords(
  change: {
    readonly add?: readonly string[] | undefined;
    readonly remove?: readonly string[] | undefined;
  } = {},
): string[] {
  const removed = new Set((change.remove ?? []).map(fold));
  const words = [...SENSITIVE_WORDS, ...(change.add ?? []).map(fold)];
  return [...new Set(words)].filter((word) => !removed.has(word));
}

/** Words that follow another one and change its meaning: a health check is about no one's health. */
const HARMLESS_AFTER: Readonly<Record<string, readonly string[]>> = {
  health: ["check", "checks", "probe", "status"],
};

/**
 * The first of `words` that occurs in the text as a word of its own ("read:payments", "https://bank.example/"). What
 * consists of several words ("credit card") is found as they follow each other, however they are joined.
 */
export function sensitiveWordIn(text: string, words: readonly string[]): string | undefined {
  const parts = wordsOf(text);
  return words.find((word) => parts.some((_, index) => occursAt(parts, index, wordsOf(word))));
}

function occursAt(parts: readonly string[], index: number, sought: readonly string[]): boolean {
  const next = parts[index + sought.length] ?? "";
  const [word = ""] = sought.slice(-1);
  if (sought.length === 1 && HARMLESS_AFTER[word]?.includes(next)) return false;
  return (
    sought.length > 0 &&
    sought.every((one, offset) => {
      const part = parts[index + offset] ?? "";
      return part === one || (offset === sought.length - 1 && isPlural(part, one));
    })
  );
}

/** A plural. */
function isPlural(part: string, word: string): boolean {
  return part === `${word}s` || (word.endsWith("y") && part === `${word.slice(0, -1)}ies`);
}

/** "paymentAdmin", "HTTPAdmin", "payment-admin" and "PAYMENT_ADMIN" are two words, "admin2" is one and a number. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\p{N})(?=\p{Lu})|\p{Lu}(?=\p{Lu}\p{Ll})|\p{L}(?=\p{N})/gu, "$& ")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "")
    .map(fold);
}

function fold(text: string): string {
  return text.toLowerCase();
}
