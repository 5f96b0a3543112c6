/** Names of nested types, made from where they are used. */

/** "user_policy", "userPolicy", "user-policy" -> "UserPolicy" */
export function pascalCase(text: string): string {
  return words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Name of the type of a member: "TokenEncryption" and "encryptionKey" -> "TokenEncryptionKey", without the stutter. */
export function memberTypeName(parent: string, member: string): string {
  const before = words(parent);
  const after = words(pascalCase(member));
  const overlap = before.at(-1) === after[0] ? 1 : 0;
  return pascalCase([...before, ...after.slice(overlap)].join("-"));
}

/** Name of the type of an array's items: "scopes" -> "scope". */
export function singular(name: string): string {
  return name.replace(/s$/, "");
}

function words(text: string): string[] {
  return text.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
}
