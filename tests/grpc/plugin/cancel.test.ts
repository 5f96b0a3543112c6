import assert from "node:assert/strict";
import type { CallOptions } from "../../../provider/client/resource-servers";
import { ApiSettingsError } from "../../../provider/model/errors";
import { GRACE_MILLISECONDS } from "../../../provider/plugin/session/cancellation";
import { answer, clientWith } from "./support/clients";
import { type Engine, startEngine } from "./support/engine";

const INPUTS = { identifier: "https://a.test/" };
const CANCELLED = { code: 1, details: /\[cancelled\]$/ };

describe("plugin: Cancel and timeouts", () => {
  let engine: Engine;
  /** Resolves when the tenant has got the request. */
  let arrived: Promise<void>;
  let finish: () => void;

  beforeEach(async () => {
    let arrive: () => void;
    arrived = new Promise((resolve) => {
      arrive = resolve;
    });
    /** As the real client: rejects as soon as the signal aborts. */
    const slow = <Result>(result: Result, { signal }: CallOptions = {}) =>
      new Promise<Result>((resolve, reject) => {
        finish = () => resolve(result);
        signal?.addEventListener("abort", () => reject(new ApiSettingsError("cancelled", "Cancelled.")));
        arrive();
      });
    engine = await startEngine(
      clientWith({
        create: (_body, options) => slow(answer(), options),
        get: (_id, options) => slow(undefined, options),
      }),
    );
    await engine.configure();
  });
  afterEach(() => engine.close());

  it("lets a creation in flight end, so that state knows what was created", async () => {
    const creating = engine.create(INPUTS);
    await arrived;
    await engine.cancel();
    finish();
    assert.equal((await creating).id, answer().id);
  });

  it("gives a creation up that does not end in time", async () => {
    const creating = engine.create(INPUTS);
    await arrived;
    await engine.cancel();
    engine.pass(GRACE_MILLISECONDS);
    await assert.rejects(creating, CANCELLED);
  });

  it("gives a read up at once", async () => {
    const givenUp = assert.rejects(engine.read(answer().id), CANCELLED);
    await arrived;
    await engine.cancel();
    await givenUp;
  });

  it("begins nothing after it", async () => {
    await engine.cancel();
    await assert.rejects(engine.create(INPUTS), CANCELLED);
    await assert.rejects(engine.read(answer().id), CANCELLED);
    await assert.rejects(engine.list(), CANCELLED);
  });

  it("can be cancelled twice", async () => {
    await engine.cancel();
    await engine.cancel();
  });

  it("gives up after the resource's own timeout, and says that it was that", async () => {
    const creating = engine.create(INPUTS, { timeout: 1.5 });
    await arrived;
    engine.pass(1_500);
    await assert.rejects(creating, {
      code: 4,
      details: /custom timeout of 1\.5 seconds.*customTimeouts.*\[timeout\]$/s,
    });
  });

  it("does not call a failure of the tenant a timeout", async () => {
    const creating = engine.create(INPUTS, { timeout: 2 });
    await arrived;
    engine.pass(1_999);
    finish();
    assert.equal((await creating).id, answer().id);
  });
});
