/** A lifetime of a row of the table, read from a resource's properties: effective, and in seconds whatever the unit. */
import { isUnknown, type ValueObject } from "../../../provider/model/values";
import { type Reading, read, readBoolean, readText, valueAt } from "../reading";
import { expectedForm, type FixedUnit, lifetimeSeconds, UNIT_SECONDS, type Unit } from "../units";
import type { LifetimeField } from "./token-type";

/** Seconds, Infinity where tokens never expire, or why that cannot be said. */
export function readLifetime(field: LifetimeField, props: ValueObject): Reading<number> {
  if (field.unlimitedWhen) {
    const { property, is, whenUnset } = field.unlimitedWhen;
    const unlimited = readBoolean(props, property, whenUnset);
    if (unlimited.state !== "known") return unlimited;
    if (unlimited.value === is) return { ...unlimited, value: Number.POSITIVE_INFINITY };
  }
  const { value } = valueAt(props, field.property);
  if (value === undefined) return whenUnset(field);
  if (isUnknown(value)) return { state: "unknown", field: field.property };
  const unit = readUnit(field, props);
  if (unit.state !== "known") return unit;
  const expected = expectedForm(unit.value);
  const seconds = read(props, field.property, expected, undefined, (one) => lifetimeSeconds(one, unit.value));
  if (seconds.state !== "known") return seconds;
  const amount = unit.value === "go-duration" ? seconds.value : seconds.value / UNIT_SECONDS[unit.value];
  if (field.unsetValues?.includes(amount)) return whenUnset(field);
  if (field.unlimitedValues?.includes(amount)) return { ...seconds, value: Number.POSITIVE_INFINITY };
  return seconds.value < 0 ? { state: "unreadable", field: field.property, expected } : seconds;
}

function whenUnset({ property, whenUnset: held }: LifetimeField): Reading<number> {
  if (held === "inherited" || held === "undocumented" || held === "none") {
    return { state: "absent", field: property, because: held };
  }
  const value = held === "unlimited" ? Number.POSITIVE_INFINITY : held;
  return { state: "known", value, declared: false, secret: false, field: property };
}

const UNITS = Object.keys(UNIT_SECONDS) as FixedUnit[];

function readUnit({ unit }: LifetimeField, props: ValueObject): Reading<Unit> {
  if (typeof unit === "string")
    return { state: "known", value: unit, declared: false, secret: false, field: "unit" };
  const { property, otherwise } = unit;
  const written = readText(props, property, otherwise);
  if (written.state !== "known") return written;
  const known = UNITS.find((name) => name === written.value);
  return known === undefined
    ? { state: "unreadable", field: property, expected: `one of ${UNITS.join(", ")}` }
    : { ...written, value: known };
}
