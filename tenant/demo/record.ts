/** Keeps what happened, in order, beside what was expected. */
import { clockLabel } from "./clock-label";
import type { Access, Actor, Outcome, Step, Theft } from "./result";

export interface Doing {
  readonly actor: Actor;
  readonly action: string;
  readonly expectation: Outcome;
  /** Set where a thief asks the API for something: its access is measured by these. */
  readonly served?: string;
}

export interface Recorder {
  /** Keeps one step and hands its outcome on. */
  keep(doing: Doing, outcome: Outcome): void;
  /** From now on it is measured for how long the API serves this thief. */
  theft(name: string): void;
  steps(): readonly Step[];
  thefts(): readonly Theft[];
}

interface Attempt {
  theft: string;
  atSeconds: number;
  works: boolean;
}

/** `now` gives the seconds since the scenario began. */
export function createRecorder(now: () => number): Recorder {
  const steps: Step[] = [];
  const begun = new Map<string, number>();
  const attempts: Attempt[] = [];
  return {
    keep({ actor, action, expectation, served }, outcome) {
      const atSeconds = now();
      const asExpected = matches(outcome, expectation);
      steps.push({
        atSeconds,
        clock: clockLabel(atSeconds),
        actor,
        action,
        outcome,
        expectation,
        asExpected,
      });
      if (served !== undefined) attempts.push({ theft: served, atSeconds, works: outcome.works });
    },
    theft: (name) => {
      begun.set(name, now());
    },
    steps: () => steps,
    thefts: () =>
      [...begun].map(([name, start]) => ({
        name,
        access: accessOf(
          attempts.filter(({ theft }) => theft === name),
          start,
        ),
      })),
  };
}

function matches(outcome: Outcome, expectation: Outcome): boolean {
  return Object.entries(expectation).every(([name, value]) => outcome[name as keyof Outcome] === value);
}

function accessOf(attempts: readonly Attempt[], start: number): Access {
  const last = attempts.filter(({ works }) => works).at(-1)?.atSeconds;
  if (last === undefined) return { kind: "none" };
  const end = attempts.find(({ works, atSeconds }) => !works && atSeconds > last)?.atSeconds;
  if (end === undefined) return { kind: "no end seen", seconds: last - start };
  return { kind: end - last === 1 ? "ends" : "unclear", seconds: end - start };
}
