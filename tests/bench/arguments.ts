/** `npm run bench -- ...` */
import { parseArgs } from "node:util";

export interface Arguments {
  /** How often each subject is started and measured. */
  readonly rounds: number;
  /** For how long each load runs at most. */
  readonly seconds: number;
  /** Names of the subjects to measure; empty: all. */
  readonly only: readonly string[];
  readonly json: boolean;
}

export const USAGE = `npm run bench [-- OPTIONS]

  --rounds N     start and measure each subject N times (1 to 50; default 5)
  --seconds N    run each load for at most N seconds (0.1 to 60; default 2)
  --only NAME    measure this subject only; may be given more than once
  --json         print JSON instead of a table`;

/** Throws a sentence for what it does not understand. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
      only: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
    },
  });
  const rounds = numberBetween("--rounds", values.rounds, 1, 50);
  if (!Number.isInteger(rounds)) throw new Error("--rounds takes a whole number.");
  const seconds = numberBetween("--seconds", values.seconds, 0.1, 60);
  return { rounds, seconds, only: values.only, json: values.json };
}

function numberBetween(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new Error(`${option} takes a number from ${least} to ${most}, not "${text}".`);
}
