/** What a stack holds of an API, a client and the tenant's settings, found by the words of a user. */
import { isKnown } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import { ApiSettingsError } from "../../provider/model/errors";
import type { ApiFacts, ClientFacts, Facts } from "./facts";
import { readApi } from "./read-api";
import { readClient } from "./read-client";
import { readTenant } from "./read-tenant";

export interface Wanted {
  /** Name in the program or identifier. Undefined: every API. */
  readonly api?: string | undefined;
  /** Name in the program. Undefined: none. */
  readonly client?: string | undefined;
}

/**
 * @throws ApiSettingsError `invalid-input` where the stack holds no such API or client.
 */
export function factsOfStack(resources: readonly PolicyResource[], wanted: Wanted): Facts[] {
  const apis = resources.flatMap((resource) => readApi(resource) ?? []);
  const chosen = wanted.api === undefined ? apis : apis.filter((api) => isCalled(api, wanted.api));
  if (chosen.length === 0) {
    throw missing(
      "API",
      wanted.api,
      apis.map(({ name }) => name),
    );
  }
  const client = wanted.client === undefined ? undefined : clientOf(resources, wanted.client);
  const tenant = resources.map(readTenant).find((found) => found !== undefined);
  return chosen.map((api) => ({ api, client, tenant }));
}

function isCalled({ name, identifier }: ApiFacts, wanted: string | undefined): boolean {
  return name === wanted || (isKnown(identifier) && !identifier.secret && identifier.value === wanted);
}

function clientOf(resources: readonly PolicyResource[], wanted: string): ClientFacts {
  const clients = resources.flatMap((resource) => readClient(resource) ?? []);
  const found = clients.find(({ name }) => name === wanted);
  if (found === undefined)
    throw missing(
      "client",
      wanted,
      clients.map(({ name }) => name),
    );
  return found;
}

const MOST_NAMES = 10;

function missing(what: string, wanted: string | undefined, names: readonly string[]): ApiSettingsError {
  const called = wanted === undefined ? "" : ` called ${JSON.stringify(wanted)}`;
  const listed = names.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return new ApiSettingsError("invalid-input", `The input holds no Auth0 ${what}${called}.`, {
    wayOut:
      names.length === 0
        ? "Give the state or preview of a stack that does."
        : `It holds ${listed.join(", ")}${more}.`,
  });
}
