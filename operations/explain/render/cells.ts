/** What stands in the cells of the table, in words. */
import { shortTime } from "../../../review/report/words";
import type { Answer, Standing } from "../answer";
import type { FlowRow, RefreshAnswer, RefreshLifetime } from "../explanation";
import type { Told } from "../told";

export function timeInWords(value: Told<number>): string {
  switch (value.state) {
    case "known":
      return shortTime(value.value);
    case "unknown":
      return "after the apply";
    case "secret":
      return "secret";
    case "unreadable":
      return "not readable";
    case "undocumented":
      return "not documented";
  }
}

/** How an answer that is no plain yes is put. */
const OPEN: Readonly<Record<Exclude<Standing, "yes" | "no">, string>> = {
  secret: "secret",
  unreadable: "not readable",
  unknown: "after the apply",
  undocumented: "not documented",
  depends: "if allowed",
};

/** A cell, and the reasons that its footnotes give. */
export interface Cell {
  readonly text: string;
  readonly reasons: readonly Reason[];
}

export type Reason = Pick<Answer, "because" | "source">;

export function accessCell({ issued, accessToken }: FlowRow): Cell {
  if (accessToken === undefined) return { text: "none", reasons: [issued] };
  const { seconds, atMostSeconds } = accessToken;
  const bound = atMostSeconds === undefined ? "" : `, at most ${shortTime(atMostSeconds)}`;
  const assumed =
    seconds.state === "undocumented" && seconds.assumed !== undefined
      ? `; our local tenant takes ${shortTime(seconds.assumed)}`
      : "";
  const reason = { because: `${accessToken.because}${assumed}`, source: accessToken.source };
  const time = `${timeInWords(seconds)}${bound}`;
  if (issued.standing === "yes" || issued.standing === "no") return { text: time, reasons: [reason] };
  return { text: withDoubt(time, issued.standing), reasons: [reason, issued] };
}

/** "15 min, if allowed": whether any token comes at all is open. */
function withDoubt(time: string, standing: keyof typeof OPEN): string {
  if (standing === "depends") return `${time}, if allowed`;
  return time === OPEN[standing] ? time : `${time}; whether: ${OPEN[standing]}`;
}

export function refreshCell({ issued, offline, online }: FlowRow): Cell {
  if (issued.standing === "no") return { text: "none", reasons: [] };
  const kinds = [
    ["offline", offline],
    ["online", online],
  ] as const;
  const possible = kinds.filter(([, { standing }]) => standing !== "no");
  if (possible.length === 0) return { text: "no", reasons: unlike(offline, online) };
  const undecided = new Set(possible.map(([, { standing }]) => standing));
  if (possible.length === 2 && undecided.size === 1 && undecided.has("undocumented")) {
    return { text: OPEN.undocumented, reasons: unlike(offline, online) };
  }
  return {
    text: possible.map(([kind, { standing }]) => kindInWords(kind, standing)).join(", "),
    reasons: possible.map(([, answer]) => withLifetime(answer)),
  };
}

function kindInWords(kind: string, standing: Standing): string {
  if (standing === "yes" || standing === "no") return kind;
  return standing === "depends" ? `${kind}, if allowed` : `${kind}: ${OPEN[standing]}`;
}

function unlike(one: Reason, other: Reason): Reason[] {
  return one.because === other.because ? [one] : [one, other];
}

function withLifetime(answer: RefreshAnswer): Reason {
  const { because, source, lifetime } = answer;
  return lifetime === undefined ? answer : { because: `${because}; ${lifetimeInWords(lifetime)}`, source };
}

/** "it works for 30 d, 15 d unused, and rotates" */
function lifetimeInWords({ absoluteSeconds, idleSeconds, rotates }: RefreshLifetime): string {
  const time = (value: Told<number>) =>
    value.state === "known" && value.value === Number.POSITIVE_INFINITY ? "without end" : timeInWords(value);
  const turns = rotates.state === "known" ? (rotates.value ? "rotates" : "does not rotate") : "may rotate";
  return `lifetime ${time(absoluteSeconds)}, unused ${time(idleSeconds)}, ${turns}`;
}

export function idTokenCell({ issued, idToken }: FlowRow): Cell {
  if (issued.standing === "no") return { text: "none", reasons: [] };
  const { standing, seconds } = idToken;
  if (standing === "no") return { text: "no", reasons: [idToken] };
  if (standing !== "yes") return { text: OPEN[standing], reasons: [idToken] };
  return { text: seconds === undefined ? "yes" : timeInWords(seconds), reasons: [idToken] };
}
