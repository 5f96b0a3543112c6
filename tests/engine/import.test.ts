/** Import, both ways, in the plugin form. (The engine cannot import dynamic resources: they adopt; see options.) */
import assert from "node:assert/strict";
import { Bench } from "./support/bench";
import { yamlPlugin } from "./support/program";

const IDENTIFIER = "https://imported.example.test/";

describe("import: plugin form", function () {
  this.timeout(180_000);
  let bench: Bench;
  let id: string;
  before(async () => {
    bench = await Bench.start("import");
    await bench.program(yamlPlugin, []);
  });
  beforeEach(async () => {
    ({ id } = await bench.management.create({
      identifier: IDENTIFIER,
      name: "Imported",
      token_lifetime: 900,
      signing_alg: "HS256",
      signing_secret: "a-secret-that-must-not-be-printed",
      scopes: [{ value: "read:things", description: "Read things" }],
    }));
  });
  afterEach(async () => {
    await bench.project.must(["destroy", "--yes", "--skip-preview", "--exclude-protected"]);
    await bench.project.run(["state", "unprotect", "--all", "--yes"]);
    await bench.project.must(["destroy", "--yes", "--skip-preview"]);
    // An import that failed left the API with nobody to destroy it.
    for (const { identifier } of await bench.management.apis()) await bench.management.delete(identifier);
  });
  after(() => bench?.stop());

  it("`pulumi import` writes a program for what is not at its default, and no secret", async () => {
    const result = await bench.project.must([
      "import",
      "apisettings:index:Api",
      "imported",
      id,
      "--yes",
      "--skip-preview",
    ]);
    assert.match(result.output, /tokenLifetimeSeconds: 900/);
    assert.match(result.output, /read:things/);
    assert.doesNotMatch(result.output, /allowOfflineAccess/, "a default was declared");
    assert.doesNotMatch(result.output, /a-secret-that-must-not-be-printed/);
    assert.equal((await bench.project.resource("imported")).id, id);
    assert.doesNotMatch((await bench.project.exportState()).text, /a-secret-that-must-not-be-printed/);
  });

  it("takes the identifier in place of the id", async () => {
    await bench.project.must([
      "import",
      "apisettings:index:Api",
      "imported",
      IDENTIFIER,
      "--yes",
      "--skip-preview",
    ]);
    assert.equal((await bench.project.resource("imported")).id, id);
  });

  it("the `import` option takes over without a change", async () => {
    const properties = {
      identifier: IDENTIFIER,
      name: "Imported",
      tokenLifetimeSeconds: 900,
      signingAlg: "HS256",
      scopes: [{ value: "read:things", description: "Read things" }],
    };
    await bench.program(yamlPlugin, [{ name: "imported", properties, options: { import: id } }]);
    const steps = await bench.project.previewSteps();
    assert.deepEqual(
      steps.filter(({ urn }) => urn.endsWith("::imported")).map(({ op }) => op),
      ["import"],
    );
    await bench.project.up();
    await bench.program(yamlPlugin, [{ name: "imported", properties }]);
    await bench.project.must(["preview", "--expect-no-changes"]);
    await bench.program(yamlPlugin, []);
  });

  it("a missing id is said plainly", async () => {
    const result = await bench.project.run([
      "import",
      "apisettings:index:Api",
      "x",
      "0123456789abcdef01234567",
      "--yes",
      "--skip-preview",
    ]);
    assert.notEqual(result.code, 0);
    assert.match(result.output, /does not exist/);
  });

  it("`pulumi do … list` lists the tenant's APIs", async () => {
    // Given the executable, because for a folder the CLI runs `npm install` in it first.
    const plugin = "./node_modules/pulumi-apisettings/pulumi-resource-apisettings";
    const result = await bench.project.must(["do", "--package", plugin, "apisettings:Api", "list", "--all"]);
    assert.deepEqual(JSON.parse(result.stdout), [{ id, name: "Imported" }]);
  });
});
