/** Problems as they are found. An input with a million of a kind does not make a list of a million. */
import type { Problem } from "./model";

const MAXIMUM_OF_A_KIND = 20;

export interface ProblemList {
  add(problem: Problem): void;
  /** Another list that begins with what is in this one. */
  fork(): ProblemList;
  all(): Problem[];
}

interface Kind {
  readonly first: Problem;
  readonly count: number;
}

export function problemList(
  kept: readonly Problem[] = [],
  kinds: ReadonlyMap<string, Kind> = new Map(),
): ProblemList {
  const own = [...kept];
  const counts = new Map(kinds);
  return {
    add(problem) {
      const key = JSON.stringify([problem.source, problem.code]);
      const { first, count } = counts.get(key) ?? { first: problem, count: 0 };
      counts.set(key, { first, count: count + 1 });
      if (count < MAXIMUM_OF_A_KIND) own.push(problem);
    },
    fork: () => problemList(own, counts),
    all() {
      const more = [...counts.values()].filter(({ count }) => count > MAXIMUM_OF_A_KIND);
      return [
        ...own,
        ...more.map(({ first: { code, source }, count }) => ({
          code,
          source,
          message: `${count - MAXIMUM_OF_A_KIND} more of this kind.`,
        })),
      ];
    },
  };
}
