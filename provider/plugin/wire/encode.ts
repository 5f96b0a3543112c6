/**
 * Values of the product in the form of the engine's gRPC protocol. Total: whatever comes in, something valid goes out.
 * A value that could not be encoded after a creation would leave an API behind that no state knows of.
 */
import { ListValue, type NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_SENTINEL } from "../../model/sentinels";
import { isSecret, isUnknown, type ValueObject } from "../../model/values";

/** In an apply the engine refuses the whole answer for one unknown in it, so they are left out there. */
export type Unknowns = "keep" | "drop";

export function encodeProperties(values: ValueObject, unknowns: Unknowns = "drop"): Struct {
  return encodeObject(values, unknowns);
}

function encodeObject(object: object, unknowns: Unknowns): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [key, member] of Object.entries(object)) {
    const value = encodeValue(member, unknowns);
    if (value !== undefined) fields.set(wellFormed(key), value);
  }
  return struct;
}

/** Undefined: there is nothing to say about the value, so its key is left out. */
function encodeValue(value: unknown, unknowns: Unknowns): Value | undefined {
  if (isUnknown(value)) return unknowns === "keep" ? text(UNKNOWN_SENTINEL) : undefined;
  if (isSecret(value)) return encodeSecret(value.reveal(), unknowns);
  switch (typeof value) {
    case "boolean":
      return new Value().setBoolValue(value);
    case "number":
      // NaN and the infinities have no JSON, and state is JSON.
      return Number.isFinite(value) ? new Value().setNumberValue(value) : undefined;
    case "bigint":
      return Number.isSafeInteger(Number(value))
        ? new Value().setNumberValue(Number(value))
        : text(value.toString());
    case "string":
      return text(value);
    case "object":
      return value === null ? nothing() : encodeCompound(value, unknowns);
    default:
      return undefined;
  }
}

function encodeCompound(value: object, unknowns: Unknowns): Value | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : text(value.toISOString());
  if (!Array.isArray(value)) return new Value().setStructValue(encodeObject(value, unknowns));
  // An item keeps its place, so one that cannot be said becomes null, and so does a hole.
  const items = Array.from(value, (item) => encodeValue(item, unknowns) ?? nothing());
  return new Value().setListValue(new ListValue().setValuesList(items));
}

function encodeSecret(hidden: unknown, unknowns: Unknowns): Value | undefined {
  const value = encodeValue(hidden, unknowns);
  if (value === undefined) return undefined;
  const envelope = new Struct();
  envelope.getFieldsMap().set(SIGNATURE_KEY, text(SECRET_SIGNATURE)).set("value", value);
  return new Value().setStructValue(envelope);
}

function text(value: string): Value {
  return new Value().setStringValue(wellFormed(value));
}

function nothing(): Value {
  const NULL: NullValue = 0;
  return new Value().setNullValue(NULL);
}

/** JSON may hold half a surrogate pair ("\ud800"); UTF-8 cannot, and the engine refuses a message with one. */
function wellFormed(value: string): string {
  return /\p{Surrogate}/u.test(value) ? Buffer.from(value, "utf8").toString("utf8") : value;
}
