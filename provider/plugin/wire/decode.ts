/** Values of the engine's gRPC protocol in the form that the product works with. */
import {
  ListValue,
  type Value as ProtoValue,
  type Struct,
  Value,
} from "google-protobuf/google/protobuf/struct_pb";
import { ApiSettingsError } from "../../model/errors";
import {
  ARCHIVE_SIGNATURE,
  ASSET_SIGNATURE,
  isUnknownSentinel,
  OUTPUT_SIGNATURE,
  RESOURCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
} from "../../model/sentinels";
import { type Value as ModelValue, Secret, UNKNOWN, type ValueObject } from "../../model/values";

/** A value of a kind that no setting can have; `property` is the top-level property that holds it. */
export class UnusableValueError extends ApiSettingsError {
  readonly property: string;

  constructor(property: string, kind: string) {
    super("invalid-input", `${property} holds ${kind}, which no setting of an API takes.`, {
      wayOut: "Declare the plain value instead.",
    });
    this.property = property;
  }
}

/** Nulls are dropped at any depth: null and absent mean the same. A missing struct is an empty one. */
export function decodeProperties(struct: Struct | undefined): ValueObject {
  const members: [string, ModelValue][] = [];
  struct?.getFieldsMap().forEach((value, key) => {
    const decoded = decodeValue(value, key);
    if (decoded !== null) members.push([key, decoded]);
  });
  return Object.fromEntries(members);
}

function decodeValue(value: ProtoValue, property: string): ModelValue {
  switch (value.getKindCase()) {
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case Value.KindCase.STRING_VALUE: {
      const text = value.getStringValue();
      return isUnknownSentinel(text) ? UNKNOWN : text;
    }
    case Value.KindCase.LIST_VALUE:
      return (value.getListValue() ?? new ListValue())
        .getValuesList()
        .map((item) => decodeValue(item, property))
        .filter((item) => item !== null);
    case Value.KindCase.STRUCT_VALUE:
      return decodeStruct(value.getStructValue(), property);
    default:
      return null;
  }
}

function decodeStruct(struct: Struct | undefined, property: string): ModelValue {
  const members: [string, ModelValue][] = [];
  struct?.getFieldsMap().forEach((value, key) => {
    const decoded = decodeValue(value, property);
    if (decoded !== null) members.push([key, decoded]);
  });
  const object: ValueObject = Object.fromEntries(members);
  switch (object[SIGNATURE_KEY]) {
    case undefined:
      return object;
    case SECRET_SIGNATURE:
      return new Secret(object.value ?? null);
    case OUTPUT_SIGNATURE: {
      const value = object.value ?? UNKNOWN;
      return object.secret === true ? new Secret(value) : value;
    }
    case RESOURCE_SIGNATURE:
      // What a program means by giving a resource where a text is wanted. An id of "" is not known yet.
      return object.id === "" ? UNKNOWN : (object.id ?? object.urn ?? UNKNOWN);
    case ASSET_SIGNATURE:
      throw new UnusableValueError(property, "an asset");
    case ARCHIVE_SIGNATURE:
      throw new UnusableValueError(property, "an archive");
    default:
      throw new UnusableValueError(property, "a special value of Pulumi");
  }
}
