/** What a program does not declare, and why: comments beside its resource, and lines of the report. */

export type Remark =
  /** A secret that the tenant has. */
  | { readonly kind: "secret"; readonly property: string }
  /** A value that the tenant shows only in part. */
  | {
      readonly kind: "write-only";
      readonly property: string;
      readonly leaf: string;
      readonly fingerprint: string | undefined;
    }
  /** A value that the first preview would refuse; the message says why. */
  | { readonly kind: "refused"; readonly property: string; readonly message: string }
  /** Settings of a system API that the tenant lets nobody change. */
  | { readonly kind: "system" }
  /** A value that the language cannot write. */
  | { readonly kind: "unwritable"; readonly property: string }
  /** Something that the provider of the program does not have, or not in this form. */
  | { readonly kind: "not-offered"; readonly property: string; readonly why: string }
  /** The tenant knows nothing of it: the user may choose. */
  | { readonly kind: "choice"; readonly property: string; readonly values: readonly string[] };

/** How a language writes what a remark proposes. */
export interface RemarkWords {
  /** Lines that a program needs before it can read the stack's configuration. */
  readonly configuration: readonly string[];
  /** `name: value`, as a line of the resource. */
  property(name: string, value: string): string;
  /** The value of a secret from the stack's configuration. */
  secret(key: string): string;
  text(value: string): string;
  /** A comment at the end of a line. */
  aside(text: string): string;
}

/** Lines of a comment, without the sign that makes them one. */
export function remarkLines(remark: Remark, variable: string, words: RemarkWords): string[] {
  switch (remark.kind) {
    case "secret": {
      const key = secretKey(variable, remark.property);
      return [
        `${remarkText(remark)} To manage it here:`,
        `  pulumi config set --secret ${key}`,
        ...words.configuration.map((line) => `  ${line}`),
        `  ${words.property(remark.property, words.secret(key))}`,
      ];
    }
    case "choice": {
      const [strictest = "", ...others] = [...remark.values].reverse();
      // Without the sign it is a declaration, and its other half still a comment.
      const declaration = words.property(remark.property, words.text(strictest));
      return [`${declaration} ${words.aside(`or ${others.join(", ")}; for policies and reviews`)}`];
    }
    default:
      return wrapped(remarkText(remark));
  }
}

const LINE_WIDTH = 100;

function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1] ?? "";
    if (line !== "" && line.length + word.length >= LINE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

/** One sentence for reports. */
export function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case "secret":
      return `${remark.property} stays as it is in the tenant.`;
    case "write-only":
      return `${remark.property} stays as it is in the tenant, which does not show its ${remark.leaf}. To manage it, declare the same one${remark.fingerprint === undefined ? "" : ` (thumbprint ${remark.fingerprint})`}.`;
    case "refused":
      return `${remark.property} stays as it is in the tenant, with a value that a program could not declare. ${remark.message}`;
    case "system":
      return "A system API: only what the tenant lets be changed is declared.";
    case "unwritable":
      return `${remark.property} stays as it is in the tenant, because this language cannot write its value.`;
    case "not-offered":
      return `${remark.property} stays as it is in the tenant: ${remark.why}`;
    case "choice":
      return `${remark.property} is yours to choose: ${remark.values.join(", ")}.`;
  }
}

/** The key of the stack's configuration that the program would take a secret from. */
function secretKey(variable: string, property: string): string {
  return `${variable}${property.charAt(0).toUpperCase()}${property.slice(1)}`;
}
