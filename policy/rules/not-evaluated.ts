/** Why a rule could not decide, in words. */
import type { Absence, Reading } from "./reading";
import type { NotEvaluated } from "./rule";
import type { Subject } from "./subject";

type Open = Exclude<Reading<unknown>, { state: "known" }>;

/** Nothing for a property whose absence is an answer: inherited from a resource that is judged itself, or not offered. */
export function notEvaluated(subject: Subject, reading: Open): NotEvaluated[] {
  const because = reason(reading);
  return because === undefined
    ? []
    : [
        {
          kind: "not-evaluated",
          subject,
          field: reading.field,
          because,
          untilApply: reading.state === "unknown",
        },
      ];
}

const ABSENT: Readonly<Record<Absence, string | undefined>> = {
  undocumented: "it is unset, and no document says what holds then",
  adopted: "it is unset, and an API that is adopted keeps what the tenant has",
  inherited: undefined,
  none: undefined,
};

function reason(reading: Open): string | undefined {
  switch (reading.state) {
    case "unknown":
      return "its value is known after the apply";
    case "unreadable":
      return `it is not ${reading.expected}`;
    case "absent":
      return ABSENT[reading.because];
  }
}
