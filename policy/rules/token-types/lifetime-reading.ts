/**
 * A row of the table and a resource's properties, turned into readings in seconds. What never ends is Infinity, so that
 * every comparison with a limit comes out right.
 */
import { isUnknown, type Value, type ValueObject } from "../../../provider/model/values";
import { type Found, type Known, type Reading, readBoolean, readText, valueAt } from "../reading";
import { expectedForm, type FixedUnit, lifetimeSeconds, UNIT_SECONDS, type Unit } from "../units";
import type { LifetimeField, RefreshSwitch } from "./token-type";

/**
 * How long tokens live by this property, in seconds; Infinity where they never expire. The reading's `field` is the
 * property that decided: the number, the switch that overrules it, or the unit that could not be read.
 */
export function readLifetime(field: LifetimeField, props: ValueObject): Reading<number> {
  const endless = readEndless(field, props);
  if (endless !== undefined) return endless;
  const found = valueAt(props, field.property);
  const { value } = found;
  if (value === undefined || isUnset(field, value)) return whatHoldsWhenUnset(field, found);
  if (isUnknown(value)) return { state: "unknown", field: field.property };
  if (isOneOf(field.unlimitedValues, field, value)) return known(field, found, Number.POSITIVE_INFINITY);
  // Only a number needs its unit: an unknown one does no harm before.
  const unit = readUnit(field, props);
  if (unit.state !== "known") return unit;
  const seconds = lifetimeSeconds(value, unit.value);
  const expected = expectedForm(unit.value);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    return { state: "unreadable", field: field.property, expected };
  }
  if (seconds < 0)
    return { state: "unreadable", field: field.property, expected: `${expected}, not below 0` };
  return { ...known(field, found, seconds), secret: found.secret || unit.secret };
}

/** The unit that holds for the property: the row's own, or the one that a second property names. */
export function readUnit({ unit, property }: LifetimeField, props: ValueObject): Reading<Unit> {
  if (typeof unit === "string") {
    return { state: "known", value: unit, declared: false, secret: false, field: property };
  }
  const name = readText(props, unit.property, unit.otherwise);
  if (name.state === "known" && isFixedUnit(name.value)) return { ...name, value: name.value };
  if (name.state === "unknown" || name.state === "absent") return name;
  const expected = `one of ${Object.keys(UNIT_SECONDS).join(", ")}`;
  return { state: "unreadable", field: unit.property, expected };
}

/** Whether the switch lets refresh tokens be issued. */
export function readRefreshSwitch(
  { property, whenUnset }: RefreshSwitch,
  props: ValueObject,
): Reading<boolean> {
  return readBoolean(props, property, whenUnset);
}

/** What the row's switch for tokens without an end settles; undefined where the number decides. */
function readEndless({ unlimitedWhen }: LifetimeField, props: ValueObject): Reading<number> | undefined {
  if (unlimitedWhen === undefined) return undefined;
  const position = readBoolean(props, unlimitedWhen.property, unlimitedWhen.whenUnset);
  if (position.state !== "known") return position;
  return position.value === unlimitedWhen.is ? { ...position, value: Number.POSITIVE_INFINITY } : undefined;
}

function isUnset(field: LifetimeField, value: Value): boolean {
  // Providers of the Terraform kind take an empty text for an unset one.
  if (value === "" && (field.writtenAsText || field.unit === "go-duration")) return true;
  return isOneOf(field.unsetValues, field, value);
}

function whatHoldsWhenUnset({ property, whenUnset }: LifetimeField, { secret }: Found): Reading<number> {
  if (whenUnset === "unlimited" || typeof whenUnset === "number") {
    const value = whenUnset === "unlimited" ? Number.POSITIVE_INFINITY : whenUnset;
    // That a secret value means the default is a secret too.
    return { state: "known", value, declared: false, secret, field: property };
  }
  return { state: "absent", field: property, because: whenUnset };
}

function known({ property }: LifetimeField, { secret }: Found, value: number): Known<number> {
  return { state: "known", value, declared: true, secret, field: property };
}

/** Whether the number, as it is written, is a special one. A Go duration counts in seconds. */
function isOneOf(special: readonly number[] | undefined, { unit }: LifetimeField, value: Value): boolean {
  const written = lifetimeSeconds(value, unit === "go-duration" ? unit : "seconds");
  return written !== undefined && (special ?? []).includes(written);
}

function isFixedUnit(name: string): name is FixedUnit {
  return Object.hasOwn(UNIT_SECONDS, name);
}
