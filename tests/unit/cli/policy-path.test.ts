import assert from "node:assert/strict";
import { distFolders, runPolicyPath } from "../../../cli/policy-path";
import { isApiSettingsError } from "../../../provider/model/errors";
import { fakeIo } from "./support/fake-io";
import { run } from "./support/run";

const files = { "/p/dist/apisettings-policies": "", "/p/dist/policy-pack/PulumiPolicy.yaml": "" };

describe("apisettings policy path", () => {
  it("is found from the bundle, from the compiled file and from the source", () => {
    for (const here of ["/p/dist", "/p/dist/cli", "/p/cli"]) {
      const io = fakeIo({ files });
      assert.equal(runPolicyPath({}, io, distFolders(here), "linux"), 0);
      assert.equal(io.stdout(), "/p/dist/apisettings-policies\n", here);
    }
  });

  it("is a folder where --folder asks for it, and on Windows", () => {
    for (const [flags, platform] of [
      [{ folder: true }, "linux"],
      [{}, "win32"],
    ] as const) {
      const io = fakeIo({ files });
      runPolicyPath(flags, io, ["/p/dist"], platform);
      assert.equal(io.stdout(), "/p/dist/policy-pack\n");
    }
  });

  it("prints no path where there is no pack, and says what to do", () => {
    const io = fakeIo({ files: { "/p/dist/policy-pack/index.cjs": "" } });
    for (const flags of [{}, { folder: true }] as const) {
      assert.throws(
        () => runPolicyPath(flags, io, ["/p/dist"], "linux"),
        (error) =>
          isApiSettingsError(error, "invalid-input") &&
          /is missing\)\. Install pulumi-apisettings again/.test(error.message),
      );
    }
    assert.equal(io.stdout(), "");
  });

  it("ends with 2 there", async () => {
    const { code, out, err } = await run(["policy", "path"]);
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(err, /^apisettings: This installation has no policy pack/);
  });
});
