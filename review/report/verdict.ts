/** The verdict: one word, and the one sentence that matters most. */
import { counts } from "./findings";
import { longest } from "./meaning";
import type { AssertionResult, Counts, ReviewFinding, TokenChange, Verdict, VerdictWord } from "./report";
import { shortTime } from "./words";

export interface Judged {
  readonly failed: boolean;
  readonly changes: readonly TokenChange[];
  readonly findings: readonly ReviewFinding[];
  readonly assertions: readonly AssertionResult[];
  readonly counts: Counts;
  /** What could not be read, as sentences. */
  readonly inputNotes: readonly string[];
  /** What the same pull request changes of the rules, as sentences. */
  readonly trustNotes: readonly string[];
}

export function verdictOf(judged: Judged): Verdict {
  const word = wordOf(judged);
  return { word, headline: headlineOf(word, judged) };
}

function wordOf({
  failed,
  changes,
  findings,
  assertions,
  counts: { notEvaluated },
  inputNotes,
  trustNotes,
}: Judged): VerdictWord {
  if (
    findings.some((finding) => counts(finding, "mandatory")) ||
    assertions.some(({ holds }) => holds === "no")
  )
    return "blocked";
  if (failed) return "failed";
  if (notEvaluated > 0 || inputNotes.length > 0 || assertions.some(({ holds }) => holds === "not evaluated"))
    return "not evaluated";
  if (
    findings.some((finding) => counts(finding, "advisory")) ||
    changes.some(livesLonger) ||
    trustNotes.length > 0
  )
    return "attention";
  return changes.length === 0 ? "nothing changes" : "fine";
}

function livesLonger({ lifetimes, refresh, warnings, operation }: TokenChange): boolean {
  const longer = lifetimes.some(
    ({ before, after }) => before.state === "known" && after.state === "known" && after.value > before.value,
  );
  const switchedOn = refresh.some(
    ({ before, after }) =>
      after.state === "known" && after.value && !(before.state === "known" && before.value),
  );
  return longer || switchedOn || (operation !== "create" && warnings.length > 0);
}

function headlineOf(word: VerdictWord, judged: Judged): string {
  const { failed, changes, findings, assertions, counts: total, inputNotes, trustNotes } = judged;
  const [worst] = changes;
  if (word === "blocked" && failed) {
    const stopped = headlineOf(word, { ...judged, failed: false });
    return `${stopped}; the preview itself failed as well, so the plan is not complete`;
  }
  if (word === "blocked") {
    const broken = assertions.find(({ holds }) => holds === "no");
    // What only advises, or is exempted, is not what blocks.
    const blocking = findings.filter((finding) => counts(finding, "mandatory"));
    const about = worst && blocking.some(({ urn }) => urn === worst.urn) ? changeInWords(worst) : undefined;
    return about ?? blocking[0]?.problem ?? `the assertion "${broken?.text}" does not hold`;
  }
  if (word === "failed") return "the preview itself failed, so the plan is not complete";
  if (word === "not evaluated") {
    return total.notEvaluated > 0
      ? `${count(total.notEvaluated, "check")} could not be made yet`
      : (inputNotes[0] ?? "an assertion could not be decided");
  }
  if (worst !== undefined) return changeInWords(worst);
  if (trustNotes.length > 0) return "no API changes, but the rules that it is judged by do";
  return total.advisory > 0
    ? `${count(total.advisory, "advisory finding")}`
    : "no API changes how its tokens live";
}

/** "payments: tokens would live 30 d instead of 5 min, with refresh tokens" */
export function changeInWords(change: TokenChange): string {
  const { name, operation, lifetimes, refresh } = change;
  if (operation === "delete") return `${name} is deleted`;
  const then = longest(lifetimes, "before");
  const now = longest(lifetimes, "after");
  const on = refresh.some(
    ({ before, after }) =>
      after.state === "known" && after.value && !(before.state === "known" && before.value),
  );
  const off = refresh.some(
    ({ before, after }) =>
      before.state === "known" && before.value && after.state === "known" && !after.value,
  );
  const refreshing = on ? ", with refresh tokens" : off ? ", without refresh tokens from now on" : "";
  if (now !== undefined && then !== undefined && now !== then) {
    return `${name}: tokens would live ${shortTime(now)} instead of ${shortTime(then)}${refreshing}`;
  }
  if (operation === "replace") return `${name} is replaced: every client has to ask for the new audience`;
  if (now !== undefined && then === undefined)
    return `${name} is new: tokens live ${shortTime(now)}${refreshing}`;
  if (refreshing !== "") return `${name}: tokens live ${shortTime(now ?? 0)} as before${refreshing}`;
  return `${name} changes`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
