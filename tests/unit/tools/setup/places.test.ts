import assert from "node:assert/strict";
import { cacheFolder, short } from "../../../../tools/setup/places.mjs";

describe("tools/setup/places", () => {
  it("takes the cache folder from our variable, then from XDG, then from the platform's habit", () => {
    const both = { APISETTINGS_CACHE_DIR: "/a", XDG_CACHE_HOME: "/x" };
    assert.equal(cacheFolder(both, "linux", "/home/u"), "/a");
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "/x" }, "darwin", "/home/u"), "/x/pulumi-apisettings");
    assert.equal(cacheFolder({}, "darwin", "/Users/u"), "/Users/u/Library/Caches/pulumi-apisettings");
    assert.equal(cacheFolder({}, "linux", "/home/u"), "/home/u/.cache/pulumi-apisettings");
  });

  it("shortens only what lies in the home folder", () => {
    assert.equal(short("/home/u/.cache", "/home/u"), "~/.cache");
    assert.equal(short("/home/user/.cache", "/home/u"), "/home/user/.cache");
  });
});
