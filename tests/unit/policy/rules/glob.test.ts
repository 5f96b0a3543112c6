import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesGlob } from "../../../../policy/rules/glob";

const cases = [
  ["a", "a", true],
  ["a", "A", false],
  ["a", "ab", false],
  ["a", "ba", false],
  ["", "", true],
  ["", "a", false],
  ["*", "", true],
  ["*", "a/b", true],
  ["a*", "a", true],
  ["a*", "ba", false],
  ["*a", "ba", true],
  ["*a", "ab", false],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["ab*bc", "abc", false],
  ["ab*bc", "abbc", true],
  ["a*b*c", "abc", true],
  ["a*b*c", "acb", false],
  ["a*b*c", "axxbxxc", true],
  ["a*bb*b", "abb", false],
  ["a*bb*b", "abbb", true],
  ["*bb*", "abb", true],
  ["a*b*b*c", "abc", false],
  ["https://pay.*", "https://pay.example/", true],
  ["https://pay.*", "https://payments.example/", false],
  // Everything but the star stands for itself.
  ["a.c", "abc", false],
  ["a?c", "abc", false],
  ["[a]", "a", false],
  ["\\*", "\\anything", true],
] as const;

describe("matchesGlob", () => {
  for (const [pattern, text, expected] of cases)
    it(`"${pattern}" ${expected ? "matches" : "does not match"} "${text}"`, () => {
      assert.equal(matchesGlob(pattern, text, { ignoreCase: false }), expected);
    });

  it("ignores case where it is told to", () => {
    assert.equal(matchesGlob("HTTPS://Pay.*", "https://pAY.example", { ignoreCase: true }), true);
    assert.equal(matchesGlob("HTTPS://Pay.*", "https://pAY.example", { ignoreCase: false }), false);
  });

  it("agrees with a regular expression", () => {
    const letters = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
    fc.assert(
      fc.property(letters("ab*"), letters("ab"), (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll("*", "[^]*")}$`).test(text);
        assert.equal(matchesGlob(pattern, text, { ignoreCase: false }), expected);
      }),
      { seed: 20_261_126, numRuns: 3_000 },
    );
  });
});
