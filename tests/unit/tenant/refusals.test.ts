/** docs/tenant-fidelity.md says word by word what is refused, and with what evidence; here each refusal is brought about. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openScene, REFUSALS } from "./refusals";

const EVIDENCE = /^(recorded|quoted|documented|inferred|our choice|RFC \d+)/;

interface Row {
  situation: string;
  answer: string;
  evidence: string;
}

function rows(): Row[] {
  const text = readFileSync(join(__dirname, "../../../docs/tenant-fidelity.md"), "utf8");
  const [, section = ""] = text.split("## Refusals, word by word");
  const [table = ""] = section.split("\n## ");
  return [...table.matchAll(/^\| (\/[^|]+?) \| `([^|]+)` \| ([^|]+?) \|$/gm)].map(
    ([, situation = "", answer = "", evidence = ""]) => ({ situation, answer, evidence }),
  );
}

describe("docs/tenant-fidelity.md, refusals", () => {
  it("lists the situations that are tried here, and no others", () => {
    assert.deepEqual(
      rows()
        .map(({ situation }) => situation)
        .sort(),
      Object.keys(REFUSALS).sort(),
    );
  });

  for (const { situation, answer, evidence } of rows()) {
    it(`${situation}: ${answer}`, async () => {
      assert.match(evidence, EVIDENCE);
      const scene = await openScene();
      assert.equal(await REFUSALS[situation]?.(scene), answer);
      scene.tenant.close();
    });
  }
});
