import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  ARCHIVE_SIGNATURE,
  ASSET_SIGNATURE,
  isUnknownSentinel,
  OUTPUT_SIGNATURE,
  RESOURCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
  UNKNOWN_SENTINEL,
  UNKNOWN_SENTINELS,
} from "../../../provider/model/sentinels";

describe("the engine's sentinels", () => {
  // Read as text: loading the SDK would take longer than all other tests of the model.
  const sdk = readFileSync(require.resolve("@pulumi/pulumi/runtime/rpc.js"), "utf8");
  const inSdk: Record<string, string> = {
    unknownValue: UNKNOWN_SENTINEL,
    specialSigKey: SIGNATURE_KEY,
    specialSecretSig: SECRET_SIGNATURE,
    specialOutputValueSig: OUTPUT_SIGNATURE,
    specialResourceSig: RESOURCE_SIGNATURE,
    specialAssetSig: ASSET_SIGNATURE,
    specialArchiveSig: ARCHIVE_SIGNATURE,
  };
  for (const [name, text] of Object.entries(inSdk)) {
    it(`${name} is the Node SDK's`, () => assert.ok(sdk.includes(`exports.${name} = "${text}";`)));
  }

  it("stand for unknown, each of seven types by its own text", () => {
    const texts = Object.values(UNKNOWN_SENTINELS);
    assert.equal(texts.length, 7);
    assert.equal(new Set(texts).size, 7);
    for (const text of texts) assert.ok(isUnknownSentinel(text));
  });

  it("are nothing else's", () => {
    const [text = ""] = Object.values(UNKNOWN_SENTINELS);
    for (const other of [
      "",
      "unknown",
      SIGNATURE_KEY,
      SECRET_SIGNATURE,
      `${text} `,
      text.toUpperCase(),
      [text],
      undefined,
      null,
      0,
    ]) {
      assert.ok(!isUnknownSentinel(other), String(other));
    }
  });
});
