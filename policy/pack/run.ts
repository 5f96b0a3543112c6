/**
 * What the policies of a pack share while the engine runs: the settings, which the SDK gives to one policy alone, and what
 * rules found, which other policies speak of. The SDK calls the policies of a request in the order of the list, so the
 * first one, `configuration`, fills in what all others read.
 */
import { isApiSettingsError } from "../../provider/model/errors";
import type { EvaluationOptions } from "../rules/evaluate";
import type { Day } from "../rules/exemptions";
import type { Evaluation } from "../rules/finding";
import { settingsOf } from "./settings";

export type Settings =
  | { readonly state: "valid"; readonly options: EvaluationOptions }
  | { readonly state: "invalid"; readonly problem: string };

/** What an evaluation is about: a resource's URN, or the stack. */
export type About = string;
export const STACK: About = "";

export interface Run {
  /** Takes the settings of `configuration`. Other ones than before start everything anew. */
  capture(given: object): Settings;
  /** Undefined as long as `configuration` was not asked. */
  settings(): Settings | undefined;
  /** Forgets what was found before about the same: it is looked at again. */
  begin(about: About): void;
  note(about: About, evaluation: Evaluation): void;
  found(about: About): Evaluation;
  /** Everything that was found since the settings were taken. */
  foundInAll(): Evaluation;
  /** A remediation was asked for before there were settings. */
  missRemediation(): void;
  missedRemediation(): boolean;
  /** True the first time only: for what is said once and not once for each resource. */
  first(what: string): boolean;
}

/** `today` is asked once for each run, so that no run has two of them. It may throw `invalid-config`. */
export function startRun(today: () => Day): Run {
  let captured: { readonly given: object; readonly settings: Settings } | undefined;
  const found = new Map<About, Evaluation>();
  const said = new Set<string>();
  let missed = false;
  return {
    capture(given) {
      if (captured && sameMembers(captured.given, given)) return captured.settings;
      captured = { given, settings: read(given, today) };
      found.clear();
      said.clear();
      return captured.settings;
    },
    settings: () => captured?.settings,
    begin: (about) => void found.delete(about),
    note(about, evaluation) {
      // Open findings are reported by the rule itself; nobody asks for them again.
      const kept = together([found.get(about) ?? NOTHING, withoutOpen(evaluation)]);
      if (kept.findings.length + kept.notEvaluated.length > 0) found.set(about, kept);
    },
    found: (about) => found.get(about) ?? NOTHING,
    foundInAll: () => together([...found.values()]),
    missRemediation() {
      missed = true;
    },
    missedRemediation: () => missed,
    first(what) {
      const isFirst = !said.has(what);
      said.add(what);
      return isFirst;
    },
  };
}

const NOTHING: Evaluation = { findings: [], notEvaluated: [] };

function read(given: object, today: () => Day): Settings {
  try {
    return { state: "valid", options: { config: settingsOf(given), today: today() } };
  } catch (error) {
    if (!isApiSettingsError(error, "invalid-config")) throw error;
    return { state: "invalid", problem: error.message };
  }
}

/** The SDK makes a new object for each question, out of the members that the engine configured once. */
function sameMembers(a: object, b: object): boolean {
  const [ours, theirs] = [Object.entries(a), new Map(Object.entries(b))];
  return ours.length === theirs.size && ours.every(([name, value]) => theirs.get(name) === value);
}

function withoutOpen({ findings, notEvaluated }: Evaluation): Evaluation {
  return { findings: findings.filter(({ standing }) => standing.kind !== "open"), notEvaluated };
}

function together(parts: readonly Evaluation[]): Evaluation {
  return {
    findings: parts.flatMap((part) => part.findings),
    notEvaluated: parts.flatMap((part) => part.notEvaluated),
  };
}
