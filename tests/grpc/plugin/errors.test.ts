import assert from "node:assert/strict";
import { ApiSettingsError, ERROR_CODES, type ErrorCode } from "../../../provider/model/errors";
import { answer, clientWith } from "./support/clients";
import { type Engine, startEngine } from "./support/engine";

const GRPC: Record<ErrorCode, number> = {
  "invalid-input": 3,
  "invalid-settings": 3,
  "invalid-config": 3,
  "missing-credentials": 9,
  "credentials-refused": 16,
  "insufficient-scope": 7,
  conflict: 6,
  "lost-answer": 2,
  gone: 5,
  "not-found": 5,
  "system-api": 9,
  "plan-feature": 9,
  "entity-limit": 8,
  "rate-limited": 8,
  timeout: 4,
  network: 14,
  "rejected-by-tenant": 3,
  "tenant-failure": 14,
  "unexpected-answer": 13,
  cancelled: 1,
};

describe("plugin: errors", () => {
  let engine: Engine;
  let thrown: unknown;
  before(async () => {
    engine = await startEngine(
      clientWith({
        create: async () => {
          throw thrown;
        },
      }),
    );
    await engine.configure();
  });
  after(() => engine.close());

  const create = () => engine.create({ identifier: "https://a.test/" });

  for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
    it(`${code}: its own gRPC code, the sentence once, the way out, the code`, async () => {
      thrown = new ApiSettingsError(code, "It did not work.", { wayOut: "Do this." });
      await assert.rejects(create(), { code: GRPC[code], details: `It did not work. Do this. [${code}]` });
    });
  }

  it("never makes a half-created resource out of an error, whatever properties it has", async () => {
    thrown = Object.assign(new ApiSettingsError("network", "No."), { id: "req-1", reasons: ["x"] });
    await assert.rejects(create(), (error: { metadata: { getMap(): Record<string, unknown> } }) => {
      assert.equal(error.metadata.getMap()["grpc-status-details-bin"], undefined);
      return true;
    });
  });

  it("shows of an unexpected error neither message nor stack, and logs where it happened", async () => {
    thrown = new TypeError("Cannot create property 'x' on string 'hush-hush'");
    engine.messages.length = 0;
    await assert.rejects(create(), {
      code: 13,
      details:
        "An unexpected TypeError stopped the operation: this is a mistake in pulumi-apisettings. Run the command with --debug to see where it happened. [internal]",
    });
    assert.equal(engine.messages.length, 1);
    assert.equal(engine.messages[0]?.severity, "debug");
    assert.match(engine.messages[0]?.message ?? "", /^TypeError\n\s+at .*errors\.test/s);
    assert.doesNotMatch(JSON.stringify(engine.messages), /hush/);
  });

  it("survives what is not even an error", async () => {
    for (thrown of [undefined, null, "text", { id: "x" }]) await assert.rejects(create(), { code: 13 });
  });

  it("does not let one failure of making the client last for ever", async () => {
    let attempts = 0;
    const second = await startEngine(clientWith({}), {
      createClient: async () => {
        attempts += 1;
        if (attempts === 1) throw new ApiSettingsError("network", "Not now.");
        return clientWith({ create: async () => answer() });
      },
    });
    await second.configure();
    await assert.rejects(second.create({ identifier: "https://a.test/" }), { code: 14 });
    assert.equal((await second.create({ identifier: "https://a.test/" })).id, answer().id);
    second.close();
  });
});
