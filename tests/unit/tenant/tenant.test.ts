import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestEntry } from "../../../tenant/options";
import { testTenant } from "./fixture";

describe("tenant", () => {
  it("goes back to the seed on reset, with the clock, and keeps its key", async () => {
    const tenant = await testTenant();
    const token = (await tenant.token()).body.access_token;
    await tenant.call("POST", "resource-servers", { identifier: "urn:x" });
    tenant.clock.advanceSeconds(90_000);
    tenant.reset();
    assert.deepEqual(tenant.requests(), []);
    const { status, body } = await tenant.send("GET", "/api/v2/resource-servers", undefined, {
      authorization: `Bearer ${token}`,
    });
    assert.deepEqual([status, body.length], [200, 1]);
    tenant.close();
  });

  it("keeps a list of requests, and tells of each", async () => {
    const told: RequestEntry[] = [];
    const tenant = await testTenant({ onRequest: (entry) => told.push(entry) });
    await tenant.call("GET", "resource-servers/urn%3Ax?fields=id");
    const expected = [
      { method: "POST", path: "/oauth/token", status: 200 },
      { method: "GET", path: "/api/v2/resource-servers/urn%3Ax?fields=id", status: 404 },
    ];
    assert.deepEqual(tenant.requests(), expected);
    assert.deepEqual(told, expected);
    tenant.close();
  });

  it("answers 404 outside its routes", async () => {
    const tenant = await testTenant();
    for (const path of [
      "/",
      "/api/v2",
      "/api/v2/",
      "/api/v1/x",
      "/api/v2/rules",
      "/authorize/",
      "/oauth/token",
      "/.env",
    ]) {
      const { status, body } = await tenant.send("GET", path);
      assert.deepEqual(
        [status, body],
        [404, { statusCode: 404, error: "Not Found", message: "Not Found" }],
        path,
      );
    }
    tenant.close();
  });

  it("answers 500 without details for a failure of its own, and logs it", async () => {
    const lines: string[] = [];
    const tenant = await testTenant({ log: (line) => lines.push(line) });
    await tenant.call("GET", "resource-servers");
    tenant.context.store.close();
    const { status, text } = await tenant.call("GET", "resource-servers");
    assert.equal(status, 500);
    assert.equal(
      text,
      '{"statusCode":500,"error":"Internal Server Error","message":"An internal server error occurred"}',
    );
    assert.equal(lines.length, 1);
  });

  it("adds to a file only what is missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "apisettings-seed-"));
    const data = join(folder, "tenant.db");
    const first = await testTenant({ data });
    const before = await first.call("GET", "resource-servers");
    const grants = await first.call("GET", "client-grants");
    first.close();
    const second = await testTenant({ data, clients: [{ clientId: "new", clientSecret: "new-secret" }] });
    assert.equal((await second.call("GET", "resource-servers")).text, before.text);
    assert.equal((await second.call("GET", "client-grants")).text, grants.text);
    assert.equal(second.context.store.clients.count({}), 5);
    second.close();
    rmSync(folder, { recursive: true });
  });

  it("seeds a web client and a developer for the flows to come", async () => {
    const tenant = await testTenant();
    assert.deepEqual(tenant.context.store.clients.get("web")?.callbacks, [
      "http://localhost:3999/cb",
      "http://localhost:3000/callback",
    ]);
    assert.equal(tenant.context.store.users.get("auth0|dev")?.email, "dev@example.test");
    tenant.close();
  });
});
