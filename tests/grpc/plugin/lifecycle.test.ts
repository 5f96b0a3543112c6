import assert from "node:assert/strict";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { type InProcess, inProcess } from "../../support/in-process";
import { call, type Engine, plain, secret, startEngine, UNKNOWN_TEXT, type Wire } from "./support/engine";

const BANKING = {
  identifier: "https://banking.test/",
  name: "Banking",
  tokenLifetimeSeconds: 900,
  tokenLifetimeForWebSeconds: 600,
};

describe("plugin: create, update, read, delete", () => {
  let fixture: InProcess;
  let engine: Engine;
  beforeEach(async () => {
    fixture = await inProcess();
    engine = await startEngine(fixture.client);
    await engine.configure();
  });
  afterEach(() => {
    engine.close();
    fixture.stop();
  });

  it("creates with one request and returns what the tenant has", async () => {
    const { id, properties } = await engine.create({ ...BANKING, sensitivity: "restricted" });
    assert.deepEqual(fixture.sent(), ["POST 201"]);
    assert.match(id, /^[0-9a-f]{24}$/);
    assert.equal(properties.apiId, id);
    assert.equal(properties.tokenLifetimeSeconds, 900);
    assert.equal(properties.allowOfflineAccess, false);
    assert.equal(properties.sensitivity, "restricted");
    assert.doesNotMatch(JSON.stringify(properties), /token_lifetime/);
  });

  it("previews a creation without a request: unknown is only what the tenant alone knows", async () => {
    const { id, properties } = await engine.create({ ...BANKING, name: UNKNOWN_TEXT }, { preview: true });
    assert.equal(id, "");
    assert.deepEqual(fixture.sent(), []);
    assert.equal(properties.apiId, UNKNOWN_TEXT);
    assert.equal(properties.name, UNKNOWN_TEXT);
    assert.equal(properties.tokenLifetimeSeconds, 900);
    assert.equal(properties.allowOfflineAccess, false);
  });

  it("refuses in the preview what the creation would be refused for", async () => {
    const inputs = { identifier: `https://${"example.auth0.com"}/api/v2/` };
    await assert.rejects(
      engine.create(inputs, { preview: true }),
      /belongs to the tenant itself.*\[invalid-input\]$/s,
    );
    await assert.rejects(engine.create(inputs), /\[invalid-input\]$/);
    assert.deepEqual(fixture.sent(), []);
  });

  it("asks the tenant in a preview only where previewChecks says so", async () => {
    await engine.create(BANKING);
    fixture.sent();
    await engine.create(BANKING, { preview: true });
    assert.deepEqual(fixture.sent(), []);
    await engine.configure({ domain: "d.test", clientId: "id", clientSecret: "s", previewChecks: "tenant" });
    await assert.rejects(engine.create(BANKING, { preview: true }), { code: 6 });
    assert.ok(fixture.sent().length > 0);
  });

  it("returns secrets in envelopes, and nowhere else", async () => {
    const value = "hush-hush-hush-hush";
    const { properties } = await engine.create({
      ...BANKING,
      signingAlg: "HS256",
      signingSecret: secret(value),
    });
    assert.deepEqual(properties.signingSecret, secret(value));
    assert.equal(JSON.stringify(properties).split(value).length, 2);
  });

  it("keeps in a secret envelope what the program declared as a secret", async () => {
    const { properties } = await engine.create({ ...BANKING, name: secret("Banking") });
    assert.deepEqual(properties.name, secret("Banking"));
  });

  it("updates with one request", async () => {
    const { id, properties } = await engine.create(BANKING);
    fixture.sent();
    const news = { ...BANKING, tokenLifetimeSeconds: 1200 };
    const updated = await engine.update({ id, oldInputs: BANKING, olds: properties, news });
    assert.deepEqual(fixture.sent(), ["PATCH 200"]);
    assert.equal(updated.tokenLifetimeSeconds, 1200);
  });

  it("takes a removed line back to the default, in preview and update", async () => {
    const oldInputs = { ...BANKING, allowOfflineAccess: true };
    const { id, properties } = await engine.create(oldInputs);
    const change = { id, oldInputs, olds: properties, news: BANKING };
    assert.equal((await engine.update(change, true)).allowOfflineAccess, false);
    assert.equal((await engine.update(change)).allowOfflineAccess, false);
    assert.equal((await fixture.client.resourceServers.get(id))?.allow_offline_access, false);
  });

  it("previews an update without a request, and keeps what is known", async () => {
    const { id, properties } = await engine.create(BANKING);
    fixture.sent();
    const news = { ...BANKING, tokenLifetimeSeconds: UNKNOWN_TEXT };
    const preview = await engine.update({ id, oldInputs: BANKING, olds: properties, news }, true);
    assert.deepEqual(fixture.sent(), []);
    assert.equal(preview.tokenLifetimeSeconds, UNKNOWN_TEXT);
    assert.equal(preview.apiId, id);
    assert.equal(preview.name, "Banking");
  });

  it("refreshes: a change in the tenant shows in inputs and outputs", async () => {
    const { id, properties } = await engine.create(BANKING);
    await fixture.client.resourceServers.update(id, { token_lifetime: 5000 });
    const response = await engine.read(id, { inputs: BANKING, properties });
    assert.equal(response.getId(), id);
    assert.equal(plain(response.getInputs()).tokenLifetimeSeconds, 5000);
    assert.equal(plain(response.getProperties()).tokenLifetimeSeconds, 5000);
    assert.equal(plain(response.getInputs()).name, "Banking");
  });

  for (const by of ["id", "identifier"] as const) {
    it(`imports by ${by}: without properties in the request, and without a secret in the inputs`, async () => {
      const created = await engine.create({
        ...BANKING,
        signingAlg: "HS256",
        signingSecret: secret("hush-hush-hush-hush"),
      });
      const response = await engine.read(by === "id" ? created.id : BANKING.identifier);
      assert.equal(response.getId(), created.id);
      const inputs = plain(response.getInputs());
      assert.deepEqual(inputs, { ...BANKING, signingAlg: "HS256" });
      assert.doesNotMatch(JSON.stringify(inputs), /hush/);
      assert.equal(plain(response.getProperties()).apiId, created.id);
    });
  }

  it("says of a missing one by unset properties and an empty id that it does not exist", async () => {
    for (const state of [undefined, { inputs: BANKING, properties: BANKING }]) {
      const response = await engine.read("000000000000000000000000", state);
      assert.equal(response.getId(), "");
      assert.equal(response.hasProperties(), false);
      assert.equal(response.hasInputs(), false);
    }
  });

  it("deletes, and is content where there is nothing left", async () => {
    const { id } = await engine.create(BANKING);
    await engine.delete(id);
    await engine.delete(id);
    assert.equal((await engine.read(id)).hasProperties(), false);
  });

  it("serves many calls at once", async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const created = await Promise.all(
      numbers.map((number) =>
        engine.create({
          identifier: `https://api-${number}.test/`,
          tokenLifetimeSeconds: 60 + number,
          tokenLifetimeForWebSeconds: 60,
        }),
      ),
    );
    assert.equal(new Set(created.map(({ id }) => id)).size, 50);
    assert.deepEqual(
      created.map(({ properties }) => properties.tokenLifetimeSeconds),
      numbers.map((number) => 60 + number),
    );
    assert.equal(engine.connections.length, 1, "one client, so that calls share a token and a rate limit");
  });

  it("takes what it returned itself for old state, with secrets and all", async () => {
    const inputs: Wire = { ...BANKING, signingAlg: "HS256", signingSecret: secret("hush-hush-hush-hush") };
    const { id, properties } = await engine.create(inputs);
    const unchanged = await engine.diff({ oldInputs: inputs, olds: properties, news: inputs });
    assert.deepEqual(unchanged.getDiffsList(), []);
    const read = await engine.read(id, { inputs, properties });
    assert.deepEqual(plain(read.getInputs()), inputs);
    assert.deepEqual(plain(read.getProperties()), properties);
  });

  it("does not offer what it does not have", async () => {
    await assert.rejects(
      call((done) => engine.provider.construct(new ConstructRequest(), done)),
      { code: 12 },
    );
  });
});
