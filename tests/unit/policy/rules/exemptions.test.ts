import assert from "node:assert/strict";
import { evaluate } from "../../../../policy/rules/evaluate";
import { dayOf } from "../../../../policy/rules/exemptions";
import { Secret, UNKNOWN } from "../../../../provider/model/values";
import { API, optionsOf, resource } from "./support/stack";

const PAY = "https://pay.example/v1";
const bank = (props: object = {}) =>
  resource(API, "bank", {
    identifier: PAY,
    sensitivity: "restricted",
    tokenLifetimeSeconds: 3_600,
    tokenLifetimeForWebSeconds: 900,
    ...props,
  });
const exemption = (selectors: object, more: object = {}) => ({
  rules: ["access-token-lifetime-max"],
  reason: "legacy clients",
  owner: "team-pay",
  expires: "2026-12-31",
  ...selectors,
  ...more,
});

/** How the one finding of the stack stands, and what became of the exemption. */
function outcome(one: object, options: { props?: object; today?: string } = {}): string {
  const { findings, exemptions } = evaluate(
    [bank(options.props)],
    optionsOf({ exemptions: [one] }, options.today),
  );
  const [finding, ...others] = findings;
  assert.ok(finding);
  assert.deepEqual(others, []);
  return `${finding.standing.kind}, ${exemptions.map(({ state }) => state).join()}`;
}

describe("exemptions", () => {
  for (const [selectors, expected] of [
    [{ urn: "urn:pulumi:dev::iam::apisettings:index:Api::bank" }, "exempted, used"],
    [{ urn: "urn:pulumi:*::iam::*::bank" }, "exempted, used"],
    [{ urn: "urn:pulumi:prod::*" }, "open, unused"],
    [{ identifier: PAY }, "exempted, used"],
    [{ identifier: "https://pay.*" }, "exempted, used"],
    [{ identifier: "https://PAY.*" }, "open, unused"],
    [{ name: "bank" }, "exempted, used"],
    [{ name: "ban*" }, "exempted, used"],
    [{ name: "Bank" }, "open, unused"],
    // Everything that is given must match.
    [{ name: "bank", identifier: "https://pay.*", urn: "*" }, "exempted, used"],
    [{ name: "bank", identifier: "https://todo.*" }, "open, unused"],
    [{ name: "todo", identifier: "https://pay.*" }, "open, unused"],
    [{ name: "bank", urn: "urn:pulumi:prod::*" }, "open, unused"],
  ] as const)
    it(`select by ${JSON.stringify(selectors)}: ${expected}`, () => {
      assert.equal(outcome(exemption(selectors)), expected);
    });

  it("hold for the rules that they name", () => {
    assert.equal(outcome(exemption({ name: "bank" }, { rules: ["offline-access"] })), "open, unused");
    assert.equal(
      outcome(exemption({ name: "bank" }, { rules: ["offline-access", "access-token-lifetime-max"] })),
      "exempted, used",
    );
  });

  it("hold through their last day, in UTC", () => {
    const one = exemption({ name: "bank" });
    assert.equal(outcome(one, { today: "2026-12-30" }), "exempted, used");
    assert.equal(outcome(one, { today: "2026-12-31" }), "exempted, used");
    assert.equal(outcome(one, { today: "2027-01-01" }), "open, expired");
    assert.equal(dayOf(new Date("2026-12-31T23:59:59.999Z")), "2026-12-31");
    assert.equal(dayOf(new Date("2026-12-31T23:30:00-01:00")), "2027-01-01");
  });

  it("by identifier hold only where it is known", () => {
    const one = exemption({ identifier: "*" });
    assert.equal(outcome(one, { props: { identifier: new Secret(PAY) } }), "exempted, used");
    assert.equal(outcome(one, { props: { identifier: UNKNOWN } }), "open, unused");
    assert.equal(outcome(one, { props: { identifier: undefined } }), "open, unused");
  });

  it("pass over an expired one for one that still holds", () => {
    const old = exemption({ name: "bank" }, { expires: "2026-01-31" });
    const current = exemption({ name: "bank" });
    const { findings, exemptions } = evaluate([bank()], optionsOf({ exemptions: [old, current] }));
    assert.deepEqual(
      findings.map(({ standing }) => standing),
      [{ kind: "exempted", exemption: current }],
    );
    assert.deepEqual(
      exemptions.map(({ state }) => state),
      ["expired", "used"],
    );
  });

  it("count as used one by one", () => {
    const used = exemption({ name: "bank" });
    const idle = exemption({ name: "bank" }, { rules: ["offline-access"] });
    const states = (exemptions: object[], props: object = {}) =>
      evaluate([bank(props)], optionsOf({ exemptions })).exemptions.map(({ state }) => state);
    assert.deepEqual(states([idle, used]), ["unused", "used"]);
    assert.deepEqual(states([used, idle], { signingAlg: "HS256" }), ["used", "unused"]);
    assert.deepEqual(states([idle], { signingAlg: "HS256" }), ["unused"]);
  });

  it("say who answers for what, until when", () => {
    const one = (more: object, today?: string) =>
      evaluate(
        [bank()],
        optionsOf({ exemptions: [exemption({ name: "bank", urn: "*" }, more)] }, today),
      ).exemptions.map(({ message }) => message);
    assert.deepEqual(one({}), [
      'Exemption from access-token-lifetime-max for urn "*" and name "bank" (team-pay) holds until 2026-12-31.',
    ]);
    assert.deepEqual(one({ ticket: "SEC-7" }, "2027-02-03"), [
      'Exemption from access-token-lifetime-max for urn "*" and name "bank" (team-pay, SEC-7) expired on 2026-12-31, today is 2027-02-03 (UTC). Put the cause right, or renew it with a new reason.',
    ]);
    assert.deepEqual(one({ rules: ["offline-access", "tier-lowered"] }), [
      'Exemption from offline-access, tier-lowered for urn "*" and name "bank" (team-pay) was not needed by anything in this stack. Take it away.',
    ]);
    const byIdentifier = evaluate(
      [],
      optionsOf({ exemptions: [exemption({ identifier: "https://pay.*" })] }),
    );
    assert.match(
      byIdentifier.exemptions[0]?.message ?? "",
      /for identifier "https:\/\/pay\.\*" \(team-pay\) was not/,
    );
  });
});
