import { type Failure, type ValidationOptions, validateInputs } from "../../../../provider/model/validate";
import type { ValueObject } from "../../../../provider/model/values";

export const IDENTIFIER = "https://banking.example.test/";

/** Failures of an API that has `inputs` besides its identifier. */
export function failuresOf(inputs: ValueObject, options: ValidationOptions = {}): Failure[] {
  return validateInputs({ identifier: IDENTIFIER, ...inputs }, options);
}

export function messagesOf(inputs: ValueObject, options: ValidationOptions = {}): string[] {
  return failuresOf(inputs, options).map(({ message }) => message);
}

/** The value under a name that must be there. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is missing`);
  return value;
}
