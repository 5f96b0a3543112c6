/** Words that make an API look sensitive, and how they are looked for: whole words, never parts of one. */

/** Money, health, identity documents, and authority over others. Singular forms; plurals are found as well. */
export const SENSITIVE_WORDS = [
  "payment",
  "payout",
  "payroll",
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
  "patient",
  "diagnosis",
  "prescription",
  "passport",
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
  return [...new Set([...SENSITIVE_WORDS, ...(change.add ?? []).map(fold)])].filter(
    (word) => !removed.has(word),
  );
}

/** Words that follow another one and change its meaning: a health check is about no one's health. */
const HARMLESS_AFTER: Readonly<Record<string, readonly string[]>> = {
  health: ["check", "checks", "probe", "status"],
};

/** The first of `words` that occurs in the text as a word of its own ("read:payments", "https://bank.example/"). */
export function sensitiveWordIn(text: string, words: readonly string[]): string | undefined {
  const parts = wordsOf(text);
  return words.find((word) =>
    parts.some(
      (part, index) => isForm(part, word) && !HARMLESS_AFTER[word]?.includes(parts[index + 1] ?? ""),
    ),
  );
}

function isForm(part: string, word: string): boolean {
  return part === word || part === `${word}s` || (word.endsWith("y") && part === `${word.slice(0, -1)}ies`);
}

/** "paymentAdmin", "payment-admin" and "PAYMENT_ADMIN" are two words. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "")
    .map(fold);
}

function fold(text: string): string {
  return text.toLowerCase();
}
