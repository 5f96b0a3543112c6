import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROVIDER_REFERENCE } from "../../../provider/dynamic/reference";

describe("the reference to the dynamic provider", () => {
  it("is this text for ever, byte for byte: state of every version holds it", () => {
    const forever = 'exports.handler=()=>require("pulumi-apisettings/dynamic").provider;';
    assert.equal(PROVIDER_REFERENCE, forever);
    assert.ok(Buffer.byteLength(PROVIDER_REFERENCE) < 100);
  });

  it("names a subpath that the package exports", () => {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, "../../../package.json"), "utf8")) as {
      name: string;
      exports: Record<string, { default: string }>;
    };
    assert.equal(manifest.name, "pulumi-apisettings");
    assert.equal(manifest.exports["./dynamic"]?.default, "./dist/provider/dynamic/index.js");
  });
});
