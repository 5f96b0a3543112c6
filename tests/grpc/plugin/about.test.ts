import assert from "node:assert/strict";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  GetMappingRequest,
  type GetMappingResponse,
  GetSchemaRequest,
  type GetSchemaResponse,
  ProviderHandshakeRequest,
  type ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unreachable } from "./support/clients";
import { call, type Engine, startEngine } from "./support/engine";

describe("plugin: what it says about itself", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine(unreachable);
  });
  after(() => engine.close());

  const info = (of: Engine) => call<PluginInfo>((done) => of.provider.getPluginInfo(new Empty(), done));

  it("accepts secrets and outputs at the handshake", async () => {
    const response = await call<ProviderHandshakeResponse>((done) =>
      engine.provider.handshake(new ProviderHandshakeRequest(), done),
    );
    assert.equal(response.getAcceptSecrets(), true);
    assert.equal(response.getAcceptOutputs(), true);
  });

  it("has one version, in plugin info and schema", async () => {
    assert.equal((await info(engine)).getVersion(), "1.2.3");
    const { schema } = await schemaOf(engine);
    assert.equal(schema.version, "1.2.3");
  });

  it("says no version that the engine could not parse", async () => {
    const unbuilt = await startEngine(unreachable, { version: "dev" });
    assert.equal((await info(unbuilt)).getVersion(), "");
    assert.equal((await schemaOf(unbuilt)).schema.version, undefined);
    unbuilt.close();
  });

  it("gives its schema without any configuration", async () => {
    const { schema } = await schemaOf(engine);
    assert.equal(schema.name, "apisettings");
    assert.deepEqual(Object.keys(schema.resources), ["apisettings:index:Api"]);
  });

  it("refuses a schema language that it does not speak", async () => {
    await assert.rejects(schemaOf(engine, 1), { code: 3 });
  });

  it("maps no Terraform provider", async () => {
    const response = await call<GetMappingResponse>((done) =>
      engine.provider.getMapping(new GetMappingRequest().setKey("terraform"), done),
    );
    assert.equal(response.getProvider(), "");
  });

  it("lets a debugging engine attach", async () => {
    await call<Empty>((done) => engine.provider.attach(new PluginAttach().setAddress("127.0.0.1:2"), done));
  });
});

async function schemaOf(engine: Engine, version = 0) {
  const response = await call<GetSchemaResponse>((done) =>
    engine.provider.getSchema(new GetSchemaRequest().setVersion(version), done),
  );
  return { schema: JSON.parse(response.getSchema()) };
}
