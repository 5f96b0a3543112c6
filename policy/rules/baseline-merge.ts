/** A new recording of some stacks put into a baseline that may know others as well. */
import { byPlace, sameFinding } from "./baseline";
import type { Baseline, BaselineFinding } from "./config/schema";
import type { Place } from "./finding";

export interface Recording {
  readonly recorded: Baseline;
  /** Whether a URN is of a stack that was recorded: entries of others stay as they are. */
  readonly covers: (urn: string) => boolean;
  /** What could not be decided this time: it is not known to be gone. */
  readonly undecided: readonly Place[];
}

export interface MergedBaseline {
  readonly baseline: Baseline;
  readonly added: readonly BaselineFinding[];
  readonly gone: readonly BaselineFinding[];
  /** Still there, with another lifetime. */
  readonly changed: readonly { readonly before: BaselineFinding; readonly after: BaselineFinding }[];
  readonly kept: number;
  /** Of stacks that were not recorded. */
  readonly ofOthers: number;
}

export function mergeBaseline(
  before: Baseline | undefined,
  { recorded, covers, undecided }: Recording,
): MergedBaseline {
  const known = before?.findings ?? [];
  const now = (entry: BaselineFinding) => recorded.findings.find((one) => sameFinding(one, entry));
  const own = known.filter(({ urn }) => covers(urn));
  const others = known.filter(({ urn }) => !covers(urn));
  const absent = own.filter((entry) => now(entry) === undefined);
  const open = absent.filter((entry) => undecided.some((place) => sameFinding(place, entry)));
  const findings = [...others, ...open, ...recorded.findings];
  const added = recorded.findings.filter((entry) => !own.some((one) => sameFinding(one, entry)));
  return {
    baseline: { ...recorded, findings: findings.sort(byPlace) },
    added,
    gone: absent.filter((entry) => !open.includes(entry)),
    changed: own.flatMap((entry) => {
      const after = now(entry);
      return after === undefined || after.seconds === entry.seconds ? [] : [{ before: entry, after }];
    }),
    kept: recorded.findings.length - added.length + open.length,
    ofOthers: others.length,
  };
}
