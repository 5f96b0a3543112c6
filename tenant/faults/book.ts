/** The rules in force: what was given, and how often each took its turn. */
import { ApiSettingsError } from "../../provider/model/errors";
import { decide, type Effect } from "./decide";
import { createDice } from "./dice";
import type { FaultTarget } from "./match";
import { parseFaults } from "./parse";
import type { ActiveFault, FaultRule } from "./rule";

export interface FaultBook {
  readonly seed: number;
  list(): ActiveFault[];
  /** Puts these in the place of all others, and the dice back to the seed. Fails as `add` does. */
  set(given: unknown): ActiveFault[];
  /** Puts these after the others: a rule, a preset's name, or a list. Fails with `invalid-input`; then nothing changes. */
  add(given: unknown): ActiveFault[];
  /** Whether there was one with this id. */
  remove(id: string): boolean;
  clear(): void;
  /** Back to what it started with. */
  reset(): void;
  /** What is to happen to this request, which counts as the rule's turn. */
  next(target: FaultTarget): { readonly id: string; readonly effect: Effect } | undefined;
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  fired: number;
}

export function createFaultBook(initial: unknown, seed: number): FaultBook {
  let entries: Entry[] = [];
  let dice = createDice(seed);
  let counter = 0;

  const remaining = ({ rule, fired }: Entry): number | undefined =>
    rule.times === undefined ? undefined : rule.times - fired;
  const shown = (entry: Entry): ActiveFault => {
    const left = remaining(entry);
    const { id, rule, fired } = entry;
    return { id, rule: structuredClone(rule), fired, ...(left === undefined ? {} : { remaining: left }) };
  };
  const entriesOf = (given: unknown, others: readonly Entry[]): Entry[] => {
    const ids = new Set(others.map(({ id }) => id));
    return parseFaults(given).map((rule) => {
      const id = rule.id ?? freeId(ids);
      if (ids.has(id)) {
        throw new ApiSettingsError("invalid-input", `id: there is a fault ${JSON.stringify(id)} already.`, {
          wayOut: "Remove it first, or give another id.",
        });
      }
      ids.add(id);
      return { id, rule: structuredClone(rule), fired: 0 };
    });
  };
  const freeId = (taken: ReadonlySet<string>): string => {
    do counter++;
    while (taken.has(`fault-${counter}`));
    return `fault-${counter}`;
  };
  const set = (given: unknown): ActiveFault[] => {
    entries = entriesOf(given, []);
    dice = createDice(seed);
    return entries.map(shown);
  };
  set(initial);

  return {
    seed,
    list: () => entries.map(shown),
    set,
    add(given) {
      const added = entriesOf(given, entries);
      entries = [...entries, ...added];
      return added.map(shown);
    },
    remove(id) {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      return entries.length < before;
    },
    clear() {
      entries = [];
    },
    reset() {
      counter = 0;
      set(initial);
    },
    next(target) {
      const candidates = entries.map((entry) => ({ rule: entry.rule, remaining: remaining(entry) }));
      const decision = decide(candidates, target, dice);
      const entry = decision && entries[decision.index];
      if (decision === undefined || entry === undefined) return undefined;
      entry.fired++;
      return { id: entry.id, effect: decision.effect };
    },
  };
}
