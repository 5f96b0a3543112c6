import assert from "node:assert/strict";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { engineSink } from "../../../provider/plugin/session/engine-sink";
import { unreachable } from "./support/clients";
import { startEngine, URN } from "./support/engine";

describe("plugin: messages to the user, over the engine's own service", () => {
  const received: string[] = [];
  let server: Server;
  let address: string;
  before(async () => {
    server = new Server();
    const log = (call: { request: LogRequest }, callback: (error: null, response: Empty) => void) => {
      received.push(`${call.request.getSeverity()} ${call.request.getMessage()} ${call.request.getUrn()}`);
      callback(null, new Empty());
    };
    const refuse = () => {};
    const service: UntypedServiceImplementation = { log };
    for (const name of Object.keys(EngineService)) service[name] ??= refuse;
    server.addService(EngineService, service);
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    address = `127.0.0.1:${port}`;
  });
  after(() => server.forceShutdown());

  it("arrive with severity and URN before the operation's answer", async () => {
    const engine = await startEngine(unreachable, { connectEngine: () => engineSink(address) });
    const scopes = { identifier: "https://a.test/", scopes: [{ value: "read:a" }] };
    await engine.diff({ oldInputs: scopes, olds: scopes, news: { identifier: "https://a.test/" } });
    assert.deepEqual(received, [`1 scopes is not declared: it stays in the tenant as it is. ${URN}`]);
    engine.close();
  });

  it("are given up where no engine listens: the operation goes on", async () => {
    const engine = await startEngine(unreachable, { connectEngine: () => engineSink("127.0.0.1:1") });
    const scopes = { identifier: "https://a.test/", scopes: [{ value: "read:a" }] };
    const response = await engine.diff({
      oldInputs: scopes,
      olds: scopes,
      news: { identifier: "https://a.test/" },
    });
    assert.equal(response.getHasdetaileddiff(), true);
    engine.close();
  });
});
