/** docs/reference/errors.md: every error code. */
import { ERROR_CODES } from "../../../provider/model/errors";
import { code, NOTE, table } from "./markdown";

const INTRODUCTION = `# Errors

An error is a plain sentence, what to do next, and a code in square brackets that stays the same from version to version, for scripts.
No message holds a token or a secret.

What is wrong with a declaration is a check failure of the preview instead, with the setting, its value, the limit and the way out.
`;

export function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([name, meaning]) => [code(name), meaning]);
  return `${[NOTE, INTRODUCTION, table(["code", "meaning"], rows)].join("\n")}\n`;
}
