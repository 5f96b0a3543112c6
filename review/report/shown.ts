/** Readings as a report shows them. */
import type { Reading } from "../../policy/rules/reading";
import type { Shown } from "./report";

export const NO_RESOURCE = { state: "no resource" } as const;

export function shown<T>(reading: Reading<T> | undefined): Shown<T> {
  if (reading === undefined) return { state: "absent" };
  if (reading.state !== "known") return { state: reading.state };
  return reading.secret
    ? { state: "secret" }
    : { state: "known", value: reading.value, declared: reading.declared };
}

/** Whether two values are certainly the same. */
export function sameShown<T>(a: Shown<T>, b: Shown<T>): boolean {
  if (a.state !== "known" || b.state !== "known") return a.state === b.state && a.state !== "unknown";
  return a.value === b.value;
}
