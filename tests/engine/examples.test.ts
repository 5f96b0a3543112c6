/** The projects in examples/, run as a user would run them, against a local tenant. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../../tools/support/packed-package";
import { Bench } from "./support/bench";

const EXAMPLES = path.join(REPOSITORY, "examples");
const names = readdirSync(EXAMPLES).filter((name) => existsSync(path.join(EXAMPLES, name, "Pulumi.yaml")));

describe("examples", function () {
  this.timeout(180_000);

  it("exist for each form", () => {
    for (const name of ["typescript-dynamic", "typescript-plugin", "yaml"])
      assert.ok(names.includes(name), name);
  });

  for (const name of names) {
    it(`${name}: previewed, created, settled, destroyed`, async () => {
      const bench = await Bench.start("example", { from: path.join(EXAMPLES, name) });
      try {
        await bench.project.must(["preview"]);
        assert.deepEqual(await bench.management.apis(), []);
        await bench.project.up();
        const banking = await bench.management.api("https://banking.example.test/");
        assert.equal(banking.token_lifetime, 900);
        assert.equal(banking.allow_offline_access, false);
        assert.equal((await bench.management.api("https://todo.example.test/")).token_lifetime, 86_400);
        await bench.project.must(["preview", "--expect-no-changes"]);
        await bench.project.must(["destroy", "--yes", "--skip-preview"]);
        assert.deepEqual(await bench.management.apis(), []);
      } finally {
        await bench.stop();
      }
    });
  }

  it("policy-own-rule: judges the saved state of a pulumi-auth0 project", async () => {
    const pack = await Bench.start("pack", { from: path.join(EXAMPLES, "policy-own-rule"), stack: false });
    try {
      const { project } = pack;
      project.write("state.json", JSON.stringify(stateOf({ enforcePolicies: false })));
      const analyze = ["policy", "analyze", "--file", "state.json", "--policy-pack", project.directory];
      const found = await project.run(analyze);
      assert.equal(found.code, 1, found.output);
      assert.match(found.output, /API "payments" does not check permissions, in tier restricted/);
      project.write("state.json", JSON.stringify(stateOf({ enforcePolicies: true })));
      await project.must(analyze);
    } finally {
      await pack.stop();
    }
  });
});

/** What `pulumi stack export` prints of a stack with one API. */
function stateOf(settings: object): object {
  const urn = "urn:pulumi:dev::iam::auth0:index/resourceServer:ResourceServer::payments";
  const inputs = { identifier: "https://payments.example.test/", ...settings };
  const type = "auth0:index/resourceServer:ResourceServer";
  return {
    version: 3,
    deployment: { resources: [{ urn, custom: true, id: "x", type, inputs, outputs: inputs }] },
  };
}
