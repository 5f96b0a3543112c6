/** From real previews to the report: what changes, what is found, and the verdict. */
import assert from "node:assert/strict";
import type { Report } from "../../../../review/report/report";
import { fixture } from "../read/support/fixtures";
import { DIGEST, EVENTS, preview, reportOf, STATE, update } from "./support/reports";

const changeOf = ({ changes }: Report, name: string) =>
  changes.find((change) => change.name === name) ?? assert.fail(`${name} does not change`);

describe("a report", () => {
  it("tells before, after, factor, tier and limit of each lifetime", () => {
    const bank = changeOf(reportOf([DIGEST, EVENTS]), "bank");
    assert.equal(bank.tier, "restricted");
    assert.deepEqual(bank.position, { file: "index.ts", line: 6, column: bank.position?.column });
    const [access, web] = bank.lifetimes;
    assert.deepEqual(access?.before, { state: "known", value: 300, declared: true });
    assert.deepEqual(access?.after, { state: "known", value: 604_800, declared: true });
    assert.deepEqual([access?.factor, access?.limitSeconds, access?.overLimit], [2_016, 900, true]);
    assert.deepEqual(web?.after, { state: "known", value: 7_200, declared: false });
    assert.deepEqual(
      bank.refresh.map(({ access: of, before, after }) => [of, before.state, after.state]),
      [["offline", "known", "known"]],
    );
  });

  it("puts what blocks first, and tells creations, deletions and replacements", () => {
    const { changes, unchanged, counts, fixed } = reportOf([DIGEST, EVENTS]);
    assert.deepEqual(
      changes.map(({ name, operation }) => `${name} ${operation}`),
      [
        "bank update",
        "d-fresh create",
        "d-bank update",
        "d-moved replace",
        "fresh create",
        "moved replace",
        "gone delete",
      ],
    );
    assert.deepEqual(
      unchanged.map(({ name }) => name),
      ["same"],
    );
    assert.deepEqual([counts.changed, counts.unchanged, counts.fixed, fixed[0]?.name], [7, 1, 1, "gone"]);
    assert.match(
      changeOf({ changes } as Report, "moved").warnings.join(),
      /replaced because its identifier changes/,
    );
    assert.match(changeOf({ changes } as Report, "gone").warnings.join(), /is deleted/);
    assert.deepEqual(changeOf({ changes } as Report, "fresh").warnings, []);
    assert.ok(
      changeOf({ changes } as Report, "gone").lifetimes.every(({ after }) => after.state === "no resource"),
    );
    assert.ok(
      changeOf({ changes } as Report, "fresh").lifetimes.every(
        ({ before }) => before.state === "no resource",
      ),
    );
  });

  it("merges results of other packs, and what they could not evaluate is a question", () => {
    const { findings, openQuestions } = reportOf([DIGEST, EVENTS]);
    const ofPack = findings.filter(({ pack }) => pack === "apisettings-policies");
    assert.equal(
      ofPack.filter(({ rule, level }) => rule === "max-lifetime" && level === "mandatory").length,
      3,
    );
    assert.equal(openQuestions.filter(({ rule }) => rule === "https-identifier").length, 2);
    assert.ok(!findings.some(({ rule }) => rule === "https-identifier"));
    assert.ok(openQuestions.some(({ name, field }) => name === "fresh" && field === "identifier"));
  });

  it("tells findings that were there before from new ones", () => {
    const { findings } = reportOf([preview([update(172_800, 259_200)])]);
    const since = Object.fromEntries(findings.map(({ rule, since: when }) => [rule, when]));
    assert.equal(since["access-token-lifetime-max"], "before");
    const fresh = reportOf([preview([update(300, 259_200)])]).findings;
    assert.equal(fresh.find(({ rule }) => rule === "access-token-lifetime-max")?.since, "new");
  });

  it("forecasts token requests only where users are given and the lifetime changes", () => {
    const text = preview([update(86_400, 3_600)]);
    assert.equal(reportOf([text]).changes[0]?.load, undefined);
    const load = reportOf([text], { users: 36_000 }).changes[0]?.load;
    assert.deepEqual([load?.perSecondBefore?.toFixed(3), load?.perSecondAfter], ["0.417", 10]);
    assert.equal(changeOf(reportOf([DIGEST], { users: 5 }), "moved").load, undefined);
  });
});

