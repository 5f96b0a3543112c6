import assert from "node:assert/strict";
import { type Candidate, decide } from "../../../../tenant/faults/decide";
import { createDice } from "../../../../tenant/faults/dice";
import type { FaultRule, LatencyDistribution } from "../../../../tenant/faults/rule";

const always = (): never => assert.fail("no dice were needed");
const candidates = (...rules: FaultRule[]): Candidate[] =>
  rules.map((rule) => ({ rule, remaining: rule.times }));
const POST = { method: "POST", path: "/api/v2/resource-servers" };

describe("decide", () => {
  it("takes the first rule that matches", () => {
    const rules = candidates(
      { match: { method: "GET" }, status: 500 },
      { match: { path: "/api/v2/*" }, status: 501 },
      { status: 502 },
    );
    assert.equal(decide(rules, POST, always)?.index, 1);
    assert.equal(decide(rules, { method: "get", path: "/" }, always)?.index, 0);
    assert.equal(decide(rules, { method: "PUT", path: "/" }, always)?.index, 2);
    assert.equal(decide(candidates({ match: { method: "GET" }, status: 500 }), POST, always), undefined);
  });

  it("passes over a rule that is used up", () => {
    const rules: Candidate[] = [
      { rule: { times: 3, status: 500 }, remaining: 0 },
      { rule: { status: 503 }, remaining: undefined },
    ];
    assert.equal(decide(rules, POST, always)?.index, 1);
    assert.equal(decide(rules.slice(0, 1), POST, always), undefined);
  });

  it("lets the next rule have its turn where the dice say no", () => {
    const rules = candidates({ probability: 0.3, status: 500 }, { status: 503 });
    assert.equal(decide(rules, POST, () => 0.29)?.index, 0);
    assert.equal(decide(rules, POST, () => 0.3)?.index, 1);
    assert.equal(
      decide(candidates({ probability: 0, status: 500 }), POST, () => 0),
      undefined,
    );
    assert.equal(decide(candidates({ probability: 1, status: 500 }), POST, () => 0.999)?.index, 0);
  });

  it("does not throw dice for a rule that does not match", () => {
    const rule: FaultRule = { match: { path: "/other" }, probability: 0.5, status: 500 };
    assert.equal(decide(candidates(rule), POST, always), undefined);
  });

  it("says what is to be done, and when", () => {
    const effect = (rule: FaultRule): unknown => decide(candidates(rule), POST, always)?.effect;
    const nothing = { latencyMilliseconds: 0, headers: {}, clockSkewSeconds: 0 };
    assert.deepEqual(effect({ reset: "after" }), {
      ...nothing,
      connection: { kind: "reset", when: "after" },
    });
    assert.deepEqual(effect({ noAnswer: true }), {
      ...nothing,
      connection: { kind: "no-answer", when: "before" },
    });
    assert.deepEqual(effect({ noAnswer: "after", latencyMilliseconds: 7 }), {
      ...nothing,
      latencyMilliseconds: 7,
      connection: { kind: "no-answer", when: "after" },
    });
    assert.deepEqual(effect({ body: null, headers: { a: "b" }, truncateBytes: 0 }), {
      ...nothing,
      body: { value: null },
      headers: { a: "b" },
      truncateBytes: 0,
    });
  });

  const paths: [string, string, boolean][] = [
    ["/api/v2/resource-servers/*", "/api/v2/resource-servers/abc", true],
    ["/api/v2/resource-servers/*", "/api/v2/resource-servers/https%3A%2F%2Fa", true],
    ["/api/v2/resource-servers/*", "/api/v2/resource-servers", false],
    ["/api/v2/resource-servers/*", "/api/v2/resource-servers/a/b", false],
    ["/api/v2/**", "/api/v2/resource-servers/a/b", true],
    ["/api/v2/**", "/api/v2", false],
    ["**/b", "/a/b", true],
    ["*", "/a", false],
    ["**", "/a/b", true],
    ["/a.c", "/abc", false],
    ["/a", "/A", false],
    ["token-endpoint", "/oauth/token", true],
    ["token-endpoint", "/oauth/tokens", false],
    ["management-api", "/api/v2/clients", true],
    ["management-api", "/oauth/token", false],
  ];
  for (const [pattern, path, expected] of paths) {
    it(`${pattern} ${expected ? "is" : "is not"} for ${path}`, () => {
      const found = decide(candidates({ match: { path: pattern }, status: 500 }), { ...POST, path }, always);
      assert.equal(found !== undefined, expected);
    });
  }

  it("takes no exponential time for a hostile pattern", () => {
    const path = `/${"a".repeat(500)}`;
    const hostile = candidates({ match: { path: `/${"*a".repeat(200)}b` }, status: 500 });
    const before = performance.now();
    assert.equal(decide(hostile, { method: "GET", path }, always), undefined);
    assert.ok(performance.now() - before < 1_000);
  });
});

describe("latency", () => {
  const drawn = (latency: number | LatencyDistribution, number = 20_000): number[] => {
    const dice = createDice(42);
    const rules = candidates({ latencyMilliseconds: latency });
    return Array.from({ length: number }, () => decide(rules, POST, dice)?.effect.latencyMilliseconds ?? NaN);
  };
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = (values: number[]): number => {
    const middle = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  };
  const near = (value: number, expected: number): void =>
    assert.ok(Math.abs(value - expected) < expected * 0.03, `${value}, not about ${expected}`);

  it("fixed", () => {
    assert.deepEqual(drawn(250, 2), [250, 250]);
    assert.deepEqual(drawn({ kind: "fixed", milliseconds: 3 }, 1), [3]);
  });

  it("uniform", () => {
    const values = drawn({ kind: "uniform", minimumMilliseconds: 100, maximumMilliseconds: 300 });
    near(mean(values), 200);
    near(deviation(values), 200 / Math.sqrt(12));
    assert.ok(values.every((value) => value >= 100 && value < 300));
  });

  it("normal, without going below 0", () => {
    const values = drawn({ kind: "normal", meanMilliseconds: 1_000, deviationMilliseconds: 100 });
    near(mean(values), 1_000);
    near(deviation(values), 100);
    assert.ok(
      drawn({ kind: "normal", meanMilliseconds: 0, deviationMilliseconds: 50 }).every((value) => value >= 0),
    );
  });

  it("exponential, with an end", () => {
    const values = drawn({ kind: "exponential", meanMilliseconds: 200 });
    near(mean(values), 200);
    near(deviation(values), 200);
    const long = drawn({ kind: "exponential", meanMilliseconds: 600_000 });
    assert.equal(Math.max(...long), 600_000);
  });
});

describe("dice", () => {
  const first = (seed: number): number[] => {
    const dice = createDice(seed);
    return Array.from({ length: 1_000 }, dice);
  };

  it("repeat themselves by their seed, and by nothing else", () => {
    assert.deepEqual(first(7), first(7));
    const beginnings = new Set([0, 1, 2, 3, -1, 4_294_967_295 * 2, 0.5].map((seed) => first(seed)[0]));
    assert.ok(beginnings.size >= 5);
  });

  it("are fair, between 0 and 1", () => {
    for (const seed of [0, 1, 2, 1e9]) {
      const values = first(seed);
      assert.ok(values.every((value) => value >= 0 && value < 1));
      const low = values.filter((value) => value < 0.2).length;
      assert.ok(low > 150 && low < 250, `${low} of 1000 with seed ${seed}`);
    }
  });
});
