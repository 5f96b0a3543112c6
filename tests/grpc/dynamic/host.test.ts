/** The dynamic form as the engine meets it: the real host, the built package, a tenant over HTTP. */
import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { startTenant, type Tenant } from "../../../tenant";
import { ManagementApi } from "../../../tools/support/management-api";
import { DynamicHost, plain, REFERENCE } from "./support/host";

const identifier = "https://banking.example.test/";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

describe("the dynamic host", function () {
  this.timeout(60_000);
  let tenant: Tenant;
  let host: DynamicHost;
  let management: ManagementApi;
  before(async () => {
    tenant = await startTenant();
    management = new ManagementApi(tenant);
    host = await DynamicHost.start();
    await host.configure({
      "apisettings:domain": tenant.url,
      "apisettings:clientId": tenant.clientId,
      "apisettings:clientSecret": tenant.clientSecret,
      "other:setting": "x",
    });
  });
  beforeEach(() => {
    tenant.reset();
    host.printed = "";
  });
  after(async () => {
    await host?.stop();
    await tenant?.close();
  });

  const create = async (inputs: Parameters<DynamicHost["create"]>[0]) => {
    const response = await host.create(inputs);
    return { id: response.getId(), outputs: plain(response.getProperties()) };
  };
  const fails = (call: Promise<unknown>, text: RegExp) =>
    assert.rejects(call, (error: ServiceError) => {
      assert.match(error.details, text);
      // Details in the trailer would say that the resource half exists, and put it into state for good.
      assert.deepEqual(error.metadata.get("grpc-status-details-bin"), []);
      return true;
    });

  it("checks: what is declared comes back with the reference, unknowns pass at any depth", async () => {
    const declared = { identifier, name: UNKNOWN, scopes: [{ value: UNKNOWN }], allowOfflineAccess: false };
    const response = await host.check(declared);
    assert.deepEqual(response.getFailuresList(), []);
    assert.deepEqual(plain(response.getInputs()), { ...declared, __provider: REFERENCE });
    assert.equal(tenant.requests().length, 0);
  });

  it("check failures name no property that is secret, and print nothing", async () => {
    const response = await host.check({ identifier, signingSecret: "too-short", tokenLifetimeSeconds: 0.5 });
    const failures = response
      .getFailuresList()
      .map((failure) => [failure.getProperty(), failure.getReason()]);
    assert.deepEqual(failures.map(([property]) => property).sort(), ["", "tokenLifetimeSeconds"]);
    assert.doesNotMatch(JSON.stringify(failures), /too-short/);
    assert.equal(host.printed, "");
  });

  it("creates, finds nothing to do, updates in place, deletes", async () => {
    const { id, outputs } = await create({ identifier, tokenLifetimeSeconds: 900 });
    assert.equal(outputs.apiId, id);
    assert.equal(outputs.__provider, REFERENCE);
    assert.equal(
      (await host.diff(id, outputs, { identifier, tokenLifetimeSeconds: 900 })).getChanges(),
      DIFF_NONE,
    );
    const news = { identifier, tokenLifetimeSeconds: 600 };
    const diff = await host.diff(id, outputs, news);
    assert.equal(diff.getChanges(), DIFF_SOME);
    assert.deepEqual(diff.getReplacesList(), []);
    const updated = plain((await host.update(id, outputs, news)).getProperties());
    assert.equal(updated.tokenLifetimeSeconds, 600);
    assert.equal((await management.api(identifier)).token_lifetime, 600);
    await host.delete(id, updated);
    assert.deepEqual(await management.apis(), []);
  });

  it("replaces for a new identifier, known or not", async () => {
    const { id, outputs } = await create({ identifier });
    for (const news of [{ identifier: "https://b.example.test/" }, { identifier: UNKNOWN }]) {
      const diff = await host.diff(id, outputs, news);
      assert.equal(diff.getChanges(), DIFF_SOME);
      assert.deepEqual(diff.getReplacesList(), ["identifier"]);
    }
  });

  it("refreshes: drift comes as outputs and inputs, what is gone as an empty id", async () => {
    const { id, outputs } = await create({ identifier, tokenLifetimeSeconds: 900 });
    await management.change(identifier, { token_lifetime: 1_200 });
    const drifted = await host.read(id, outputs);
    assert.equal(plain(drifted.getProperties()).tokenLifetimeSeconds, 1_200);
    assert.deepEqual(plain(drifted.getInputs()), {
      identifier,
      tokenLifetimeSeconds: 1_200,
      __provider: REFERENCE,
    });
    await management.delete(identifier);
    assert.equal((await host.read(id, outputs)).getId(), "");
  });

  it("an update that removes a declaration stores the new list of declared names", async () => {
    const { id, outputs } = await create({ identifier, name: "Banking" });
    assert.equal((await host.diff(id, outputs, { identifier })).getChanges(), DIFF_SOME);
    const updated = plain((await host.update(id, outputs, { identifier })).getProperties());
    assert.deepEqual(updated.__declared, ["identifier"]);
    assert.equal((await host.diff(id, updated, { identifier })).getChanges(), DIFF_NONE);
  });

  it("errors are one sentence with a code; no id, no stack, no secret", async () => {
    const { id, outputs } = await create({ identifier });
    await fails(host.create({ identifier }), /\[conflict\]$/);
    await management.delete(identifier);
    await fails(host.update(id, outputs, { identifier, name: "x" }), /\[gone\]$/);
    await fails(host.read(id, { ...outputs, __domain: "example.eu.auth0.com" }), /\[invalid-settings\]$/);
    assert.doesNotMatch(host.printed, /\n\s+at /);
    assert.ok(!host.printed.includes(tenant.clientSecret));
  });
});

describe("the dynamic host without settings", function () {
  this.timeout(60_000);
  it("checks and compares offline, and says what is missing when the tenant is needed", async () => {
    const host = await DynamicHost.start();
    try {
      await host.configure({});
      assert.deepEqual((await host.check({ identifier })).getFailuresList(), []);
      const diff = await host.diff(
        "id",
        { identifier, __declared: ["identifier"] },
        { identifier, name: "A" },
      );
      assert.equal(diff.getChanges(), DIFF_SOME);
      await assert.rejects(host.create({ identifier }), /AUTH0_DOMAIN.*\[missing-credentials\]$/s);
    } finally {
      await host.stop();
    }
  });

  it("takes them from the environment; calls at once share one token", async () => {
    const tenant = await startTenant();
    const host = await DynamicHost.start({
      AUTH0_DOMAIN: tenant.url,
      AUTH0_CLIENT_ID: tenant.clientId,
      AUTH0_CLIENT_SECRET: tenant.clientSecret,
    });
    try {
      await host.configure({});
      const names = Array.from({ length: 5 }, (_, index) => `https://api-${index}.example.test/`);
      const created = await Promise.all(names.map((name) => host.create({ identifier: name })));
      assert.equal(new Set(created.map((response) => response.getId())).size, 5);
      assert.equal(tenant.requests().filter(({ path }) => path === "/oauth/token").length, 1);
    } finally {
      await host.stop();
      await tenant.close();
    }
  });
});
