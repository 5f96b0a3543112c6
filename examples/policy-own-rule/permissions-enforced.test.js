/** Tests of the rule: no engine, no pack, no resource. */
const assert = require("node:assert/strict");
const { evaluateResource, resolveConfig, UNKNOWN } = require("pulumi-apisettings/rules");
const { permissionsEnforced } = require("./permissions-enforced");

const config = resolveConfig({ assign: [{ tier: "restricted", identifiers: ["https://pay*"] }] });

function judge(props, type = "auth0:index/resourceServer:ResourceServer") {
  const resource = { urn: `urn:pulumi:test::shop::${type}::payments`, type, name: "payments", props };
  return evaluateResource(permissionsEnforced, resource, { config, today: "2026-12-24" });
}

describe("permissions-enforced", () => {
  for (const type of ["auth0:index/resourceServer:ResourceServer", "apisettings:index:Api"]) {
    it(`finds a sensitive API that does not check permissions: ${type}`, () => {
      const { findings } = judge({ identifier: "https://payments.example.test/" }, type);
      assert.deepEqual(
        findings.map(({ message }) => message),
        [
          'API "payments" does not check permissions, in tier restricted (assigned by identifier "https://pay*"). Set enforcePolicies to true.',
        ],
      );
    });
  }

  it("is silent about one that does, and about one that is not sensitive", () => {
    const nothing = { findings: [], notEvaluated: [] };
    assert.deepEqual(judge({ identifier: "https://payments.example.test/", enforcePolicies: true }), nothing);
    assert.deepEqual(judge({ identifier: "https://todo.example.test/" }), nothing);
  });

  it("does not take a value that is known after the apply for a pass", () => {
    const { findings, notEvaluated } = judge({
      identifier: "https://payments.example.test/",
      enforcePolicies: UNKNOWN,
    });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      notEvaluated.map(({ field, untilApply }) => ({ field, untilApply })),
      [{ field: "enforcePolicies", untilApply: true }],
    );
  });
});
