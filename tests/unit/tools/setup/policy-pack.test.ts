import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import * as sentinels from "../../../../provider/model/sentinels";
import { finishPolicyPack } from "../../../../tools/setup/policy-pack.mjs";
import { fixture, removeFixtures } from "../fixture";

describe("tools/setup/policy-pack", () => {
  afterEach(removeFixtures);

  it("makes a folder that the engine knows for a policy pack, and an executable, out of the bundle", () => {
    const { context, write } = fixture(() => ({}));
    write("root/package.json", '{ "version": "1.2.3" }');
    write("root/dist/policy-pack/index.cjs", "console.log(require('node:path').sep);\n");
    finishPolicyPack(context.root);
    const made = (file: string) => readFileSync(join(context.root, "dist", file), "utf8");
    assert.match(
      made("policy-pack/PulumiPolicy.yaml"),
      /^runtime: nodejs\nmain: index\.cjs\nversion: 1\.2\.3\n/,
    );
    const { exports } = JSON.parse(made("policy-pack/package.json"));
    assert.deepEqual(new Set(Object.values(exports)), new Set(["./index.cjs"]));
    assert.match(made("apisettings-policies"), /^#!\/usr\/bin\/env node\n\{\n.*\nconsole\.log.*\n\}\n$/);
    assert.equal(statSync(join(context.root, "dist/apisettings-policies")).mode & 0o777, 0o755);
  });

  it("replaces constants of the Pulumi SDK by the same ones", () => {
    assert.deepEqual(
      [rpc.specialSigKey, rpc.specialAssetSig, rpc.specialArchiveSig, rpc.specialSecretSig],
      [
        sentinels.SIGNATURE_KEY,
        sentinels.ASSET_SIGNATURE,
        sentinels.ARCHIVE_SIGNATURE,
        sentinels.SECRET_SIGNATURE,
      ],
    );
  });
});
