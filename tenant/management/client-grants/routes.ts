import type { Hono } from "hono";
import type { TenantContext } from "../../context";
import { requires } from "../authenticate";
import { getGrant, listGrants } from "./read";
import { createGrant, deleteGrant, updateGrant } from "./write";

export function addClientGrantRoutes(app: Hono, context: TenantContext): void {
  const all = "/api/v2/client-grants";
  const one = `${all}/:id`;
  app.get(all, requires(context, "read:client_grants"), (c) => listGrants(context, c.req.url));
  app.post(all, requires(context, "create:client_grants"), (c) => createGrant(context, c.req.raw));
  app.get(one, requires(context, "read:client_grants"), (c) => getGrant(context, c.req.url));
  app.patch(one, requires(context, "update:client_grants"), (c) => updateGrant(context, c.req.raw));
  app.delete(one, requires(context, "delete:client_grants"), (c) => deleteGrant(context, c.req.url));
}
