import assert from "node:assert/strict";
import { InvokeRequest, ListRequest } from "@pulumi/pulumi/proto/provider_pb";
import { type InProcess, inProcess } from "../../support/in-process";
import { call, type Engine, secret, startEngine, struct } from "./support/engine";

describe("plugin: List and Invoke", () => {
  let fixture: InProcess;
  let engine: Engine;
  const ids: string[] = [];
  before(async () => {
    fixture = await inProcess();
    engine = await startEngine(fixture.client);
    await engine.configure();
    for (const name of ["a", "b", "c"]) {
      const inputs = {
        identifier: `https://${name}.test/`,
        signingAlg: "HS256",
        signingSecret: secret("hush-hush-hush-hush"),
      };
      ids.push((await engine.create(name === "c" ? inputs : { ...inputs, name: name.toUpperCase() })).id);
    }
  });
  after(() => {
    engine.close();
    fixture.stop();
  });

  const namesOf = (found: { name: string }[]) => found.map(({ name }) => name).sort();

  it("lists the tenant's APIs by id and name, the identifier where there is no name", async () => {
    const found = await engine.list();
    assert.deepEqual(namesOf(found), ["A", "B", "https://c.test/"]);
    assert.deepEqual(found.map(({ id }) => id).sort(), [...ids].sort());
  });

  it("leaves out the tenant's own APIs unless asked for them", async () => {
    const system = (await engine.list({ includeSystem: true })).filter(({ id }) => !ids.includes(id));
    assert.ok(system.length >= 1);
  });

  it("lists by the beginning of the identifier, and at most as many as asked for", async () => {
    assert.deepEqual(namesOf(await engine.list({ identifierPrefix: "https://b" })), ["B"]);
    assert.equal((await engine.list({}, 2)).length, 2);
  });

  it("refuses a query that it does not understand", async () => {
    await assert.rejects(engine.list({ prefix: "x" }), {
      code: 3,
      details:
        "prefix is not an argument. A listing takes identifierPrefix and includeSystem. [invalid-input]",
    });
    await assert.rejects(engine.list({ includeSystem: "yes" }), { code: 3 });
  });

  it("refuses to list another type", async () => {
    const request = new ListRequest().setToken("apisettings:index:Client");
    const failure = new Promise((_, reject) =>
      engine.provider
        .list(request)
        .on("data", () => {})
        .on("error", reject),
    );
    await assert.rejects(failure, { code: 3 });
  });

  it("looks up by identifier and by id, without a secret", async () => {
    for (const args of [{ identifier: "https://a.test/" }, { apiId: ids[0] ?? "" }]) {
      const { result, failures } = await engine.invoke(args);
      assert.deepEqual(failures, []);
      assert.equal(result?.apiId, ids[0]);
      assert.equal(result?.name, "A");
      assert.equal(result?.tokenLifetimeSeconds, 86_400);
      assert.doesNotMatch(JSON.stringify(result), /hush|signingSecret/);
    }
  });

  it("looks up in a preview too", async () => {
    const request = new InvokeRequest().setTok("apisettings:index:getApi").setPreview(true);
    request.setArgs(struct({ identifier: "https://a.test/" }));
    const response = await call<{ hasReturn(): boolean }>((done) => engine.provider.invoke(request, done));
    assert.equal(response.hasReturn(), true);
  });

  it("says which API it did not find", async () => {
    await assert.rejects(engine.invoke({ identifier: "https://a.test" }), {
      code: 5,
      details: /identifier https:\/\/a\.test\. .*trailing slash.*\[not-found\]$/s,
    });
  });

  it("fails on a wrong argument without naming a property, whose value the engine would print", async () => {
    const { result, failures } = await engine.invoke({ identifier: secret(5), hush: "x" });
    assert.equal(result, undefined);
    assert.deepEqual(failures.sort(), ["|hush is not an argument.", "|identifier has the wrong form."]);
  });

  it("wants exactly one of id and identifier", async () => {
    await assert.rejects(engine.invoke({}), { code: 3 });
    await assert.rejects(engine.invoke({ apiId: "x", identifier: "y" }), { code: 3 });
  });

  it("has no other function", async () => {
    await assert.rejects(engine.invoke({}, "apisettings:index:getClient"), {
      code: 3,
      details: /no function "apisettings:index:getClient"/,
    });
  });
});
