/** What a real engine wrote, in every form. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { isSecret, isUnknown } from "../../../../provider/model/values";
import { toPolicyResources } from "../../../../review/read/policy-resources";
import { fixture } from "./support/fixtures";
import { read, resourceNamed } from "./support/read";
import { shown, shownMembers } from "./support/shown";

const URN = "urn:pulumi:dev::q7::";
const digest = fixture("preview-with-eventlog.json");
const events = fixture("events.ndjson");
const streamed = fixture("preview-streaming.ndjson");
const state = fixture("state-before.json");

const OPERATIONS = {
  "q7-dev": "same",
  bank: "update",
  moved: "replace",
  fresh: "create",
  gone: "delete",
  "d-bank": "update",
  "d-moved": "replace",
  "d-fresh": "create",
};

for (const [what, text] of Object.entries({ digest, "event log": events, "streamed preview": streamed })) {
  describe(`a ${what} of a real engine`, () => {
    const model = read(text);
    const named = (name: string) => resourceNamed(model, name);

    it("tells what happens to each resource", () => {
      for (const [name, operation] of Object.entries(OPERATIONS)) {
        assert.equal(named(name).operation, operation, name);
      }
      assert.deepEqual(model.stacks, [{ stack: "dev", project: "q7" }]);
      assert.deepEqual(model.problems, []);
      assert.equal(model.complete, true);
    });

    it("tells values before and after", () => {
      for (const [name, after] of [
        ["bank", 604_800],
        ["d-bank", 86_400],
      ] as const) {
        assert.equal(named(name).before?.inputs.tokenLifetimeSeconds, 300);
        assert.equal(named(name).after?.inputs.tokenLifetimeSeconds, after);
        assert.equal(named(name).before?.id?.startsWith("rs_"), true);
      }
      assert.equal(named("moved").before?.inputs.identifier, "https://s/moved");
      assert.equal(named("moved").after?.inputs.identifier, "https://s/moved2");
      assert.equal(named("gone").after, undefined);
      assert.equal(named("fresh").before, undefined);
    });

    it("keeps secrets and unknowns apart from everything else", () => {
      for (const name of ["bank", "d-bank"]) {
        for (const side of [named(name).before, named(name).after]) {
          assert.deepEqual(shown(side?.inputs.signingSecret), { secret: "unknown" });
        }
      }
      assert.ok(isUnknown(named("fresh").after?.inputs.identifier));
      assert.ok(isUnknown(named("d-fresh").after?.inputs.identifier));
      assert.ok(!Object.hasOwn(named("fresh").after?.inputs ?? {}, "signingSecret"));
      assert.ok(isUnknown(named("moved").after?.outputs?.apiId));
    });

    it("drops the code of dynamic providers from the properties", () => {
      assert.ok(!Object.hasOwn(named("d-bank").before?.inputs ?? {}, "__provider"));
      assert.equal(named("d-bank").providerCodeChanged, false);
    });

    it("tells what the provider said of the change", () => {
      assert.deepEqual(named("moved").replaceKeys, ["identifier"]);
      assert.deepEqual(named("d-moved").replaceKeys, ["identifier"]);
      assert.deepEqual(named("moved").detailedDiff, [
        { path: "identifier", kind: "update-replace", inputDiff: true },
      ]);
      assert.deepEqual(named("d-bank").detailedDiff, []);
      assert.equal(named("bank").parent, `${URN}pulumi:pulumi:Stack::q7-dev`);
      assert.match(named("bank").provider ?? "", /^urn:pulumi:dev::q7::pulumi:providers:apisettings::/);
    });

    it("tells that the run failed, and nothing of what it printed", () => {
      assert.equal(model.outcome, "failed");
      assert.deepEqual(model.diagnostics, []);
      const [run] = model.runs;
      assert.equal(run?.kind, "preview");
      assert.deepEqual(run?.changes, { create: 2, delete: 1, replace: 2, same: 2, update: 2 });
      assert.ok(Math.abs((run?.durationSeconds ?? 0) - 3) < 1);
      assert.ok(isSecret(run?.config?.["apisettings:clientSecret"]));
      assert.equal(run?.config?.["apisettings:domain"], "http://127.0.0.1:7777");
      assert.ok(!everythingIn(model).includes("a line on stdout"));
    });

    it("holds nothing of debug texts, which show secrets in clear", () => {
      if (what !== "digest") assert.ok(text.includes("fake-debug-secret-3f9c"));
      assert.ok(!everythingIn(model).includes("fake-debug-secret"));
    });
  });
}

/** With what secrets hide. */
function everythingIn(model: object): string {
  const revealed = JSON.stringify(model, (_key, value) =>
    isSecret(value) ? { hidden: value.reveal() } : value,
  );
  return `${revealed}${inspect(model, { depth: 30 })}`;
}

