/** From the text of a configuration or baseline file to its content: JSON, or YAML by the file's name. */
import { LineCounter, parseDocument } from "yaml";
import { ApiSettingsError } from "../provider/model/errors";
import { duplicateKey, positionOf } from "./duplicate-key";
import { jsonErrorOffset } from "./json-error";

/** No configuration that people write comes near: a thousand exemptions are a third of it. */
export const MAXIMUM_CONFIG_BYTES = 1024 ** 2;

/**
 * @param file as messages call it; `.yaml` and `.yml` make it YAML.
 * @throws ApiSettingsError `invalid-config` with the line and column of what is wrong.
 */
export function contentOf(text: string, file: string): unknown {
  if (text.trim() === "") throw refusal(file, "is empty", "Write {} for the built-in settings.");
  return isYaml(file) ? fromYaml(text, file) : fromJson(text, file);
}

export function isYaml(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

function fromJson(text: string, file: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const { line, column } = positionOf(text, jsonErrorOffset(text));
    throw refusal(`${file}, line ${line}, column ${column}`, "is not JSON", jsonWayOut(text));
  }
  const twice = duplicateKey(text);
  if (twice === undefined) return content;
  throw refusal(
    `${file}, line ${twice.line}, column ${twice.column}`,
    `says ${JSON.stringify(twice.key)} twice in one object`,
    "Take one of them away.",
  );
}

function jsonWayOut(text: string): string {
  if (/^\s*(\/\/|\/\*|#)/m.test(text))
    return "JSON has no comments: say it in `because`, `reason` or `ticket`, or write YAML.";
  if (/,\s*[}\]]/.test(text)) return "A comma before } or ] is one too many.";
  return "Look for a missing comma, bracket or quotation mark.";
}

function fromYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  // A tag that means nothing here (!secret) is a warning to the parser, and would be lost.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    const place = `${file}, line ${line}, column ${col}`;
    if (problem.code === "DUPLICATE_KEY")
      throw refusal(place, "says the same key twice in one map", "Take one of them away.");
    throw refusal(place, `is not YAML: ${sentence(problem.message)}`, "Put it right there, or just before.");
  }
  try {
    return document.toJS() as unknown;
  } catch {
    // What is left to go wrong are aliases: of nothing, or of so much that the text was made to be large.
    throw refusal(file, "has aliases that cannot be followed", "Write what they stand for.");
  }
}

function sentence(message: string): string {
  return message.split("\n", 1).join("").replace(/[.:]$/, "");
}

function refusal(place: string, problem: string, wayOut: string): ApiSettingsError {
  return new ApiSettingsError("invalid-config", `${place} ${problem}.`, { wayOut });
}
