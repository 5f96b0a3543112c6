import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFile, defaultFolder, PRIVATE, replaceFile } from "../../../../tenant/tls/files";

describe("the CA's folder", () => {
  const places: [env: NodeJS.ProcessEnv, platform: NodeJS.Platform, folder: string][] = [
    [{}, "linux", "/home/me/.cache/pulumi-apisettings/tls"],
    [{}, "darwin", "/home/me/Library/Caches/pulumi-apisettings/tls"],
    [{ XDG_CACHE_HOME: "/x" }, "linux", "/x/pulumi-apisettings/tls"],
    [{ XDG_CACHE_HOME: "/x", APISETTINGS_CACHE_DIR: "/a" }, "darwin", "/a/tls"],
    [{ XDG_CACHE_HOME: "" }, "linux", "/home/me/.cache/pulumi-apisettings/tls"],
  ];
  for (const [env, platform, folder] of places) {
    it(`is ${folder} on ${platform} with ${JSON.stringify(env)}`, () =>
      assert.equal(defaultFolder(env, platform, "/home/me"), folder));
  }
});

describe("its files", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-tls-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("the first that is created stays, what comes later is dropped", () => {
    const file = join(folder, "key");
    createFile(file, "first", PRIVATE);
    createFile(file, "second", PRIVATE);
    assert.equal(readFileSync(file, "utf8"), "first");
    assert.deepEqual(readdirSync(folder), ["key"]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("are replaced as a whole, whatever mode the old one had", () => {
    const file = join(folder, "server");
    replaceFile(file, "old", 0o644);
    replaceFile(file, "new", PRIVATE);
    assert.equal(readFileSync(file, "utf8"), "new");
    assert.deepEqual(readdirSync(folder), ["server"]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("leave no draft with a key behind when they cannot be put in place", () => {
    const inTheWay = join(folder, "key");
    mkdirSync(inTheWay);
    assert.throws(() => replaceFile(inTheWay, "secret", PRIVATE));
    assert.deepEqual(readdirSync(folder), ["key"]);
  });
});
