import type { Hono } from "hono";
import type { TenantContext } from "../../context";
import { requires } from "../authenticate";
import { createApi } from "./create";
import { deleteApi } from "./delete";
import { getApi, listApis } from "./read";
import { updateApi } from "./update";

export function addResourceServerRoutes(app: Hono, context: TenantContext): void {
  const all = "/api/v2/resource-servers";
  const one = `${all}/:id`;
  app.get(all, requires(context, "read:resource_servers"), (c) => listApis(context, c.req.url));
  app.post(all, requires(context, "create:resource_servers"), (c) => createApi(context, c.req.raw));
  app.get(one, requires(context, "read:resource_servers"), (c) => getApi(context, c.req.url));
  app.patch(one, requires(context, "update:resource_servers"), (c) => updateApi(context, c.req.raw));
  app.delete(one, requires(context, "delete:resource_servers"), (c) => deleteApi(context, c.req.url));
}
