/** Pulumi's own resource options, in both forms. */
import assert from "node:assert/strict";
import { Bench } from "./support/bench";
import { type Form, type ProgramResource, typescriptDynamic, yamlPlugin } from "./support/program";

const IDENTIFIER = "https://options.example.test/";

function options(form: Form): void {
  describe(`resource options: ${form.title}`, function () {
    this.timeout(180_000);
    let bench: Bench;
    before(async () => {
      bench = await Bench.start("options");
    });
    after(() => bench?.stop());

    const declare = (name: string, more: Partial<ProgramResource> = {}) =>
      bench.program(form, [
        {
          name,
          properties: { identifier: IDENTIFIER, tokenLifetimeSeconds: 900, ...more.properties },
          ...(more.options === undefined ? {} : { options: more.options }),
        },
      ]);

    it("ignoreChanges leaves a changed lifetime alone", async () => {
      await declare("api");
      await bench.project.up();
      await declare("api", {
        properties: { tokenLifetimeSeconds: 1_800, name: "Renamed" },
        options: { ignoreChanges: ["tokenLifetimeSeconds"] },
      });
      await bench.project.up();
      const api = await bench.management.api(IDENTIFIER);
      assert.equal(api.token_lifetime, 900);
      assert.equal(api.name, "Renamed");
    });

    it("aliases rename a resource without touching the API", async () => {
      const { id } = await bench.management.api(IDENTIFIER);
      await declare("renamed", { properties: { name: "Renamed" }, options: { aliases: ["api"] } });
      await bench.project.up();
      assert.equal((await bench.management.api(IDENTIFIER)).id, id);
      assert.equal((await bench.project.resource("renamed")).id, id);
    });

    it("protect keeps an API from being destroyed", async () => {
      await declare("renamed", { properties: { name: "Renamed" }, options: { protect: true } });
      await bench.project.up();
      const result = await bench.project.run(["destroy", "--yes", "--skip-preview"]);
      assert.notEqual(result.code, 0);
      assert.ok(await bench.management.api(IDENTIFIER));
    });

    it("retainOnDelete forgets an API and leaves it in the tenant", async () => {
      await declare("renamed", { properties: { name: "Renamed" }, options: { retainOnDelete: true } });
      await bench.project.up();
      await bench.project.must(["destroy", "--yes", "--skip-preview"]);
      assert.ok(await bench.management.api(IDENTIFIER));
    });

    it("a conflict with an API that exists names the ways out", async () => {
      await declare("again");
      const result = await bench.project.run(["up", "--yes", "--skip-preview"]);
      assert.notEqual(result.code, 0);
      assert.match(result.output, /pulumi import apisettings:index:Api/);
      assert.match(result.output, /existing: "adopt"/);
    });

    it('existing: "adopt" takes the API over and sets what is declared', async () => {
      const { id } = await bench.management.api(IDENTIFIER);
      await declare("again", { properties: { tokenLifetimeSeconds: 1_200, existing: "adopt" } });
      await bench.project.up();
      const adopted = await bench.management.api(IDENTIFIER);
      assert.equal(adopted.id, id);
      assert.equal(adopted.token_lifetime, 1_200);
      assert.equal(adopted.name, "Renamed", "an undeclared setting was changed");
      await bench.project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
      await bench.project.must(["preview", "--expect-no-changes"]);
    });

    it("reads an API that it does not manage", async () => {
      const { id } = await bench.management.create({
        identifier: "https://foreign.example.test/",
        token_lifetime: 4_321,
      });
      await bench.program(form, [
        {
          name: "foreign",
          properties: { identifier: "https://foreign.example.test/" },
          options: { get: id, retainOnDelete: true },
        },
      ]);
      await bench.project.up();
      const { outputs } = await bench.project.resource("foreign");
      assert.equal(outputs?.tokenLifetimeSeconds, 4_321);
      await bench.project.must(["destroy", "--yes", "--skip-preview"]);
      assert.ok(
        await bench.management.api("https://foreign.example.test/"),
        "a resource that is only read was deleted",
      );
    });
  });
}

for (const form of [yamlPlugin, typescriptDynamic]) options(form);
