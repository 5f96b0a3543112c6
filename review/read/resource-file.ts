/**
 * A plain file of resources, as people write it for `apisettings policy test`: one object or a list of
 * `{type, name?, urn?, properties | props | inputs, protect?, expect?}`. Values may use Pulumi's own forms for secret
 * and unknown, as in saved state.
 */
import { ApiSettingsError } from "../../provider/model/errors";
import { booleanAt, isJsonObject, type JsonObject, memberOf, textAt } from "./json";
import type { ReviewResource } from "./model";
import { readProperties } from "./properties";
import { identity } from "./told-resource";
import { makeUrn, parseUrn } from "./urn";

const FORM = '{"type": "PACKAGE:MODULE:TYPE", "name": "…", "properties": {…}}';

/** Whether a document is meant as such a file. An empty list is anything. */
export function isResourceFile(document: unknown): document is JsonObject | readonly JsonObject[] {
  return Array.isArray(document)
    ? document.length > 0 && document.every(isDescription)
    : isDescription(document);
}

function isDescription(value: unknown): value is JsonObject {
  return isJsonObject(value) && typeof memberOf(value, "type") === "string";
}

/** @throws ApiSettingsError `invalid-input` naming the entry that is no resource, or that is there twice. */
export function readResourceFile(document: JsonObject | readonly JsonObject[]): ReviewResource[] {
  const entries: readonly JsonObject[] = Array.isArray(document) ? document : [document];
  const resources = entries.map(readDescription);
  const numbers = new Map<string, number>();
  resources.forEach(({ urn }, index) => {
    const first = numbers.get(urn);
    if (first !== undefined)
      throw refused(`Resources ${first} and ${index + 1} have the same type and name.`);
    numbers.set(urn, index + 1);
  });
  return resources;
}

function readDescription(entry: JsonObject, index: number): ReviewResource {
  const place = `Resource ${index + 1}`;
  const type = textAt(entry, "type");
  if (!type?.includes(":")) throw refused(`${place} has no Pulumi type.`);
  const given = memberOf(entry, "properties") ?? memberOf(entry, "props") ?? memberOf(entry, "inputs") ?? {};
  if (!isJsonObject(given)) throw refused(`${place} has properties that are no object.`);
  const urn = textAt(entry, "urn");
  const named = textAt(entry, "name") ?? (urn === undefined ? undefined : parseUrn(urn)?.name);
  const name = named ?? `resource-${index + 1}`;
  const expect = memberOf(entry, "expect");
  return {
    ...identity({
      urn: urn ?? makeUrn({ stack: "test", project: "test", type, name }),
      type,
      name,
      parent: undefined,
      provider: undefined,
      frames: [],
    }),
    after: {
      inputs: readProperties(given, "as-written"),
      outputs: undefined,
      id: undefined,
      protect: booleanAt(entry, "protect"),
    },
    ...(expect === undefined ? {} : { expect }),
  };
}

function refused(summary: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, { wayOut: `Write each resource as ${FORM}.` });
}
