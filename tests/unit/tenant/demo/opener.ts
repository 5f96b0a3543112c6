/** Tenants for the story, sound ones and ones in which something is wrong. */

import type { JsonObject } from "../../../../provider/model/values";
import { tenantOpener } from "../../../../tenant/demo/open";
import type { OpenTenant } from "../../../../tenant/demo/scenario";
import type { TenantCore } from "../../../../tenant/tenant";

/** One for all tests: making a key takes longer than the story. */
export const open: OpenTenant = tenantOpener();

/** Something that is wrong with a tenant. */
export type Fault = (core: TenantCore) => TenantCore;

export function broken(fault: Fault): OpenTenant {
  return async (switches) => fault(await open(switches));
}

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
  return rewrites("POST", "/api/v2/resource-servers", (body) => ({ ...body, ...change }));
}

/** The client's refresh tokens are set otherwise than was sent. */
export function configuresClient(change: object): Fault {
  return rewrites("PATCH", "/api/v2/clients/", (body) => ({
    refresh_token: { ...Object(body.refresh_token), ...change },
  }));
}

function rewrites(method: string, path: string, change: (body: JsonObject) => JsonObject): Fault {
  return answers(async (request, forward) => {
    if (request.method !== method || !new URL(request.url).pathname.startsWith(path)) return undefined;
    const body = JSON.stringify(change((await request.json()) as JsonObject));
    return forward(new Request(request.url, { method, headers: request.headers, body }));
  });
}