describe("the verdict", () => {
  const word = (texts: string[], given = {}) => reportOf(texts, given).verdict;
  const quiet = { rules: { "sensitivity-declared": "disabled" } } as const;
  const failed = { diagnostics: [{ severity: "error", message: "boom s3cret" }] };

  const table: readonly [string, string[], object, string, RegExp][] = [
    [
      "a mandatory finding",
      [preview([update(300, 2_592_000)])],
      {},
      "blocked",
      /orders: tokens would live 30 d instead of 5 min/,
    ],
    [
      "a broken assertion",
      [preview([update(600, 300)])],
      { config: quiet, assertions: ["all <= 1m"] },
      "blocked",
      /assertion "all <= 1m" does not hold/,
    ],
    [
      "a failed preview",
      [preview([update(600, 300)], failed)],
      { config: quiet },
      "failed",
      /preview itself failed/,
    ],
    [
      "a failed preview with findings",
      [preview([update(300, 2_592_000)], failed)],
      {},
      "blocked",
      /30 d .*; the preview itself failed as well/,
    ],
    [
      "what is known after the apply",
      [
        preview([
          {
            op: "update",
            before: { tokenLifetime: 5 },
            after: { tokenLifetime: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
          },
        ]),
      ],
      { config: quiet },
      "not evaluated",
      /check/,
    ],
    ["a cut input", [preview([update(600, 300)]).slice(0, -40)], { config: quiet }, "not evaluated", /./],
    [
      "a longer lifetime",
      [preview([update(600, 900)])],
      { config: quiet },
      "attention",
      /15 min instead of 10 min/,
    ],
    [
      "a shorter lifetime",
      [preview([update(900, 600)])],
      { config: quiet },
      "fine",
      /10 min instead of 15 min/,
    ],
    [
      "a change of the rules alone",
      [preview([{ ...update(900, 900), op: "same" }])],
      { config: quiet, trustNotes: ["Changes x."] },
      "attention",
      /rules that it is judged by/,
    ],
    [
      "nothing",
      [preview([{ ...update(900, 900), op: "same" }])],
      { config: quiet },
      "nothing changes",
      /no API changes/,
    ],
  ];
  for (const [what, texts, given, expected, headline] of table) {
    it(`is "${expected}" for ${what}`, () => {
      const found = word(texts, given);
      assert.equal(found.word, expected, found.headline);
      assert.match(found.headline, headline);
      assert.doesNotMatch(JSON.stringify(reportOf(texts, given)), /s3cret/);
    });
  }

  it("speaks of what blocks, not of what only advises", () => {
    const big = { tokenLifetime: 2_592_000, identifier: "https://big.example" };
    const same = { op: "same", name: "big", before: big, after: big };
    const { verdict } = reportOf([preview([same, update(600, 900)])]);
    assert.equal(verdict.word, "blocked");
    assert.match(verdict.headline, /"big"/);
  });
});

describe("inputs of a review", () => {
  it("may be a digest, events, a state, or all of them", () => {
    const names = (texts: string[]) =>
      [...reportOf(texts).changes, ...reportOf(texts).unchanged].map(({ name }) => name).sort();
    assert.deepEqual(names([DIGEST]), names([EVENTS]));
    assert.deepEqual(names([DIGEST, EVENTS, STATE]), names([EVENTS]));
    assert.equal(reportOf([STATE]).changes.length, 0);
  });

  it("may be a preview of pulumi-auth0", () => {
    const { verdict, changes, fixed } = reportOf([fixture("pulumi-auth0/preview.json")]);
    assert.match(
      verdict.headline,
      /^payments: tokens would live 30 d instead of 5 min, with refresh tokens$/,
    );
    assert.deepEqual(
      changes.map(({ name }) => name),
      ["payments", "reports"],
    );
    assert.ok(fixed.some(({ rule, name }) => rule === "access-token-lifetime-max" && name === "reports"));
  });
});

describe("the hash of a plan", () => {
  const hash = (text: string) => reportOf([text]).binding.planHash;

  it("is the same for the same plan in another order, and another for another plan", () => {
    const [a, b] = [update(300, 600, "a"), update(300, 600, "b")];
    assert.equal(hash(preview([a, b])), hash(preview([b, a])));
    assert.equal(hash(DIGEST), reportOf([DIGEST, EVENTS]).binding.planHash);
    assert.notEqual(hash(preview([a])), hash(preview([update(300, 601, "a")])));
    assert.notEqual(hash(preview([a])), hash(preview([{ ...a, op: "replace" }])));
  });

  it("does not depend on a secret", () => {
    const secret = (plaintext: string) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext,
    });
    const of = (text: string) => hash(preview([{ op: "create", after: { signingSecret: secret(text) } }]));
    assert.equal(of('"one"'), of('"two"'));
  });
});

describe("assertions", () => {
  const check = (text: string, lifetime: unknown = 900) =>
    reportOf([preview([{ op: "create", after: { tokenLifetime: lifetime, allowOfflineAccess: true } }])], {
      assertions: [text],
    }).assertions[0];

  for (const [text, holds] of [
    ["all <= 15m", "yes"],
    ["all < 15m", "no"],
    ["all >= 900", "yes"],
    ["all > 15m", "no"],
    ["all = 900s", "yes"],
    ["internal <= 14m", "no"],
    ["restricted <= 1s", "yes"],
    ["sensitive <= 1s", "yes"],
    ['"ord*" <= 1m', "no"],
    ["other <= 1m", "not evaluated"],
    ["all offline = off", "no"],
    ["all offline = on", "yes"],
    ["all implicit <= 15m", "yes"],
    ["all client_credentials < 15m", "no"],
  ] as const) {
    it(`${text}: ${holds}`, () => assert.equal(check(text)?.holds, holds, JSON.stringify(check(text))));
  }

  it("say what breaks them, and what could not be decided", () => {
    assert.match(
      check("all < 15m")?.counterexamples[0] ?? "",
      /^orders \(internal\), access tokens: 15 min, not < 15 min$/,
    );
    const open = check("all < 15m", "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    assert.equal(open?.holds, "not evaluated");
    assert.match(open?.counterexamples.join() ?? "", /known after the apply/);
  });

  for (const text of [
    "",
    "all",
    "all <= soon",
    "all offline = 5m",
    "all offline <= on",
    "all whatever <= 5m",
    "all == 5m",
  ]) {
    it(`${JSON.stringify(text)} is refused`, () =>
      assert.throws(() => check(text), { code: "invalid-input" }));
  }
});
