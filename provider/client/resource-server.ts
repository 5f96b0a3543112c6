/** One API (resource server) on the wire, and the parts of requests that several of its calls share. */
import { ApiSettingsError } from "../model/errors";
import { WIRE_FIELDS } from "../model/table";
import { isObject, type Json, type JsonObject } from "../model/values";
import type { Answer } from "./reply";

/** Wire names (snake_case); everything that the tenant sent, known or not. */
export type ResourceServer = JsonObject & { id: string; identifier: string };

export const COLLECTION = "/resource-servers";

const SECRET_NAMES = WIRE_FIELDS.filter((field) => field.secret).map((field) => field.wire);

/** Path of one API. The Management API takes an id or an identifier here. */
export function pathOf(idOrIdentifier: string): string {
  const segment = encoded(idOrIdentifier);
  if (segment === undefined) {
    throw new ApiSettingsError("invalid-input", `${JSON.stringify(idOrIdentifier)} is not the id of an API.`);
  }
  return `${COLLECTION}/${segment}`;
}

/** Can an API be named by this identifier in a path, and is it certain not to be taken for an id? */
export function canStandInPath(identifier: string): boolean {
  return encoded(identifier) !== undefined && !/^[0-9a-f]{24}$/i.test(identifier);
}

function encoded(text: string): string | undefined {
  // URL parsers resolve these away, encoded or not: the request would go to another resource.
  if (/^\.{0,2}$/.test(text)) return undefined;
  try {
    return encodeURIComponent(text);
  } catch {
    return undefined; // A lone surrogate has no encoding.
  }
}

/** Query parameters that keep secrets out of an answer: such reads are not logged as security events. */
export function secretsLeftOut(): URLSearchParams {
  return new URLSearchParams({ fields: SECRET_NAMES.join(","), include_fields: "false" });
}

export function withoutSecrets(api: ResourceServer): ResourceServer {
  const copy = { ...api };
  for (const name of SECRET_NAMES) delete copy[name];
  return copy;
}

export function readResourceServer({ body }: Answer): ResourceServer | undefined {
  return isResourceServer(body) ? body : undefined;
}

export function isResourceServer(value: Json | undefined): value is ResourceServer {
  return (
    isObject(value) &&
    typeof value.id === "string" &&
    value.id !== "" &&
    typeof value.identifier === "string" &&
    value.identifier !== ""
  );
}

/**
 * The tenant itself says that there is no such API. A page of a proxy with the same status does not: taking it for
 * "deleted" would make Pulumi create the API again.
 */
export function isMissing(answer: Answer): boolean {
  return answer.status === 404 && (answer.empty || isObject(answer.body));
}
