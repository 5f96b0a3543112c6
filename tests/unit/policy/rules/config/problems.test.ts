import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBaseline, parseConfig } from "../../../../../policy/rules/config/parse";
import { configSchema } from "../../../../../policy/rules/config/schema";
import { isApiSettingsError } from "../../../../../provider/model/errors";
import { configContent } from "./support/content";

function problemsOf(parse: (content: unknown) => unknown, content: unknown): string[] {
  try {
    parse(content);
  } catch (error) {
    assert.ok(isApiSettingsError(error, "invalid-config"), String(error));
    assert.match(error.wayOut ?? "", /docs\/reference\/policies\.md/);
    const [head = "", ...lines] = error.summary.split("\n  - ");
    if (lines.length === 0) return [head];
    const [, count] = /^(\d+) problems:$/.exec(head) ?? [];
    assert.ok(Number(count) >= lines.length - 1, error.summary);
    return lines;
  }
  return assert.fail(`accepts ${JSON.stringify(content)}`);
}

const exemption = { rules: ["offline-access"], name: "a", reason: "r", owner: "o", expires: "2027-01-01" };
const restricted = (settings: object) => ({ tiers: { restricted: settings } });

describe("policy rules: what is wrong with a configuration, in sentences", () => {
  const cases: readonly [content: unknown, problems: readonly string[]][] = [
    [5, ['The configuration is 5, which is no object. Write settings as { "name": value }.']],
    [[1], ['The configuration is a list of 1, which is no object. Write settings as { "name": value }.']],
    [{ tires: {} }, ['tires is no setting. Did you mean "tiers"?']],
    [
      { sensitiveWords: { zzzzzzz: 1 } },
      ["sensitiveWords.zzzzzzz is no setting. Settings here: add, remove."],
    ],
    [{ defaultTier: "secret" }, [/^defaultTier is "secret", which is not one of public, internal, /.source]],
    [
      restricted({ maximumSeconds: "900" }),
      ['tiers.restricted.maximumSeconds is "900", which is no number. Write 900 without quotes.'],
    ],
    [
      restricted({ maximumSeconds: "15m" }),
      ['tiers.restricted.maximumSeconds is "15m", which is no number. Give whole seconds.'],
    ],
    [restricted({ minimumSeconds: 0 }), ["tiers.restricted.minimumSeconds is 0; it must be 1 at least."]],
    [
      restricted({ maximumSeconds: 1.5 }),
      ["tiers.restricted.maximumSeconds is 1.5, which is no whole number. Give whole seconds."],
    ],
    [
      restricted({ maximumSeconds: 1e300 }),
      ["tiers.restricted.maximumSeconds is 1e+300; it must be 9007199254740991 at most."],
    ],
    [
      restricted({ offlineAccess: true }),
      ["tiers.restricted.offlineAccess is true, which is not one of allowed, forbidden."],
    ],
    [{ presets: "cdr-au" }, ['presets is "cdr-au", which is no list. Write it as a list: ["cdr-au"].']],
    [
      { presets: ["cdr_au"] },
      [
        'presets[0] is "cdr_au", which is not one of the 11 that `apisettings policy list` shows. Did you mean "cdr-au"?',
      ],
    ],
    [
      { assign: [{ tier: "restricted" }] },
      ["assign[0] says none of identifiers, names and types, so it matches nothing. Give at least one."],
    ],
    [
      { assign: [{ identifiers: [""], names: [] }] },
      [
        "assign[0].tier is missing (tier of the APIs that match). Give one of public, internal, confidential, restricted.",
        "assign[0].identifiers[0] is empty. Give a text, or leave it out.",
        "assign[0].names is an empty list. Give one entry at least, or leave it out.",
      ],
    ],
    [
      { exemptions: [{ ...exemption, name: undefined }] },
      ["exemptions[0] says none of urn, identifier and name, so it covers nothing. Give at least one."],
    ],
    [
      { exemptions: [{ ...exemption, owner: undefined, reason: null, expires: "2026-02-30" }] },
      [
        "exemptions[0].reason is null, which is no text.",
        "exemptions[0].owner is missing (who answers for it).",
        'exemptions[0].expires is "2026-02-30", which is no day of the calendar. Write it as YYYY-MM-DD (UTC), such as "2027-03-31".',
      ],
    ],
    [{ baseline: 5 }, ["baseline is 5; it must be a text that is not empty or an object."]],
    [{ baseline: "" }, ["baseline is empty. Give a text, or leave it out."]],
    [
      { baseline: { version: 2, recorded: "2026-01-01", findings: [{ rule: "x", seconds: "long" }] } },
      [
        "baseline.version is 2, which is not 1.",
        'baseline.findings[0].rule is "x", which is not one of the 13 that `apisettings policy list` shows.',
        "baseline.findings[0].urn is missing (URN of the resource).",
        "baseline.findings[0].field is missing (property in question).",
        'baseline.findings[0].seconds is "long"; it must be a number or "unlimited".',
      ],
    ],
    [
      { baseline: { version: 1, recorded: "2026-01-01", findings: [], by: "me" } },
      ["baseline.by is no setting. Settings here: version, recorded, findings."],
    ],
    [JSON.parse('{"__proto__": {}}'), [/^__proto__ is no setting\. Settings here: /.source]],
  ];
  for (const [content, expected] of cases) {
    it(`${JSON.stringify(content)}`, () => {
      const found = problemsOf(parseConfig, content);
      assert.equal(found.length, expected.length, found.join("\n"));
      expected.forEach((sentence, index) => {
        if (sentence.startsWith("^")) assert.match(found[index] ?? "", new RegExp(sentence));
        else assert.equal(found[index], sentence);
      });
    });
  }

  it("shows no more than twenty problems, and how many there are", () => {
    const found = problemsOf(parseConfig, { presets: Array.from({ length: 50 }, (_, n) => `preset-${n}`) });
    assert.equal(found.length, 21);
    assert.equal(found.at(-1), "and 30 more.");
  });

  it("repeats no long value", () => {
    const [sentence = ""] = problemsOf(parseConfig, { defaultTier: "x".repeat(10_000) });
    assert.ok(sentence.length < 200, sentence);
  });

  it("says nothing in zod's words, whatever is wrong", () => {
    const raw = /Invalid|[Ee]xpected|received|Too (?:small|big)|undefined|null:/;
    fc.assert(
      fc.property(configContent, (content) => {
        if (configSchema.safeParse(content).success) return;
        for (const sentence of problemsOf(parseConfig, content)) {
          assert.doesNotMatch(sentence.replace(/"[^"]*"/g, '""'), raw);
          assert.match(sentence, /[.?]$/);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("speaks of a baseline file as such", () => {
    assert.deepEqual(problemsOf(parseBaseline, []), [
      'The baseline is a list of 0, which is no object. Write settings as { "name": value }.',
    ]);
    assert.deepEqual(problemsOf(parseBaseline, { version: 1, recorded: "x", findings: [] }), [
      'recorded is "x", which is no day of the calendar. Write it as YYYY-MM-DD (UTC), such as "2027-03-31".',
    ]);
  });
});
