/** The rules of the house, held against the house. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type EntryPoints, missingEntryPoints } from "./entry-points";
import { isOutside, LAYERS, PACKAGES } from "./layers";
import {
  anyTypes,
  cycles,
  inNoLayer,
  isGenerated,
  layers,
  linesOf,
  type Manifest,
  packages,
  restrictedTests,
  silencedTypes,
  tooLong,
} from "./rules";
import { readSources } from "./tree";

const root = resolve(__dirname, "../..");
const files = readSources(root);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest & EntryPoints;

const keeps = (breaches: string[]): void => assert.equal(breaches.length, 0, `\n${breaches.join("\n")}`);

describe("architecture", () => {
  it("was read at all", () => {
    for (const room of [
      "provider/model",
      "provider/client",
      "provider/resources",
      "provider/plugin",
      "tenant",
    ]) {
      assert.ok(
        files.some(({ path }) => path.startsWith(`${room}/`)),
        room,
      );
    }
    assert.ok(files.some(({ path }) => path === "tests/architecture/architecture.test.ts"));
  });

  it("has no product file in no layer", () => keeps(inNoLayer(files)));
  it("imports downwards only", () => keeps(layers(files)));
  it("keeps outside packages in their rooms", () => keeps(packages(manifest)(files)));
  it("has no import cycles", () => keeps(cycles(files)));
  it("has no file that is too long", () => keeps(tooLong(files)));
  it("uses no type any", () => keeps(anyTypes(files)));
  it("silences no type checker", () => keeps(silencedTypes(files)));
  it("skips no test", () => keeps(restrictedTests(files)));
  it("has a source for every public entry point", () =>
    keeps(missingEntryPoints(manifest, (path) => existsSync(join(root, path)))));

  it("has a room for every dependency", () => {
    assert.deepEqual(
      Object.keys(manifest.dependencies ?? {}).filter((name) => PACKAGES[name] === undefined),
      [],
    );
  });

  // Information, not a gate: a mirror to look into.
  const sizes = files
    .filter((file) => !isOutside(file.path) && !isGenerated(file))
    .map(linesOf)
    .sort((a, b) => a - b);
  const quantile = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))] ?? 0;
  it(`has ${sizes.length} product files in ${Object.keys(LAYERS).length} rooms; lines: median ${quantile(0.5)}, p90 ${quantile(0.9)}, longest ${quantile(1)}`, () => {
    assert.ok(sizes.length > 0);
  });
});
