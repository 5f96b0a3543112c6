/** The main job in every form: create, update, replace, drift, destroy, by the real engine against a tenant over HTTP. */
import assert from "node:assert/strict";
import { Bench } from "./support/bench";
import { type Form, Ref, typescriptDynamic, typescriptPlugin, yamlPlugin } from "./support/program";

const BANKING = "https://banking.example.test/";
const TODO = "https://todo.example.test/";

function lifecycle(form: Form): void {
  describe(`lifecycle: ${form.title}`, function () {
    this.timeout(180_000);
    let bench: Bench;
    before(async () => {
      bench = await Bench.start("lifecycle");
    });
    after(() => bench?.stop());

    const declare = (banking: Record<string, number | string | boolean>, todo: Record<string, string> = {}) =>
      bench.program(form, [
        { name: "banking", properties: { identifier: BANKING, ...banking } },
        { name: "todo", properties: { identifier: TODO, ...todo } },
      ]);

    it("refuses a lifetime beyond the limit in the preview, and sends the tenant nothing", async () => {
      await declare({ tokenLifetimeSeconds: 2_592_001 });
      const before = bench.tenant.requests().length;
      const result = await bench.project.run(["preview"]);
      assert.notEqual(result.code, 0);
      assert.match(
        result.output,
        /tokenLifetimeSeconds: 2592001 is more than the maximum of 2592000 s \(30 days\)/,
      );
      assert.equal(bench.tenant.requests().length, before, "requests were sent");
    });

    it("previews a creation without a request", async () => {
      await declare({ tokenLifetimeSeconds: 900, allowOfflineAccess: false });
      const before = bench.tenant.requests().length;
      const steps = await bench.project.previewSteps();
      assert.equal(steps.filter((step) => step.op === "create" && step.urn.includes("Api")).length, 2);
      assert.equal(bench.tenant.requests().length, before, "requests were sent");
    });

    it("creates, with one POST for each API and only what is declared", async () => {
      await bench.project.up();
      const writes = bench.tenant
        .requests()
        .filter(({ path, method }) => path.includes("resource-servers") && method !== "GET");
      assert.deepEqual(
        writes.map(({ method, status }) => `${method} ${status}`),
        ["POST 201", "POST 201"],
      );
      assert.equal((await bench.management.api(BANKING)).token_lifetime, 900);
      assert.equal((await bench.management.api(TODO)).token_lifetime, 86_400);
      const { inputs, outputs, id } = await bench.project.resource("todo");
      assert.match(id ?? "", /^[0-9a-f]{24}$/);
      assert.equal(inputs?.tokenLifetimeSeconds, undefined, "a default was written into the inputs");
      assert.equal(outputs?.tokenLifetimeSeconds, 86_400);
      assert.equal(outputs?.apiId, id);
    });

    it("finds nothing to do afterwards", async () => {
      await bench.project.must(["preview", "--expect-no-changes"]);
    });

    it("changes a lifetime in place, with one PATCH of what changed", async () => {
      await declare({ tokenLifetimeSeconds: 3_600, allowOfflineAccess: false });
      const [step] = (await bench.project.previewSteps()).filter(({ urn }) => urn.endsWith("::banking"));
      assert.equal(step?.op, "update");
      const before = bench.tenant.requests().length;
      await bench.project.up();
      const sent = bench.tenant
        .requests()
        .slice(before)
        .filter(({ path }) => path.includes("resource-servers"));
      assert.deepEqual(
        sent.map(({ method }) => method),
        ["PATCH"],
      );
      assert.equal((await bench.management.api(BANKING)).token_lifetime, 3_600);
    });

    it("refuses to lengthen tokens by a removed line, and shows both lines to choose from", async () => {
      await declare({ allowOfflineAccess: false });
      const result = await bench.project.run(["preview"]);
      assert.notEqual(result.code, 0);
      assert.match(result.output, /tokenLifetimeSeconds: 3600 /);
      assert.match(result.output, /tokenLifetimeSeconds: 86400 /);
    });

    it("takes a removed setting back to its default", async () => {
      await declare({ tokenLifetimeSeconds: 3_600, allowOfflineAccess: true });
      await bench.project.up();
      assert.equal((await bench.management.api(BANKING)).allow_offline_access, true);
      await declare({ tokenLifetimeSeconds: 3_600 });
      const [step] = (await bench.project.previewSteps()).filter(({ urn }) => urn.endsWith("::banking"));
      assert.equal(step?.op, "update");
      await bench.project.up();
      assert.equal((await bench.management.api(BANKING)).allow_offline_access, false);
      await bench.project.must(["preview", "--expect-no-changes"]);
    });

    it("finds a change made behind its back, and puts it right", async () => {
      await bench.management.change(BANKING, { token_lifetime: 7_200 });
      await bench.management.change(TODO, { token_lifetime: 600 });
      const drift = await bench.project.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
      assert.equal(drift.code, 7, drift.output);
      await bench.project.must(["refresh", "--yes", "--skip-preview"]);
      assert.equal((await bench.project.resource("banking")).outputs?.tokenLifetimeSeconds, 7_200);
      // The to-do API never declared a lifetime: going back to 86,400 would lengthen its tokens.
      const refused = await bench.project.run(["preview"]);
      assert.match(refused.output, /tokenLifetimeSeconds: 600 /);
      await bench.management.change(TODO, { token_lifetime: 86_400 });
      await bench.project.must(["refresh", "--yes", "--skip-preview"]);
      await bench.project.up();
      assert.equal((await bench.management.api(BANKING)).token_lifetime, 3_600);
      await bench.project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
      await bench.project.must(["preview", "--expect-no-changes"]);
    });

    it("replaces when the identifier changes", async () => {
      const old = await bench.management.api(BANKING);
      await declare({ identifier: "https://bank.example.test/", tokenLifetimeSeconds: 3_600 });
      const ops = (await bench.project.previewSteps())
        .filter(({ urn }) => urn.endsWith("::banking"))
        .map(({ op }) => op);
      assert.ok(ops.includes("replace"), ops.join());
      await bench.project.up();
      const now = await bench.management.apis();
      assert.deepEqual(now.map(({ identifier }) => identifier).sort(), ["https://bank.example.test/", TODO]);
      assert.notEqual((await bench.management.api("https://bank.example.test/")).id, old.id);
    });

    it("creates an API again that was deleted outside, after a refresh", async () => {
      await bench.management.delete(TODO);
      await bench.project.must(["refresh", "--yes", "--skip-preview"]);
      await bench.project.up();
      assert.ok(await bench.management.api(TODO));
    });

    it("passes an output of one API to another, unknown in the preview", async () => {
      await bench.program(form, [
        {
          name: "banking",
          properties: { identifier: "https://bank.example.test/", tokenLifetimeSeconds: 3_600 },
        },
        { name: "todo", properties: { identifier: TODO } },
        { name: "first", properties: { identifier: "https://first.example.test/" } },
        {
          name: "second",
          properties: { identifier: "https://second.example.test/", name: new Ref("first", "id") },
        },
      ]);
      const steps = await bench.project.previewSteps();
      assert.ok(steps.some(({ op, urn }) => op === "create" && urn.endsWith("::second")));
      await bench.project.up();
      const first = await bench.management.api("https://first.example.test/");
      assert.equal((await bench.management.api("https://second.example.test/")).name, first.id);
    });

    it("destroys everything", async () => {
      await bench.project.must(["destroy", "--yes", "--skip-preview"]);
      assert.deepEqual(await bench.management.apis(), []);
    });
  });
}

for (const form of [yamlPlugin, typescriptDynamic, typescriptPlugin]) lifecycle(form);
