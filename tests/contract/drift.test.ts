/** Drift over a real socket: found in both forms and in pulumi-auth0's, told by whom, and nothing written. */
import assert from "node:assert/strict";
import { connectionOf } from "../../cli/live-tenant";
import { findDrift } from "../../operations/drift/drift";
import { createManagementClient } from "../../provider/client/client";
import type { JsonObject } from "../../provider/model/values";
import { startTenant, type Tenant } from "../../tenant/index";

const OURS = "apisettings:index:Api";
const DYNAMIC = "pulumi-nodejs:dynamic/apisettings:Api";
const AUTH0 = "auth0:index/resourceServer:ResourceServer";
const LONG_AGO = "2000-01-01T00:00:00Z";

describe("drift, over HTTP", () => {
  let tenant: Tenant;
  let token: string;
  beforeEach(async () => {
    tenant = await startTenant({});
    const form = {
      grant_type: "client_credentials",
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      audience: tenant.audience,
    };
    const got = await fetch(`${tenant.url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    token = String(((await got.json()) as JsonObject).access_token);
  });
  afterEach(() => tenant.close());

  async function call(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
    const got = await fetch(`${tenant.url}/api/v2/resource-servers${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await got.text();
    assert.ok(got.ok, text);
    return text === "" ? {} : (JSON.parse(text) as JsonObject);
  }

  const create = async () =>
    String((await call("POST", "", { identifier: "urn:pay", token_lifetime: 900 })).id);

  function drift(type: string, id: string, values: JsonObject, modified = LONG_AGO) {
    const resource = { urn: `urn:pulumi:dev::p::${type}::pay`, type, custom: true, id, modified };
    const inputs = { identifier: "urn:pay", ...values };
    const state = {
      version: 3,
      deployment: { manifest: {}, resources: [{ ...resource, inputs, outputs: inputs }] },
    };
    const client = createManagementClient({
      ...connectionOf({ AUTH0_DOMAIN: tenant.domain, AUTH0_API_TOKEN: token }),
      baseUrl: tenant.url,
    });
    return findDrift(client, JSON.stringify(state), "state");
  }

  for (const [type, lifetime] of [
    [OURS, "tokenLifetimeSeconds"],
    [DYNAMIC, "tokenLifetimeSeconds"],
    [AUTH0, "tokenLifetime"],
  ] as const) {
    it(`${type}: nothing, a change with its author, a deletion, another API in its place`, async () => {
      const id = await create();
      const state = { [lifetime]: 900 };
      const none = await drift(type, id, state);
      assert.deepEqual([none.model.resources[0]?.operation, none.notes.size], ["none", 0]);

      const before = await call("PATCH", `/${id}`, { token_lifetime: 86_000, allow_offline_access: true });
      const changed = await drift(type, id, state);
      const [resource] = changed.model.resources;
      assert.equal(resource?.operation, "update");
      assert.equal(resource?.before?.inputs[lifetime], 900);
      assert.equal(resource?.after?.inputs[lifetime], 86_000);
      assert.equal(resource?.after?.inputs.allowOfflineAccess, true);
      const notes = [...changed.notes.values()].flat().join("\n");
      assert.ok(notes.includes(tenant.clientId), notes);
      assert.match(notes, new RegExp(`${lifetime}: the program wins`));
      assert.match(
        notes,
        type === AUTH0 ? /the tenant wins: pulumi-auth0/ : /allowOfflineAccess: not declared, so the default/,
      );
      assert.deepEqual(await call("GET", `/${id}`), before, "nothing is written");

      const later = await drift(type, id, state, "2999-01-01T00:00:00Z");
      assert.match(
        [...later.notes.values()].flat().join(),
        /unknown \(the tenant's log has no such change\)/,
      );

      await call("DELETE", `/${id}`);
      const gone = await drift(type, id, state);
      assert.deepEqual(
        [gone.model.resources[0]?.operation, gone.model.resources[0]?.after],
        ["delete", undefined],
      );

      const other = await create();
      const replaced = [...(await drift(type, id, state)).notes.values()].flat().join("\n");
      assert.ok(replaced.includes(`another one with the id ${other}`), replaced);
    });
  }
});
