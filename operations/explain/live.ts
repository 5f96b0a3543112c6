/** Facts from a live tenant, with read scopes only. */
import type { TenantClient } from "../../provider/client/client";
import { ApiSettingsError, isApiSettingsError } from "../../provider/model/errors";
import { outputsFromWire } from "../../provider/model/wire";
import { camelCased } from "./camel-cased";
import type { ClientFacts, Facts, TenantFacts } from "./facts";
import { readApi } from "./read-api";
import { clientFacts } from "./read-client";
import { tenantFacts } from "./read-tenant";

export interface LiveQuestion {
  /** Identifier or id. */
  readonly api: string;
  readonly clientId?: string | undefined;
}

export interface LiveFacts {
  readonly facts: Facts;
  /** What could not be read, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * The API must be readable (`read:resource_servers`), and so must a client that is named (`read:clients`). Without
 * `read:client_grants` and `read:tenant_settings` the explanation says what it does not know.
 *
 * @throws ApiSettingsError `not-found` where there is no such API or client.
 */
export async function factsOfTenant(
  client: TenantClient,
  { api, clientId }: LiveQuestion,
): Promise<LiveFacts> {
  const remarks: string[] = [];
  const document = (await client.resourceServers.findByIdentifier(api)) ?? (await byId(client, api));
  if (document === undefined) {
    throw new ApiSettingsError(
      "not-found",
      `The tenant has no API with the identifier or id ${JSON.stringify(api)}.`,
    );
  }
  const name = typeof document.name === "string" ? document.name : document.identifier;
  const facts = readApi({ type: "apisettings:index:Api", name, props: outputsFromWire(document) });
  if (facts === undefined) throw new Error("The table of types has lost our own API.");
  return {
    facts: {
      api: facts,
      client:
        clientId === undefined ? undefined : await clientOf(client, clientId, document.identifier, remarks),
      tenant: await tenantOf(client, remarks),
    },
    remarks,
  };
}

async function byId(client: TenantClient, id: string) {
  return /^[0-9a-f]{24}$/i.test(id) ? client.resourceServers.get(id) : undefined;
}

async function clientOf(
  { documents }: TenantClient,
  clientId: string,
  audience: string,
  remarks: string[],
): Promise<ClientFacts> {
  const document = await documents.client(clientId);
  if (document === undefined) {
    throw new ApiSettingsError("not-found", `The tenant has no client ${JSON.stringify(clientId)}.`, {
      wayOut: "Give the client id of an application.",
    });
  }
  const name = typeof document.name === "string" ? document.name : clientId;
  const found = await unlessForbidden(documents.clientGrants(clientId, audience), "client grants", remarks);
  const has = (subject: string) =>
    found?.some((grant) => (grant.subject_type ?? "client") === subject) === true;
  return {
    ...clientFacts(name, camelCased(document)),
    ...(found === undefined ? {} : { grants: { user: has("user"), client: has("client") } }),
  };
}

async function tenantOf({ documents }: TenantClient, remarks: string[]): Promise<TenantFacts | undefined> {
  const settings = await unlessForbidden(documents.tenantSettings(), "the settings of the tenant", remarks);
  return settings && tenantFacts(camelCased(settings));
}

async function unlessForbidden<T>(
  reading: Promise<T>,
  what: string,
  remarks: string[],
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isApiSettingsError(error, "insufficient-scope")) throw error;
    remarks.push(`Not read: ${what}. ${error.wayOut ?? error.summary}`);
    return undefined;
  }
}
