/** The Management API client: one connection to one tenant. */
import type { ConnectionSettings } from "../model/settings";
import { Attempts, tokenEndpoint } from "./attempts";
import { tokenFetcher } from "./auth/fetch-token";
import { FetchedToken, readyToken, type TokenSource } from "./auth/token-source";
import { createDocuments, type Documents } from "./documents";
import { Failures } from "./failures";
import { Pacer } from "./pacing/pacer";
import { Redactor } from "./redact";
import { Requests } from "./requests";
import { createResourceServers, type ResourceServers } from "./resource-servers";
import { type ClientRuntime, completeRuntime } from "./runtime";
import { createTransport } from "./transport";

export { type Documents, LOG_PAGE } from "./documents";
export type { CallOptions, ResourceServer, ResourceServers } from "./resource-servers";
export type { ClientRuntime } from "./runtime";

export interface ManagementClient {
  resourceServers: ResourceServers;
}

/** What commands need beyond the provider. */
export interface TenantClient extends ManagementClient {
  documents: Documents;
}

/** Sends nothing until the first call. One client per tenant: its calls share the token and the rate limit. */
export function createManagementClient(
  settings: ConnectionSettings,
  runtime?: Partial<ClientRuntime>,
): TenantClient {
  const complete = completeRuntime(runtime);
  const redactor = new Redactor();
  const failures = new Failures(redactor, settings);
  const send = createTransport(settings.baseUrl, settings.requestTimeoutSeconds, complete);
  const attempts = new Attempts(send, complete, redactor, settings.debug);
  const tokens = tokenSource(settings, attempts, failures, redactor, complete);
  const requests = new Requests(settings, attempts, tokens, new Pacer(settings, complete));
  return {
    resourceServers: createResourceServers(requests, failures, complete.log),
    documents: createDocuments(requests, failures),
  };
}

function tokenSource(
  settings: ConnectionSettings,
  attempts: Attempts,
  failures: Failures,
  redactor: Redactor,
  runtime: ClientRuntime,
): TokenSource {
  const { credentials } = settings;
  switch (credentials.kind) {
    case "api-token":
      redactor.add(credentials.apiToken);
      return readyToken(credentials.apiToken);
    case "client-secret":
      redactor.add(credentials.clientSecret);
      break;
    case "private-key-jwt":
      redactor.add(credentials.privateKey);
      break;
  }
  const fetch = tokenFetcher(settings, credentials, tokenEndpoint(attempts), failures, runtime.now);
  return new FetchedToken(fetch, runtime, redactor);
}
