/** Checks a part of a request against a schema and refuses it in the Management API's words. */
import { Ajv } from "ajv";
import { ManagementError } from "../errors";
import { type Place, type Violation, validationMessage, violationsOf } from "./messages";
import type { JsonSchema } from "./schemas";

const ERROR_CODES: Readonly<Record<Place, string>> = {
  Payload: "invalid_body",
  Query: "invalid_query_string",
  Path: "invalid_uri",
};

export type Check = (value: unknown) => void;

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true });

/** A check that throws the 400 answer for a value that does not fit the schema. */
export function createCheck(place: Place, schema: JsonSchema): Check {
  const validate = ajv.compile(schema);
  return (value) => {
    if (!validate(value)) throw invalid(place, violationsOf(validate.errors ?? []));
  };
}

export function invalid(place: Place, violations: readonly Violation[]): ManagementError {
  return new ManagementError(400, validationMessage(place, violations), { errorCode: ERROR_CODES[place] });
}