describe("policy results of a real engine", () => {
  const model = read(events);

  it("are violations, without colour markup and line ends", () => {
    assert.deepEqual(
      model.violations.map(({ policy, level, severity, urn, notEvaluated }) =>
        [urn?.split("::").at(-1), policy, level, severity, notEvaluated].join(" "),
      ),
      [
        "d-bank max-lifetime mandatory high false",
        "d-bank secret-visible advisory  false",
        "bank max-lifetime mandatory high false",
        "bank prefer-no-offline advisory  false",
        "bank secret-visible advisory  false",
        "fresh https-identifier advisory  true",
        "d-fresh max-lifetime mandatory high false",
        "d-fresh https-identifier advisory  true",
        "q7-dev stack-count advisory  false",
      ],
    );
    assert.equal(
      model.violations[0]?.message,
      "Tokens are short-lived.\ntokenLifetimeSeconds is 86400; the limit is 3600",
    );
    assert.equal(model.violations[0]?.pack, "apisettings-policies");
    assert.equal(model.violations[0]?.packVersion, "0.1.0");
  });

  it("are remediations, with values of all kinds", () => {
    const [first] = model.remediations;
    assert.equal(first?.policy, "cap-lifetime");
    assert.deepEqual(shown(first?.before?.signingSecret), { secret: "unknown" });
    assert.deepEqual(first?.after?.tokenLifetimeSeconds, 604_800);
    assert.ok(isUnknown(model.remediations[1]?.before?.identifier));
    assert.ok(!Object.hasOwn(model.remediations[1]?.after ?? {}, "__provider"));
  });

  it("are lists of what passed", () => {
    const run = model.policyRuns.find(({ urn, kind }) => urn?.endsWith("::fresh") && kind === "analyze");
    assert.deepEqual(run?.failed, ["https-identifier"]);
    assert.deepEqual(run?.passed, ["max-lifetime", "prefer-no-offline", "secret-visible"]);
    assert.deepEqual(model.policyRuns.at(-1), {
      kind: "stack",
      pack: "apisettings-policies",
      packVersion: "0.1.0",
      urn: undefined,
      passed: [],
      failed: ["stack-count"],
    });
    assert.deepEqual(model.runs[0]?.packs, [{ name: "apisettings-policies", version: "0.1.0" }]);
  });

  it("are what `pulumi policy analyze` prints, and say nothing of a preview", () => {
    const analyzed = read(fixture("policy-analyze.ndjson"));
    assert.deepEqual(
      analyzed.violations.map(({ policy, level }) => `${policy} ${level}`),
      ["secret-visible advisory", "max-lifetime mandatory", "stack-count advisory"],
    );
    assert.equal(analyzed.runs[0]?.kind, "analyze");
    assert.equal(analyzed.runs[0]?.outcome, "failed");
    assert.equal(analyzed.outcome, "unknown");
    assert.equal(analyzed.complete, true);
  });
});

describe("several files of one run", () => {
  const inputs = [digest, events, state, streamed];

  it("join without loss: values and policies of events, positions of the digest, version of the state", () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const model = read(...order.map((index) => inputs[index] ?? ""));
      assert.deepEqual(model.problems, []);
      assert.equal(resourceNamed(model, "bank").position?.file, "index.ts");
      assert.equal(resourceNamed(model, "bank").position?.line, 6);
      assert.equal(resourceNamed(model, "same").operation, "same");
      assert.equal(model.violations.length, 9);
      assert.ok(model.runs.some(({ cliVersion }) => cliVersion === "v3.259.0"));
    }
  });

  it("count what two files of the same run say once", () => {
    assert.deepEqual(read(events, events).violations, read(events).violations);
    assert.equal(read(events, streamed).policyRuns.length, read(events).policyRuns.length);
  });

  it("are two runs where one log follows another", () => {
    const model = read(`${streamed}${events}`);
    assert.equal(model.runs.length, 2);
    assert.equal(model.violations.length, 9);
    assert.deepEqual(model.problems, []);
  });

  it("can stand in one file", () => {
    const model = read(`${events}${digest}\n${state}`);
    assert.deepEqual(
      model.runs.map(({ format }) => format),
      ["digest", "state", "events"],
    );
    assert.deepEqual(model.problems, []);
  });
});

describe("policy resources", () => {
  const model = read(events, state);
  const names = (side: "before" | "after") =>
    toPolicyResources(model, side)
      .filter(({ type }) => !type.startsWith("pulumi:"))
      .map(({ name }) => name)
      .sort();

  it("after are what the stack will hold", () => {
    assert.deepEqual(names("after"), ["bank", "d-bank", "d-fresh", "d-moved", "fresh", "moved", "same"]);
    const bank = toPolicyResources(model, "after").find(({ name }) => name === "bank");
    assert.equal(bank?.props.tokenLifetimeSeconds, 604_800);
    assert.equal(bank?.protect, false);
  });

  it("before are what it held", () => {
    assert.deepEqual(names("before"), ["bank", "d-bank", "d-moved", "gone", "moved", "same"]);
    const bank = toPolicyResources(model, "before").find(({ name }) => name === "bank");
    assert.equal(bank?.props.tokenLifetimeSeconds, 300);
  });
});

describe("a preview of pulumi-auth0 in YAML", () => {
  const folder = "pulumi-auth0/";
  const model = read(
    fixture(`${folder}preview.json`),
    fixture(`${folder}preview-streaming.ndjson`),
    fixture(`${folder}state-before.json`),
  );

  it("tells lifetimes and what stays", () => {
    assert.deepEqual(model.problems, []);
    assert.equal(model.outcome, "succeeded");
    assert.deepEqual(shownMembers(resourceNamed(model, "payments").after?.inputs ?? {}), [
      ["allowOfflineAccess", { known: true }],
      ["identifier", { known: "https://payments.example.com/" }],
      ["name", { known: "Payments" }],
      ["tokenLifetime", { known: 2_592_000 }],
    ]);
    assert.equal(resourceNamed(model, "todo").operation, "same");
  });

  it("takes no file of Pulumi's YAML host for the user's", () => {
    for (const resource of model.resources) assert.equal(resource.position, undefined, resource.name);
    assert.ok(resourceNamed(model, "payments").frames.length > 0);
  });
});
