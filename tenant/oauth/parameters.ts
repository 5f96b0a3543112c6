/** Parameters of a request, from a query or form (RFC 6749, section 3) or, as Auth0 also takes them, from JSON. */
import { readBody } from "../body";
import { invalidRequest, OAuthError } from "./errors";

export type Parameters = ReadonlyMap<string, string>;

export function queryParameters(url: string): Parameters {
  return fromEntries([...new URL(url).searchParams.entries()]);
}

export async function readParameters(request: Request): Promise<Parameters> {
  const body = await readBody(request);
  switch (body.kind) {
    case "empty":
      return new Map();
    case "form":
      return fromEntries([...body.value.entries()]);
    case "json":
      if (typeof body.value !== "object" || body.value === null || Array.isArray(body.value)) {
        throw invalidRequest("The request body must be an object.");
      }
      return fromEntries(Object.entries(body.value));
    case "problem":
      if (body.problem === "too-large")
        throw new OAuthError(413, "invalid_request", "The request body is too large.");
      throw invalidRequest("The request body must be JSON or a form.");
  }
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Parameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of entries) {
    // The vendor's Python SDK sends null for each parameter that it was not given.
    if (value === null) continue;
    if (typeof value !== "string") throw invalidRequest(`Parameter '${name}' must be a string`);
    // Half a character, which JSON can hold and no address.
    if (/\p{Surrogate}/u.test(value)) throw invalidRequest(`Parameter '${name}' must be valid Unicode`);
    // RFC 6749, sections 3.1 and 3.2: parameters without a value count as omitted, and none may come twice.
    if (value === "") continue;
    if (parameters.has(name)) throw invalidRequest(`Parameter '${name}' must not be repeated`);
    parameters.set(name, value);
  }
  return parameters;
}

/** The parameter, or the 400 answer in the words of the real tenant's library. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw invalidRequest(`Missing required parameter: ${name}`);
  return value;
}

/** A list of scopes (RFC 6749, section 3.3), each once. */
export function scopeOf(parameters: Parameters): string[] {
  const words = (parameters.get("scope") ?? "").split(" ").filter((word) => word !== "");
  return [...new Set(words)];
}
