/**
 * A plain file of resources, as people write it for `apisettings policy test`: one object or a list of
 * `{type, name?, urn?, properties | props, protect?, expect?}`. Values may use Pulumi's own forms for secret and
 * unknown, as in saved state.
 */

import type { PolicyResource } from "../../policy/rules/resource";
import { ApiSettingsError } from "../../provider/model/errors";
import { booleanAt, isJsonObject, type JsonObject, memberOf, textAt } from "./json";
import { readProperties } from "./properties";
import { makeUrn, parseUrn } from "./urn";

export interface StackResource extends PolicyResource {
  /** What the file says that evaluating this resource must give, as it stands there. */
  readonly expect?: unknown;
}

const FORM = '{"type": "…", "name": "…", "properties": {…}}';

/** Whether a document is meant as such a file. */
export function isResourceFile(document: unknown): boolean {
  return Array.isArray(document) ? document.every(isDescription) : isDescription(document);
}

function isDescription(value: unknown): value is JsonObject {
  return isJsonObject(value) && typeof memberOf(value, "type") === "string";
}

export function readResourceFile(document: unknown): StackResource[] {
  return (Array.isArray(document) ? document : [document]).map(readDescription);
}

function readDescription(value: unknown, index: number): StackResource {
  const place = `Resource ${index + 1}`;
  const type = isJsonObject(value) ? textAt(value, "type") : undefined;
  if (!isJsonObject(value) || type === undefined) throw refused(`${place} has no type.`);
  const given = memberOf(value, "properties") ?? memberOf(value, "props") ?? {};
  if (!isJsonObject(given)) throw refused(`${place} (${type}) has properties that are no object.`);
  const urn = textAt(value, "urn");
  const name =
    textAt(value, "name") ?? (urn === undefined ? undefined : parseUrn(urn)?.name) ?? `resource-${index + 1}`;
  const expect = memberOf(value, "expect");
  return {
    urn: urn ?? makeUrn({ stack: "test", project: "test", type, name }),
    type,
    name,
    props: readProperties(given, "as-written"),
    protect: booleanAt(value, "protect"),
    ...(expect === undefined ? {} : { expect }),
  };
}

function refused(summary: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, { wayOut: `Write each resource as ${FORM}.` });
}
