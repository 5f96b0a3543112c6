import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/model/values";
import { answer, clientWith } from "./support/clients";
import { type Engine, plain, startEngine, type Wire } from "./support/engine";

/** What no JSON answer holds, but a mistake of ours or a change of a library might let through. */
const ODD: Record<string, unknown> = {
  undefined: undefined,
  date: new Date("2026-11-23T12:00:00Z"),
  bigint: 5n,
  huge: 2n ** 80n,
  notANumber: Number.NaN,
  infinite: Number.POSITIVE_INFINITY,
  function: () => 1,
  symbol: Symbol("s"),
  unknown: UNKNOWN,
  half: "a\ud800b",
  nested: [{ undefined: undefined, list: [undefined, Number.NaN, 1] }],
};
const ENCODED: Wire = {
  date: "2026-11-23T12:00:00.000Z",
  bigint: 5,
  huge: "1208925819614629174706176",
  half: "a\ufffdb",
  nested: [{ list: [null, null, 1] }],
};

describe("plugin: outputs are encodable whatever the tenant answered", () => {
  // The tenant has carried the request out by then: an error now would leave an API that no state knows of.
  const odd = answer({ authorization_details: [{ type: "t", ...ODD }] });
  const inputs = { identifier: "https://a.test/" };
  const expected = [{ type: "t", ...ENCODED }];
  let engine: Engine;
  before(async () => {
    engine = await startEngine(
      clientWith({
        create: async () => odd,
        update: async () => odd,
        get: async () => odd,
        findByIdentifier: async () => odd,
      }),
    );
    await engine.configure();
  });
  after(() => engine.close());

  it("after a creation", async () => {
    const { id, properties } = await engine.create(inputs);
    assert.equal(id, odd.id);
    assert.deepEqual(properties.authorizationDetails, expected);
  });

  it("after an update", async () => {
    const news = { ...inputs, tokenLifetimeSeconds: 60 };
    const properties = await engine.update({ id: odd.id, oldInputs: inputs, olds: inputs, news });
    assert.deepEqual(properties.authorizationDetails, expected);
  });

  it("after a read", async () => {
    const response = await engine.read(odd.id);
    assert.deepEqual(plain(response.getProperties()).authorizationDetails, expected);
    assert.deepEqual(plain(response.getInputs()).authorizationDetails, expected);
  });

  it("after a look-up", async () => {
    const { result } = await engine.invoke({ apiId: odd.id });
    assert.deepEqual(result?.authorizationDetails, expected);
  });
});
