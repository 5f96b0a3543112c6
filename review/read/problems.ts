/** Problems as they are found. An input with a million of a kind does not make a list of a million. */
import type { Problem } from "./model";

const MAXIMUM_OF_A_KIND = 20;

export interface ProblemList {
  add(problem: Problem): void;
  all(): Problem[];
}

export function problemList(): ProblemList {
  const kept: Problem[] = [];
  const counts = new Map<string, { problem: Problem; count: number }>();
  return {
    add(problem) {
      const kind = JSON.stringify([problem.source, problem.code]);
      const count = (counts.get(kind)?.count ?? 0) + 1;
      counts.set(kind, { problem, count });
      if (count <= MAXIMUM_OF_A_KIND) kept.push(problem);
    },
    all() {
      const more = [...counts.values()].filter(({ count }) => count > MAXIMUM_OF_A_KIND);
      return [
        ...kept,
        ...more.map(({ problem: { code, source }, count }) => ({
          code,
          source,
          message: `${count - MAXIMUM_OF_A_KIND} more of this kind.`,
        })),
      ];
    },
  };
}
