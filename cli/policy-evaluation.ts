/** Evaluates the rules over one file: a saved state, a preview, or a plain file of resources. */
import { type EvaluationOptions, evaluate, type StackEvaluation, subjectsOf } from "../policy/rules/evaluate";
import { TOKEN_TYPES } from "../policy/rules/token-types";
import { suggest } from "../provider/model/suggest";
import { readStack, type StackReading, type StackResource } from "../review/read/stack";
import { readInput } from "./input";
import type { CommandIo } from "./io";
import { isPropsFile } from "./props-file";

/** A state of 10,000 resources is some 50 MiB. */
const MAXIMUM_INPUT_BYTES = 256 * 1024 ** 2;

export interface EvaluatedFile extends StackEvaluation, Pick<StackReading, "outcome"> {
  /** The file as messages call it. */
  readonly source: string;
  /** Whether it is a plain file of resources. */
  readonly plain: boolean;
  readonly resources: readonly StackResource[];
  /** URNs of the resources that set how tokens live; the rules have nothing to say about others. */
  readonly judged: ReadonlySet<string>;
  /** False where a part is missing or contradicts another: no finding there is no proof of anything. */
  readonly whole: boolean;
  /** What could not be read or understood, as sentences. */
  readonly notes: readonly string[];
}

/** @param path `-` is the standard input. */
export async function evaluateFile(
  path: string,
  options: EvaluationOptions,
  { files }: CommandIo,
): Promise<EvaluatedFile> {
  const { source, text } = await readInput(path, "input", MAXIMUM_INPUT_BYTES, files);
  const plain = isPropsFile(text, source);
  const { resources: read, outcome, complete, problems } = readStack(text, source);
  // Who writes down the properties of a resource and says nothing of its options means that it has none.
  const resources = plain ? read.map((one) => ({ ...one, protect: one.protect ?? false })) : read;
  const judged = new Set(subjectsOf(resources, options.config).map(({ resource }) => resource.urn));
  return {
    ...evaluate(resources, options),
    source,
    plain,
    resources,
    outcome,
    judged,
    whole: complete && !problems.some(({ code }) => code === "contradiction"),
    notes: [...problems.map(({ message }) => message), ...unknownTypes(plain ? resources : [], judged)],
  };
}

/** In a file for the rules alone, a type that no rule knows is more likely a typing error than meant. */
function unknownTypes(resources: readonly StackResource[], judged: ReadonlySet<string>): string[] {
  const known = TOKEN_TYPES.map(({ token }) => token);
  return resources
    .filter(({ urn }) => !judged.has(urn))
    .map(
      ({ name, type }) => `"${name}" is not judged: no rule knows the type ${type}.${suggest(type, known)}`,
    );
}
