/** docs/tenant-fidelity.md lists every route and every switch, and no others. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";
import { createManagementApp } from "../../../tenant/management/app";
import { createOAuthApp } from "../../../tenant/oauth/app";
import { DEFAULT_SWITCHES } from "../../../tenant/options";
import { testTenant } from "./fixture";

describe("docs/tenant-fidelity.md", () => {
  const text = readFileSync(join(__dirname, "../../../docs/tenant-fidelity.md"), "utf8");

  it("lists the routes", async () => {
    const { context, close } = await testTenant();
    const failed = (): void => {};
    const apps = [
      createManagementApp(context, { rateLimit: undefined, failed }),
      createOAuthApp(context, failed),
    ];
    const routes = apps.flatMap((app: Hono) =>
      app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`),
    );
    const listed = [...text.matchAll(/^\| `([A-Z]+ \/[^`]+)` \|/gm)].map(([, route]) => route);
    assert.deepEqual(listed.sort(), [...new Set(routes)].sort());
    close();
  });

  it("lists the switches with their defaults", () => {
    const [, table = ""] = text.split("## Switches");
    const rows = [...table.matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gm)];
    const listed = Object.fromEntries(rows.map(([, name, value]) => [name, JSON.parse(value ?? "")]));
    assert.deepEqual(listed, DEFAULT_SWITCHES);
  });

  it("names switches only that exist", () => {
    for (const [, name = ""] of text.matchAll(/switch `(\w+)`/g)) assert.ok(name in DEFAULT_SWITCHES, name);
  });
});
