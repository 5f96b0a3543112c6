/** Answers to "does this happen?", each with its reason and source, and how several of them make one. */
import type { Reading } from "../../policy/rules/reading";
import type { Source } from "./sources";

/**
 * Strongest first: whatever else is open, one certain "no" decides. "depends" waits for somebody's setting that is not
 * known here, "unknown" for the apply; "undocumented" is what nobody outside Auth0 can say.
 */
const STANDINGS = ["no", "secret", "unreadable", "unknown", "undocumented", "depends", "yes"] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Answer {
  readonly standing: Standing;
  /** A clause without a capital and a full stop. Never holds a value of a property. */
  readonly because: string;
  readonly source: Source;
}

export function answer(standing: Standing, because: string, source: Source): Answer {
  return { standing, because, source };
}

/** What a switch says. A secret one must not be given away by the answer that follows from it. */
export function answerOf(
  reading: Reading<boolean>,
  words: { readonly yes: string; readonly no: string },
  source: Source,
): Answer {
  return settledOr(reading, source, (value) =>
    value ? answer("yes", words.yes, source) : answer("no", words.no, source),
  );
}

/** What follows from a value that is known and may be told; otherwise why nothing does. */
export function settledOr<T>(reading: Reading<T>, source: Source, settled: (value: T) => Answer): Answer {
  const { field } = reading;
  switch (reading.state) {
    case "known":
      return reading.secret ? answer("secret", `${field} is a secret`, source) : settled(reading.value);
    case "unknown":
      return answer("unknown", `${field} is known after the apply`, source);
    case "unreadable":
      return answer("unreadable", `${field} is not ${reading.expected}`, source);
    case "absent":
      return answer("undocumented", `${field} is not set, and no document says what that means`, source);
  }
}

/** Yes only where all are; otherwise what most certainly stands in the way. The first one is the main one. */
export function allOf(conditions: readonly [Answer, ...Answer[]]): Answer {
  const standing = STANDINGS.find((one) => conditions.some((each) => each.standing === one)) ?? "yes";
  const decisive = conditions.filter((each) => each.standing === standing);
  const [first = conditions[0]] = decisive;
  // One "no" is enough of an explanation; open questions have to be settled all of them, beside what holds already.
  const [main] = conditions;
  const told =
    standing === "no" ? [first] : main.standing === "yes" ? [...new Set([main, ...decisive])] : decisive;
  return { ...first, because: told.map(({ because }) => because).join(", and ") };
}

/** Yes where one is; no only where all are. */
export function anyOf(ways: readonly [Answer, ...Answer[]]): Answer {
  const yes = ways.find(({ standing }) => standing === "yes");
  if (yes !== undefined) return yes;
  const open = [...STANDINGS].reverse().find((one) => ways.some(({ standing }) => standing === one)) ?? "no";
  const [first = ways[0], ...others] = ways.filter(({ standing }) => standing === open);
  const because = [...new Set([first, ...others].map((each) => each.because))];
  return { ...first, because: because.join(open === "no" ? "; " : ", or ") };
}
