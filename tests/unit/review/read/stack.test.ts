import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { Secret, UNKNOWN } from "../../../../provider/model/values";
import { readStack } from "../../../../review/read/stack";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const urn = "urn:pulumi:dev::iam::apisettings:index:Api::bank";
const resource = {
  urn,
  custom: true,
  type: "apisettings:index:Api",
  inputs: {
    __defaults: [],
    tokenLifetimeSeconds: 300,
    signingSecret: { [SIGNATURE]: SECRET, ciphertext: "v1:abc" },
    name: null,
  },
};
const exported = { version: 3, deployment: { manifest: {}, resources: [resource] } };

describe("readStack", () => {
  for (const [what, document] of Object.entries({
    "an exported stack": exported,
    "a checkpoint of the file backend": {
      version: 3,
      checkpoint: { stack: "dev", latest: exported.deployment },
    },
  })) {
    it(`reads ${what}`, () => {
      const [read, ...others] = readStack(`\uFEFF${JSON.stringify(document)}`).resources;
      assert.equal(others.length, 0);
      assert.equal(read?.urn, urn);
      assert.equal(read?.name, "bank");
      assert.equal(read?.protect, false);
      assert.deepEqual(Object.keys(read?.props ?? {}), ["tokenLifetimeSeconds", "signingSecret"]);
      const secret = read?.props.signingSecret;
      assert.ok(secret instanceof Secret);
      assert.equal(secret.reveal(), UNKNOWN);
    });
  }

  it("leaves out what has been replaced and waits for its deletion", () => {
    const text = JSON.stringify({
      version: 3,
      deployment: {
        resources: [resource, { ...resource, delete: true, inputs: { tokenLifetimeSeconds: 1 } }],
      },
    });
    const { resources, problems } = readStack(text);
    assert.deepEqual(
      resources.map(({ props }) => props.tokenLifetimeSeconds),
      [300],
    );
    assert.deepEqual(problems, []);
  });

  it("reads a plain file: one resource or a list, props or properties", () => {
    const one = { type: "apisettings:index:Api", props: { tokenLifetimeSeconds: 60 } };
    const two = {
      ...one,
      name: "two",
      props: undefined,
      properties: { a: 1 },
      protect: true,
      expect: ["rule"],
    };
    assert.deepEqual(readStack(JSON.stringify(one)).resources, [
      {
        urn: "urn:pulumi:test::test::apisettings:index:Api::resource-1",
        type: "apisettings:index:Api",
        name: "resource-1",
        props: { tokenLifetimeSeconds: 60 },
        protect: undefined,
      },
    ]);
    const [, second] = readStack(JSON.stringify([one, two])).resources;
    assert.equal(second?.name, "two");
    assert.deepEqual(second?.props, { a: 1 });
    assert.equal(second?.protect, true);
    assert.deepEqual(second?.expect, ["rule"]);
  });

  it("tells which resource of a file is none, or is there twice", () => {
    const one = { type: "a:b:C", name: "x" };
    const cases: [unknown[], RegExp][] = [
      [[one, { type: "ApiServer" }], /Resource 2 has no Pulumi type/],
      [[one, { ...one, name: "y", props: [1] }], /Resource 2 has properties that are no object/],
      [[one, { ...one, name: "y" }, one], /Resources 1 and 3 have the same type and name/],
    ];
    for (const [list, message] of cases) {
      assert.throws(
        () => readStack(JSON.stringify(list), "cases.json"),
        (error) =>
          isApiSettingsError(error, "invalid-input") && message.test(error.message) && !!error.wayOut,
      );
    }
  });

  it("reads what a preview will leave, and says where something is missing", () => {
    const urn = "urn:pulumi:dev::iam::a:b:C::x";
    const step = { op: "create", urn, newState: { urn, type: "a:b:C", inputs: { a: 1 }, protect: true } };
    const reading = readStack(JSON.stringify({ steps: [step] }));
    assert.deepEqual(reading.resources, [{ urn, type: "a:b:C", name: "x", props: { a: 1 }, protect: true }]);
    assert.equal(reading.complete, false);
    assert.equal(reading.problems[0]?.code, "truncated");
  });

  for (const text of ["", "[]", "null", "Previewing update (dev):", '{"a": 1}', "[1]", '[{"type": 1}]']) {
    it(`refuses ${JSON.stringify(text)} with a way out`, () => {
      assert.throws(
        () => readStack(text),
        (error) => isApiSettingsError(error, "invalid-input") && error.wayOut !== undefined,
      );
    });
  }
});
