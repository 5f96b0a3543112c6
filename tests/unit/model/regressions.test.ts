/** Faults that were found once and must not come back. */
import assert from "node:assert/strict";
import { environmentSource, resolveConnection } from "../../../provider/model/connection";
import { parseDomain } from "../../../provider/model/domain";
import { hours } from "../../../provider/model/durations";
import { parseSettings } from "../../../provider/model/settings-parse";
import { validateInputs } from "../../../provider/model/validate";
import { dropAbsent, type Value } from "../../../provider/model/values";

describe("faults found once", () => {
  it("an override that is no regular expression is refused when it is set, not when it is used", () => {
    const limits = JSON.stringify({ name: { pattern: "(" } });
    assert.throws(() => parseSettings({ limits }, "stack configuration"), /limits/);
  });

  it("a comparison with another field cannot be turned into one with nothing", () => {
    const limits = JSON.stringify({ tokenLifetimeForWebSeconds: { notGreaterThan: "tokenLifetime" } });
    assert.throws(() => parseSettings({ limits }, "stack configuration"), /limits/);
  });

  it("a member called __proto__ is kept", () => {
    const value = JSON.parse('{"type":"x","__proto__":{"a":1}}') as Value;
    assert.deepEqual(JSON.stringify(dropAbsent(value)), JSON.stringify(value));
  });

  it("a password pasted with the domain is not echoed", () => {
    assert.throws(
      () => parseDomain("https://user:pa55word@host"),
      (error: Error) => !error.message.includes("pa55word"),
    );
  });

  it("1.1 hours are 3,960 s; a third of a second is nothing", () => {
    assert.equal(hours(1.1), 3_960);
    assert.throws(() => hours(1 / 10_800));
  });

  it("a fraction below the minimum is one fault", () => {
    assert.equal(validateInputs({ identifier: "x", tokenLifetimeSeconds: 0.5 }).length, 1);
  });

  it("a lone private key lacks a client id, not a client secret", () => {
    const environment = { AUTH0_DOMAIN: "a.example", AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: "key" };
    assert.throws(() => resolveConnection([environmentSource(environment)]), /belongs to it \(clientId\)/);
    const clientIdOnly = { AUTH0_DOMAIN: "a.example", AUTH0_CLIENT_ID: "id" };
    assert.throws(
      () => resolveConnection([environmentSource(clientIdOnly)]),
      /belongs to it \(clientAssertionPrivateKey or clientSecret\)/,
    );
  });
});
