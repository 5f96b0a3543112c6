/** Reads texts with the product's reader. */
import type { ReviewModel, ReviewResource } from "../../../../../review/read/model";
import { createReading } from "../../../../../review/read/reading";

export function read(...texts: readonly (string | Uint8Array)[]): ReviewModel {
  const reading = createReading();
  texts.forEach((text, index) => {
    const input = reading.open(`input ${index + 1}`);
    input.write(text);
    input.end();
  });
  return reading.model();
}

export function resourceNamed(model: ReviewModel, name: string): ReviewResource {
  const found = model.resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
}
