import assert from "node:assert/strict";
import { format, inspect } from "node:util";
import {
  containsSecret,
  containsUnknown,
  dropAbsent,
  equal,
  isObject,
  isSecret,
  isUnknown,
  mapObject,
  revealAll,
  Secret,
  UNKNOWN,
  type Value,
} from "../../../provider/model/values";

const CLEAR = "clear-text-3f9c";

describe("a secret", () => {
  const secret = new Secret({ nested: [CLEAR] });
  const printed: Record<string, () => string> = {
    String: () => String(secret),
    "a template": () => `${secret}`,
    concatenation: () => `x${secret.toString()}`,
    "JSON.stringify": () => JSON.stringify({ deep: [secret] }),
    inspect: () => inspect({ deep: [secret] }, { depth: 9, showHidden: true }),
    "inspect without custom inspection": () => inspect(secret, { customInspect: false, showHidden: true }),
    "console format %s": () => format("%s", secret),
    "console format %o": () => format("%o", secret),
    "console format %j": () => format("%j", secret),
    "an error's cause": () => inspect(new Error("x", { cause: secret })),
    "its own keys": () => JSON.stringify([Object.keys(secret), { ...secret }, Object.entries(secret)]),
    "an array joined": () => [secret, secret].join(),
  };
  for (const [way, print] of Object.entries(printed)) {
    it(`does not show its value by way of ${way}`, () => {
      assert.ok(!print().includes(CLEAR), print());
    });
  }

  it("prints as [secret]", () => {
    assert.equal(`${secret}`, "[secret]");
    assert.equal(JSON.stringify([secret]), '["[secret]"]');
    assert.equal(inspect(secret), "[secret]");
  });

  it("gives its value to who asks for it", () => {
    assert.deepEqual(secret.reveal(), { nested: [CLEAR] });
  });
});

describe("an unknown", () => {
  it("is itself only", () => {
    assert.ok(isUnknown(UNKNOWN));
    for (const other of [undefined, null, "", "[unknown]", { kind: "unknown" }, new Secret(UNKNOWN)]) {
      assert.ok(!isUnknown(other), inspect(other));
    }
  });

  it("prints as [unknown]", () => {
    assert.equal(`${UNKNOWN}`, "[unknown]");
    assert.equal(JSON.stringify({ a: UNKNOWN }), '{"a":"[unknown]"}');
  });
});

describe("isObject", () => {
  it("takes plain objects only", () => {
    assert.ok(isObject({}));
    for (const other of [null, undefined, [], "x", 1, true, UNKNOWN, new Secret({})]) {
      assert.ok(!isObject(other), inspect(other));
    }
  });
});

describe("containsUnknown and containsSecret", () => {
  const places: Record<string, (value: Value) => Value> = {
    "at the top": (value) => value,
    "in a list": (value) => ["a", value],
    "in an object": (value) => ({ a: 1, b: value }),
    "deep inside": (value) => [{ a: [{ b: value }] }],
  };
  for (const [place, put] of Object.entries(places)) {
    it(`find one ${place}`, () => {
      assert.ok(containsUnknown(put(UNKNOWN)));
      assert.ok(containsSecret(put(new Secret("x"))));
      assert.ok(!containsUnknown(put("x")));
      assert.ok(!containsSecret(put("x")));
    });
  }

  it("look into secrets for unknowns", () => {
    assert.ok(containsUnknown(new Secret([UNKNOWN])));
    assert.ok(!containsUnknown(new Secret(["x"])));
    assert.ok(!containsSecret(UNKNOWN));
  });

  it("find nothing in an absent value", () => {
    assert.ok(!containsUnknown(undefined));
    assert.ok(!containsSecret(undefined));
  });
});

describe("revealAll", () => {
  it("takes wrappers off at any depth, also nested ones, and leaves unknowns", () => {
    const value = [new Secret({ a: new Secret("x"), b: [UNKNOWN] }), { c: new Secret(new Secret(1)) }];
    assert.deepEqual(revealAll(value), [{ a: "x", b: [UNKNOWN] }, { c: 1 }]);
    assert.ok(!containsSecret(revealAll(value)));
  });

  it("leaves the original as it was", () => {
    const value = { a: new Secret("x") };
    revealAll(value);
    assert.ok(isSecret(value.a));
  });
});

describe("dropAbsent", () => {
  it("drops null and undefined at any depth and nothing else", () => {
    const value = { a: null, b: { c: null, d: 0, e: "", f: false, g: [] }, h: [null, { i: null }, 0] };
    assert.deepEqual(dropAbsent(value), { b: { d: 0, e: "", f: false, g: [] }, h: [{}, 0] });
    assert.deepEqual(dropAbsent(JSON.parse('{"a":{}}')), { a: {} });
    assert.deepEqual(dropAbsent({ a: undefined } as unknown as Value), {});
  });

  it("looks into secrets and keeps them secret", () => {
    const result = dropAbsent({ a: new Secret({ b: null, c: 1 }) });
    assert.ok(isObject(result) && isSecret(result.a));
    assert.deepEqual(revealAll(result), { a: { c: 1 } });
  });

  it("keeps unknowns", () => {
    assert.deepEqual(dropAbsent({ a: UNKNOWN, b: [UNKNOWN] }), { a: UNKNOWN, b: [UNKNOWN] });
  });
});

describe("equal", () => {
  const same: [Value | undefined, Value | undefined][] = [
    [undefined, undefined],
    [null, null],
    [0, 0],
    ["", ""],
    [[], []],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [new Secret("x"), new Secret("x")],
    [new Secret({ a: 1 }), { a: 1 }],
    ["x", new Secret("x")],
    [{ a: new Secret(1) }, new Secret({ a: 1 })],
  ];
  const different: [Value | undefined, Value | undefined][] = [
    [undefined, null],
    [null, undefined],
    [0, false],
    [0, "0"],
    ["a", "A"],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{}, []],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { b: 1 }],
    [new Secret("x"), new Secret("y")],
    [UNKNOWN, UNKNOWN],
    [UNKNOWN, "x"],
    ["x", UNKNOWN],
    [{ a: UNKNOWN }, { a: UNKNOWN }],
    [new Secret(UNKNOWN), new Secret(UNKNOWN)],
  ];
  for (const [a, b] of same) {
    it(`takes ${inspect(a)} and ${inspect(b)} for the same`, () => {
      assert.ok(equal(a, b));
      assert.ok(equal(b, a));
    });
  }
  for (const [a, b] of different) {
    it(`tells ${inspect(a)} from ${inspect(b)}`, () => {
      assert.ok(!equal(a, b));
      assert.ok(!equal(b, a));
    });
  }
});

describe("mapObject", () => {
  it("changes members and keeps their names", () => {
    assert.deepEqual(
      mapObject({ a: 1, b: 2 }, (value, key) => `${key}${value}`),
      { a: "a1", b: "b2" },
    );
  });
});
