/** What a stack holds or will hold, for rules, from one text of any kind. */
import type { PolicyResource } from "../../policy/rules/resource";
import type { Outcome, Problem } from "./model";
import { createReading } from "./reading";

export interface StackResource extends PolicyResource {
  /** What a file of resources says that evaluating this one must give, as it stands there. */
  readonly expect?: unknown;
}

export interface StackReading {
  readonly resources: readonly StackResource[];
  /** How a preview ended; "unknown" for what is none. */
  readonly outcome: Outcome;
  /** False where something may be missing; `problems` says why. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/**
 * The resources of one text: saved state (`pulumi stack export`, or a checkpoint of the file backend), a plain file of
 * resources, or a preview (then what the stack will hold). Told apart by content.
 *
 * @param source what messages call the text, such as its file name.
 * @throws ApiSettingsError `invalid-input` where the text is none of these.
 */
export function readStack(text: string, source = "the input"): StackReading {
  const reading = createReading();
  const input = reading.open(source);
  input.write(text);
  input.end();
  const { resources, outcome, complete, problems } = reading.model();
  return {
    resources: resources.flatMap(({ urn, type, name, after, expect }) =>
      after === undefined
        ? []
        : [
            {
              urn,
              type,
              name,
              props: after.inputs,
              protect: after.protect,
              ...(expect === undefined ? {} : { expect }),
            },
          ],
    ),
    outcome,
    complete,
    problems,
  };
}
