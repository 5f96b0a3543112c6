/**
 * A row of the table and a resource's properties, turned into readings in seconds. What never ends is Infinity, so that
 * every comparison with a limit comes out right.
 */
import { isUnknown, type Value, type ValueObject } from "../../../provider/model/values";
import { type Found, type Known, type Reading, readBoolean, readText, valueAt, withValue } from "../reading";
import { expectedForm, type FixedUnit, lifetimeSeconds, UNIT_SECONDS, type Unit } from "../units";
import type { LifetimeField, RefreshSwitch, Setting } from "./token-type";

/**
 * How long tokens live by this property, in seconds; Infinity where they never expire. The reading's `field` is the
 * property that decided: the number, the switch that overrules it, or the unit that could not be read.
 */
export function readLifetime(field: LifetimeField, props: ValueObject): Reading<number> {
  const settled = readIgnored(field, props) ?? readEndless(field, props);
  if (settled !== undefined) return settled;
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

/** The smallest lifetime that the provider takes, in seconds. */
export function minimumSeconds({ unit, minimum = 0 }: LifetimeField): number {
  return typeof unit === "string" && unit !== "go-duration" ? minimum * UNIT_SECONDS[unit] : minimum;
}

/** Whether the switch lets refresh tokens be issued. */
export function readRefreshSwitch(
  { property, whenUnset, unsetTexts = [] }: RefreshSwitch,
  props: ValueObject,
): Reading<boolean> {
  const { value, secret } = valueAt(props, property);
  return typeof value === "string" && unsetTexts.includes(value)
    ? { state: "known", value: whenUnset, declared: false, secret, field: property }
    : readBoolean(props, property, whenUnset);
}

/** Whether a property has the value of the setting. */
function readSetting(setting: Setting, props: ValueObject): Reading<boolean> {
  const { property, is, whenUnset } = setting;
  if (typeof whenUnset === "boolean") {
    return withValue(readBoolean(props, property, whenUnset), (value) => value === is);
  }
  const text = withValue(readText(props, property, whenUnset), (value) => value.toLowerCase());
  return withValue(text, (value) => value === String(is).toLowerCase());
}

/** What another setting of the row says instead of the number; undefined where the number counts. */
function readIgnored(
  { property, ignoredWhen = [] }: LifetimeField,
  props: ValueObject,
): Exclude<Reading<number>, Known<number>> | undefined {
  for (const setting of ignoredWhen) {
    const ignored = readSetting(setting, props);
    if (ignored.state !== "known") return ignored;
    if (ignored.value) return { state: "absent", field: property, because: setting.because } as const;
  }
  return undefined;
}

/** What the row's switch for tokens without an end settles; undefined where the number decides. */
function readEndless({ unlimitedWhen }: LifetimeField, props: ValueObject): Reading<number> | undefined {
  if (unlimitedWhen === undefined) return undefined;
  const endless = readSetting(unlimitedWhen, props);
  if (endless.state !== "known") return endless;
  return endless.value ? { ...endless, value: Number.POSITIVE_INFINITY } : undefined;
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
