import assert from "node:assert/strict";
import fc from "fast-check";
import { contentOf } from "../../../cli/config-text";
import { duplicateKey } from "../../../cli/duplicate-key";
import { decoded } from "../../../cli/io";
import { jsonErrorOffset } from "../../../cli/json-error";
import { isApiSettingsError } from "../../../provider/model/errors";

describe("the text of a configuration file", () => {
  it("is JSON or YAML, by the file's name", () => {
    assert.deepEqual(contentOf('{"a": [1, "x"]}', "c.json"), { a: [1, "x"] });
    assert.deepEqual(contentOf("a: [1, x] # why\n", "c.yaml"), { a: [1, "x"] });
    assert.deepEqual(contentOf("a: [1, x]\n", "c.YML"), { a: [1, "x"] });
  });

  it("keeps days and words as YAML 1.2 has them: texts", () => {
    const yaml = "expires: 2027-03-31\nowner: no\nticket: 0o17\nname: on\n";
    assert.deepEqual(contentOf(yaml, "c.yaml"), {
      expires: "2027-03-31",
      owner: "no",
      ticket: 15,
      name: "on",
    });
  });

  const refused: readonly [what: string, file: string, text: string, message: RegExp][] = [
    ["nothing", "c.json", " \n", /^c\.json is empty\. Write \{\} for the built-in settings\.$/],
    ["no YAML", "c.yml", "\n", /^c\.yml is empty\./],
    [
      "a comma too many",
      "c.json",
      '{\n  "a": 1,\n}',
      /^c\.json, line 3, column 1 is not JSON\. A comma before/,
    ],
    [
      "a comment",
      "c.json",
      '{\n  // why\n  "a": 1}',
      /^c\.json, line 2, column 3 is not JSON\. JSON has no comments/,
    ],
    ["half a text", "c.json", '{"a": [1', /^c\.json, line 1, column 9 is not JSON\. Look for a missing/],
    ["a bare word", "c.json", '{"a": yes}', /^c\.json, line 1, column 7 is not JSON\./],
    [
      "a key twice",
      "c.json",
      '{\n "a": {"b": 1},\n "\\u0061": 2}',
      /^c\.json, line 3, column 2 says "a" twice in one object\./,
    ],
    [
      "a YAML key twice",
      "c.yaml",
      "a: 1\nb: 2\na: 3\n",
      /^c\.yaml, line 3, column 1 says the same key twice/,
    ],
    [
      "a YAML key twice, quoted",
      "c.yaml",
      'a: 1\n"a": 3\n',
      /^c\.yaml, line 2, column 1 says the same key twice/,
    ],
    ["broken YAML", "c.yaml", "a: [1\nb: 2\n", /^c\.yaml, line \d, column \d is not YAML: /],
    ["two documents", "c.yaml", "a: 1\n---\nb: 2\n", /^c\.yaml, line \d, column \d is not YAML: /],
    ["a tag of something else", "c.yaml", "a: !secret x\n", /^c\.yaml, line 1, column 4 is not YAML: /],
    ["an alias of nothing", "c.yaml", "a: *b\n", /^c\.yaml.* (aliases|alias)/],
    [
      "a text that grows",
      "c.yaml",
      `a0: &a0 [x, x]\n${Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join("\n")}\n`,
      /^c\.yaml has aliases that cannot be followed\./,
    ],
  ];
  for (const [what, file, text, message] of refused) {
    it(`refuses ${what}, and says where`, () => {
      assert.throws(
        () => contentOf(text, file),
        (error) => {
          assert.ok(isApiSettingsError(error, "invalid-config"), String(error));
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it("may begin with a byte order mark, and may be UTF-16 where one says so", () => {
    const text = '{"name": "ö"}';
    assert.equal(decoded(Buffer.from(`\uFEFF${text}`, "utf8")), text);
    assert.equal(decoded(Buffer.from(`\uFEFF${text}`, "utf16le")), text);
    assert.equal(decoded(Buffer.from(text, "utf8")), text);
  });
});

describe("the scanners of JSON", () => {
  it("find no name twice in what JSON.stringify writes, and every name that is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        assert.equal(duplicateKey(text), undefined);
        const twice = `[${text}, {"x": ${text}, "y": 0, "x": ${text}}]`;
        assert.equal(duplicateKey(twice)?.key, "x");
      }),
    );
  });

  it("take names that objects inherit for names like others", () => {
    assert.equal(duplicateKey('{"__proto__": 1, "constructor": 2}'), undefined);
    assert.equal(duplicateKey('{"__proto__": 1, "__proto__": 2}')?.key, "__proto__");
  });

  it("find the end of every text that was cut, and never a place behind the first odd character", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
        const text = JSON.stringify({ value }, null, 1);
        const cut = text.slice(0, at % text.length);
        const offset = jsonErrorOffset(cut);
        assert.ok(offset <= cut.length);
        // Nothing before the place that is named is wrong: a complete text goes on from there.
        assert.ok(text.startsWith(cut.slice(0, offset)));
        assert.equal(jsonErrorOffset(text), text.length);
        assert.ok(jsonErrorOffset(`${cut}\u0001${text.slice(cut.length)}`) <= cut.length);
      }),
    );
  });

  for (const [text, offset] of [
    ['{"a" 1}', 5],
    ["[1 2]", 3],
    ["{a: 1}", 1],
    ["[1}", 2],
    ['{"a": 1]', 7],
    ["[,]", 1],
    ["{} {}", 3],
    ["[01]", 1],
    ["[tru]", 1],
    ["'a'", 0],
    [",", 0],
    ["]", 0],
    ['{"a":}', 5],
    ['{"a":1,,}', 7],
  ] as const) {
    it(`finds ${offset} in ${text}`, () => assert.equal(jsonErrorOffset(text), offset));
  }
});
