/** Runs that refresh: what was found outside, and what a format does not tell of it. */
import assert from "node:assert/strict";
import { fixture } from "./support/fixtures";
import { read, resourceNamed } from "./support/read";
import { shown } from "./support/shown";

const lifetime = (state: { inputs: Record<string, unknown> } | undefined) =>
  state?.inputs.tokenLifetimeSeconds;

describe("`refresh` as streamed events", () => {
  const model = read(fixture("drift-refresh-streaming.ndjson"));

  it("tells what was found, for both forms", () => {
    assert.equal(model.runs[0]?.kind, "refresh");
    for (const name of ["bank", "d-bank"]) {
      const resource = resourceNamed(model, name);
      assert.equal(resource.operation, "update");
      assert.equal(lifetime(resource.before), 300);
      assert.equal(lifetime(resource.after), 2_592_000);
      assert.equal(resource.doubt, undefined);
    }
    assert.equal(resourceNamed(model, "gone").operation, "delete");
    assert.equal(resourceNamed(model, "gone").after, undefined);
    assert.equal(resourceNamed(model, "same").operation, "same");
    assert.deepEqual(model.problems, []);
  });

  it("hides what a dynamic provider reports in clear and the outputs hide", () => {
    const resource = resourceNamed(model, "d-moved");
    assert.ok(fixture("drift-refresh-streaming.ndjson").includes('"S-rs_3482"'));
    assert.deepEqual(shown(resource.after?.inputs.signingSecret), { secret: { known: "S-rs_3482" } });
    assert.ok(!JSON.stringify(model).includes("S-rs_3482"));
  });
});

describe("`refresh` as a digest", () => {
  const text = fixture("drift-refresh.json");
  const model = read(text);

  it("tells what was found of plugin resources", () => {
    assert.equal(model.runs[0]?.kind, "refresh");
    assert.equal(lifetime(resourceNamed(model, "bank").after), 2_592_000);
    assert.equal(resourceNamed(model, "gone").operation, "delete");
  });

  it("does not tell which dynamic resource has changed, and says so", () => {
    const dynamic = resourceNamed(model, "d-bank");
    assert.equal(dynamic.operation, "refresh");
    assert.match(dynamic.doubt ?? "", /does not say what the refresh found/);
    assert.equal(model.problems[0]?.code, "not-told");
    assert.equal(model.problems[0]?.message, "The run counts 2 resources to update and tells of 1.");
    assert.ok(model.problems[0]?.urns?.includes(dynamic.urn));
  });

  it("leaves no doubt where as many changes are told as were counted", () => {
    const settled = read(text.replace('"update": 2', '"update": 1'));
    assert.equal(resourceNamed(settled, "d-bank").doubt, undefined);
    assert.deepEqual(settled.problems, []);
  });

  it("is completed by the events of the same run", () => {
    const both = read(text, fixture("drift-refresh-streaming.ndjson"));
    const dynamic = resourceNamed(both, "d-bank");
    assert.equal(dynamic.operation, "update");
    assert.equal(lifetime(dynamic.after), 2_592_000);
    assert.equal(dynamic.doubt, undefined);
    assert.equal(dynamic.position?.line, 12);
    assert.deepEqual(both.problems, []);
  });
});

for (const [what, name] of [
  ["streamed events", "drift-preview-refresh-streaming.ndjson"],
  ["a digest", "drift-preview-refresh.json"],
] as const) {
  describe(`\`preview --refresh\` as ${what}`, () => {
    const model = read(fixture(name));

    it("tells drift apart from the plan, for both forms", () => {
      assert.equal(model.runs[0]?.kind, "preview");
      for (const api of ["bank", "d-bank"]) {
        const resource = resourceNamed(model, api);
        assert.equal(resource.operation, "update");
        assert.equal(lifetime(resource.drift?.before), 300);
        assert.equal(lifetime(resource.drift?.after), 2_592_000);
        assert.equal(lifetime(resource.before), 2_592_000);
        assert.equal(lifetime(resource.after), 300);
      }
    });

    it("tells that an API is gone and will be created again", () => {
      const gone = resourceNamed(model, "gone");
      assert.equal(gone.operation, "create");
      assert.equal(gone.before, undefined);
      assert.equal(lifetime(gone.drift?.before), 600);
      assert.equal(gone.drift?.after, undefined);
    });

    it("fits to the state that was recorded", () => {
      const both = read(fixture(name), fixture("state-before.json"));
      assert.deepEqual(
        both.problems.filter(({ code }) => code === "contradiction"),
        [],
      );
    });
  });
}

describe("`preview --refresh` as a digest", () => {
  it("is in doubt about what it only lists as refreshed", () => {
    const model = read(fixture("drift-preview-refresh.json"));
    assert.ok(resourceNamed(model, "same").doubt);
    assert.deepEqual(
      model.problems.map(({ code, urns }) => [code, urns?.map((urn) => urn.split("::").at(-1)).sort()]),
      [["not-told", ["d-moved", "moved", "same"]]],
    );
  });
});
