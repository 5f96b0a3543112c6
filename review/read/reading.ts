/**
 * Reads what a preview produced, in whatever form it comes, into one model. Pure: the caller opens files and streams
 * and hands on their chunks.
 */
import { ApiSettingsError } from "../../provider/model/errors";
import { assemble } from "./assemble";
import { type Chunk, textDecoding } from "./bytes";
import { documentReader } from "./documents";
import { inputReader } from "./input";
import type { Problem, ReviewModel } from "./model";
import { problemList } from "./problems";
import type { ToldRun } from "./told-run";

export interface Input {
  /** What messages call it, such as its file name. */
  readonly name: string;
  /** Text or bytes, cut anywhere. */
  readonly chunks: AsyncIterable<Chunk> | Iterable<Chunk>;
}

export interface OpenInput {
  write(chunk: Chunk): void;
  end(): void;
}

export interface Reading {
  /** Inputs are written one after the other, or at the same time. */
  open(name: string): OpenInput;
  /**
   * What all inputs that have ended say together.
   *
   * @throws ApiSettingsError `invalid-input` where none of them is anything that can be read.
   */
  model(): ReviewModel;
}

/** Reads all inputs; see {@link Reading.model}. */
export async function readInputs(inputs: readonly Input[]): Promise<ReviewModel> {
  const reading = createReading();
  for (const { name, chunks } of inputs) {
    const input = reading.open(name);
    for await (const chunk of chunks) input.write(chunk);
    input.end();
  }
  return reading.model();
}

export function createReading(): Reading {
  const told: ToldRun[] = [];
  const problems = problemList();
  const names: string[] = [];
  let intact = true;
  let hint: string | undefined;

  return {
    open(source) {
      names.push(source);
      const decoding = textDecoding();
      const input = inputReader(source, problems.add);
      const documents = documentReader(input);
      return {
        write: (chunk) => documents.write(decoding.decode(chunk)),
        end() {
          documents.write(decoding.end());
          documents.end();
          const runs = input.end();
          told.push(...runs);
          hint ??= input.hint;
          intact &&= input.intact && runs.length > 0;
          if (runs.length === 0) problems.add(nothing(source, input.hint));
          if (decoding.damaged) problems.add(damaged(source));
        },
      };
    },
    model() {
      if (told.length === 0) throw nothingAtAll(names, problems.all(), hint);
      return assemble(told, problems, intact);
    },
  };
}

function nothing(source: string, hint: string | undefined): Problem {
  const message = `${source} is nothing that can be reviewed. ${hint ?? WAY_OUT}`;
  return { code: "unrecognised", source, message };
}

function damaged(source: string): Problem {
  const message = `${source} holds characters that are no valid text (U+FFFD stands for them). Is it UTF-8?`;
  return { code: "encoding", source, message };
}

const WAY_OUT =
  "Give what `pulumi preview --json` prints, its --event-log, or what `pulumi stack export` prints.";

function nothingAtAll(
  names: readonly string[],
  problems: readonly Problem[],
  hint: string | undefined,
): ApiSettingsError {
  const name = names.join(", ") || "The input";
  const why = problems.find(({ code }) => code === "unreadable" || code === "truncated")?.message;
  return new ApiSettingsError(
    "invalid-input",
    `${name} is nothing that can be reviewed.${why === undefined ? "" : ` ${why}`}`,
    { wayOut: hint ?? WAY_OUT },
  );
}
