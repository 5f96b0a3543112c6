/** Tenants for the story, sound ones and ones in which something is wrong. */

import { tenantOpener } from "../../../../tenant/demo/open";
import type { OpenTenant } from "../../../../tenant/demo/scenario";
import type { Client } from "../../../../tenant/store/records";
import type { TenantCore } from "../../../../tenant/tenant";

/** One for all tests: making a key takes longer than the story. */
export const open: OpenTenant = tenantOpener();

/** Something that is wrong with a tenant. */
export type Fault = (core: TenantCore) => TenantCore;

export function broken(fault: Fault): OpenTenant {
  return async (switches) => fault(await open(switches));
}

/** The client is stored with other settings than were sent. */
export function storesClient(change: (client: Client) => Client): Fault {
  return (core) => {
    const { store } = core.context;
    const clients = { ...store.clients, replace: (client: Client) => store.clients.replace(change(client)) };
    return { ...core, context: { ...core.context, store: { ...store, clients } } };
  };
}

export const withRefreshToken =
  (change: object) =>
  (client: Client): Client => ({ ...client, refresh_token: { ...Object(client.refresh_token), ...change } });

/** Requests for which this gives an answer never reach the tenant. */
export function answers(
  answer: (request: Request, forward: TenantCore["fetch"]) => Promise<Response | undefined>,
): Fault {
  return (core) => ({
    ...core,
    fetch: async (request) => (await answer(request.clone(), core.fetch)) ?? core.fetch(request),
  });
}

/** Says that all is well, and does nothing. */
export function ignores(method: string, path: string, body: object = {}): Fault {
  return answers(async (request) =>
    request.method === method && new URL(request.url).pathname.startsWith(path)
      ? Response.json(body)
      : undefined,
  );
}

/** The API is made with other settings than were sent. */
export function makesApi(change: object): Fault {
  return answers(async (request, forward) => {
    if (request.method !== "POST" || !request.url.endsWith("/api/v2/resource-servers")) return undefined;
    const body = { ...((await request.json()) as object), ...change };
    return forward(
      new Request(request.url, { method: "POST", headers: request.headers, body: JSON.stringify(body) }),
    );
  });
}
