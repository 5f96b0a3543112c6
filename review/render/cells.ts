/** How renderers spell the values of a report. Words only: every format adds its own marks. */
import type {
  AssertionResult,
  LifetimeRow,
  RefreshRow,
  ReviewFinding,
  Shown,
  TokenChange,
  VerdictWord,
} from "../report/report";
import { sameShown } from "../report/shown";
import { factorInWords, shortTime } from "../report/words";

export const VERDICT_TITLE: Readonly<Record<VerdictWord, string>> = {
  failed: "PREVIEW FAILED",
  blocked: "BLOCKED",
  "not evaluated": "NOT EVALUATED",
  attention: "ATTENTION",
  fine: "FINE",
  "nothing changes": "NOTHING CHANGES",
};

/** A state of its own each: nothing that is not known is ever shown as a number. */
export function timeInWords(value: Shown<number>): string {
  switch (value.state) {
    case "known":
      return shortTime(value.value);
    case "secret":
      return "secret";
    case "unknown":
      return "known after apply";
    case "absent":
      return "not set";
    case "unreadable":
      return "not readable";
    case "no resource":
      return "–";
  }
}

export function switchInWords(value: Shown<boolean>): string {
  return value.state === "known" ? (value.value ? "on" : "off") : timeInWords(value);
}

/** "5 min → 30 d", or one value where nothing changes. */
export function arrow<T>(
  row: { before: Shown<T>; after: Shown<T> },
  inWords: (value: Shown<T>) => string,
): string {
  if (row.before.state === "no resource") return inWords(row.after);
  if (row.after.state === "no resource") return `${inWords(row.before)}, gone`;
  return sameShown(row.before, row.after)
    ? inWords(row.after)
    : `${inWords(row.before)} → ${inWords(row.after)}`;
}

export function lifetimeArrow(row: LifetimeRow): string {
  return arrow(row, timeInWords);
}

export function refreshArrow(row: RefreshRow): string {
  return arrow(row, switchInWords);
}

export function factorOf(row: LifetimeRow): string {
  return row.factor === undefined || row.factor === 1 ? "" : factorInWords(row.factor);
}

export function limitOf(row: LifetimeRow): string {
  return row.limitSeconds === undefined ? "" : `limit ${shortTime(row.limitSeconds)}`;
}

export function placeOf({ position }: Pick<TokenChange, "position">): string {
  return position === undefined ? "" : `${position.file}:${position.line}`;
}

/** How a change stands, in three steps; marks and colours follow from it. */
export type Weight = "bad" | "warn" | "good" | "same";

export function weightOf(change: TokenChange, findings: readonly ReviewFinding[]): Weight {
  const own = change.findings
    .flatMap((index) => findings[index] ?? [])
    .filter(({ standing }) => standing === "open");
  if (own.some(({ level }) => level !== "advisory" && level !== "disabled")) return "bad";
  const rows = change.lifetimes.filter(({ before, after }) => !sameShown(before, after));
  const longer = rows.some(
    ({ before, after }) => before.state === "known" && after.state === "known" && after.value > before.value,
  );
  const on = change.refresh.some(
    ({ before, after }) => !sameShown(before, after) && after.state === "known" && after.value,
  );
  if (own.length > 0 || longer || on || (change.warnings.length > 0 && change.operation !== "create"))
    return "warn";
  return rows.length > 0 || change.refresh.some(({ before, after }) => !sameShown(before, after))
    ? "good"
    : "same";
}

export function countsInWords({
  mandatory,
  advisory,
  notEvaluated,
  exempted,
  known,
  fixed,
}: {
  readonly mandatory: number;
  readonly advisory: number;
  readonly notEvaluated: number;
  readonly exempted: number;
  readonly known: number;
  readonly fixed: number;
}): string {
  const always = [`${mandatory} mandatory`, `${advisory} advisory`, `${notEvaluated} not evaluated`];
  const some = [
    [exempted, "exempted"],
    [known, "known from the baseline"],
    [fixed, "fixed"],
  ] as const;
  return [...always, ...some.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []))].join(
    ", ",
  );
}

/** "50,000 users: 0.6 → 55.6 token requests a second at most" */
export function loadInWords({ load }: TokenChange): string | undefined {
  if (load === undefined) return undefined;
  const rate = (perSecond: number | undefined) =>
    perSecond === undefined
      ? "not known"
      : perSecond.toLocaleString("en-GB", { maximumSignificantDigits: 2 });
  return `${load.users.toLocaleString("en-GB")} users, all active: ${rate(load.perSecondBefore)} → ${rate(load.perSecondAfter)} token requests a second`;
}

/** More counterexamples than these prove no more. */
const MOST_COUNTEREXAMPLES = 5;

/** "restricted <= 15m: broken. payments (restricted), access tokens: 30 d, not <= 15 min" */
export function assertionInWords({ text, holds, counterexamples, checked }: AssertionResult): string {
  if (holds === "yes") return `${text}: holds (${checked} checked)`;
  const shown = counterexamples.slice(0, MOST_COUNTEREXAMPLES);
  const rest = counterexamples.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return `${text}: ${holds === "no" ? "broken" : "not evaluated"}. ${all.join("; ")}`;
}
