// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts that look like references are what is tested.
/** What is written is read back as what it was, by other people's parsers. */
import assert from "node:assert/strict";
import * as vm from "node:vm";
import * as fc from "fast-check";
import * as ts from "typescript";
import { parse } from "yaml";
import { commentText, quoted, wellFormed } from "../../../../operations/import/languages/characters";
import { typescriptMember } from "../../../../operations/import/languages/typescript-text";
import { yamlExpression, yamlMember, yamlText } from "../../../../operations/import/languages/yaml-text";
import type { Json } from "../../../../provider/model/values";
import { json, text } from "./arbitraries";

/** Pulumi's own reading of a text without references: two dollars are one. */
function interpreted(value: Json): Json {
  if (typeof value === "string") {
    assert.doesNotMatch(value.replaceAll("$$", ""), /\$\{/, "a reference was left in the text");
    return value.replaceAll("$$", "$");
  }
  if (Array.isArray(value)) return value.map(interpreted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [interpreted(key), interpreted(member)]),
  );
}

function evaluated(lines: readonly string[]): unknown {
  const source = `const read = {\n${lines.join("\n")}\n};\nread;`;
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2020 },
  });
  assert.deepEqual(diagnostics, []);
  // Through JSON: objects of another context have other prototypes.
  return JSON.parse(JSON.stringify(vm.runInNewContext(outputText)));
}

describe("texts in source files", () => {
  it("YAML reads every value back, in both versions of YAML", () => {
    fc.assert(
      fc.property(text, json, (key, value) => {
        const source = ["top:", ...yamlMember(key, value, "  ")].join("\n");
        for (const version of ["1.1", "1.2"] as const) {
          // An unlimited number of aliases would hide one that is read by mistake.
          const read = parse(source, { version, merge: false, maxAliasCount: 0 }) as { top: Json };
          assert.deepEqual(interpreted(read.top), { [key]: value }, source);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("TypeScript compiles and evaluates to every value", () => {
    fc.assert(
      fc.property(text, json, (key, value) => {
        if (key === "__proto__") return;
        assert.deepEqual(evaluated(typescriptMember(key, value, "  ")), { [key]: value });
      }),
      { numRuns: 60 },
    );
  });

  it("no line holds a character that cannot be seen, or ends too early", () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const written of [quoted(value), yamlExpression(value), commentText(value)])
          assert.doesNotMatch(written, /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u);
        assert.equal(parse(`a: 1\n# ${commentText(value)}`).a, 1);
      }),
    );
  });

  it("leaves plain what is plain, and quotes what YAML takes for something else", () => {
    for (const plain of ["Orders", "read:orders", "https://orders.example.test/", "two words", "a-b_c.d"])
      assert.equal(yamlText(plain), plain);
    for (const value of [
      "",
      "no",
      "Yes",
      "NULL",
      "y",
      "1",
      "1e3",
      "~",
      "a: b",
      "a #b",
      "a:",
      " a",
      "a ",
      "-",
      ".inf",
    ])
      assert.equal(yamlText(value), JSON.stringify(value));
  });

  it("doubles a dollar only where Pulumi would look at it", () => {
    assert.equal(yamlExpression("5 $ and a$b"), '"5 $ and a$b"');
    assert.equal(yamlExpression("${x} $$ $${y}"), '"$${x} $$$ $$$${y}"');
  });

  it("half a surrogate pair becomes what the engine makes of it", () => {
    assert.equal(wellFormed("a\ud800b😀"), "a\ufffdb😀");
    assert.equal(quoted("\udc00"), '"\ufffd"');
  });
});
