/** What both sides of the tenant, its Management API and its OAuth endpoints, read of APIs. */
import type { ApiLifetimes } from "../provider/model/lifetimes";
import type { TenantContext } from "./context";
import { asObject } from "./json";
import type { ResourceServer } from "./store/records";

/** The API with this identifier. Identifiers are compared exactly, but for aliases of the tenant's own. */
export function apiByIdentifier(context: TenantContext, identifier: string): ResourceServer | undefined {
  return context.store.resourceServers.find({ identifier: context.names.canonical(identifier) })[0];
}

/** Values of an API's scopes. */
export function scopesOf({ scopes }: ResourceServer): string[] {
  if (!Array.isArray(scopes)) return [];
  return scopes.flatMap((scope) => String(asObject(scope)?.value ?? []));
}

/** What decides how long the API's access tokens live; by which flow is `apiTokenLifetimeSeconds`'s to say. */
export function lifetimesOf(api: ResourceServer): ApiLifetimes {
  return {
    tokenLifetimeSeconds: Number(api.token_lifetime),
    tokenLifetimeForWebSeconds: Number(api.token_lifetime_for_web),
  };
}
