import assert from "node:assert/strict";
import { type ApiSettingsError, isApiSettingsError } from "../../../provider/model/errors";
import { parseSettings } from "../../../provider/model/settings-parse";

function faultOf(raw: Record<string, unknown>): ApiSettingsError {
  try {
    parseSettings(raw, "stack configuration");
  } catch (error) {
    if (isApiSettingsError(error, "invalid-settings")) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("parseSettings", () => {
  it("reads texts in the types of the table", () => {
    assert.deepEqual(
      parseSettings(
        {
          domain: "example.eu.auth0.com",
          clientId: "12345",
          clientSecret: "true",
          debug: "true",
          maxConcurrency: "4",
          maxRequestsPerSecond: " 2.5 ",
          reserve: "0",
          limits: '{"tokenLifetimeSeconds":{"max":3600,"min":null}}',
        },
        "environment",
      ),
      {
        domain: "example.eu.auth0.com",
        clientId: "12345",
        clientSecret: "true",
        debug: true,
        maxConcurrency: 4,
        maxRequestsPerSecond: 2.5,
        reserve: 0,
        limits: { tokenLifetimeSeconds: { max: 3600, min: null } },
      },
    );
  });

  it("takes values that have their type already", () => {
    const values = { debug: false, maxConcurrency: 64, limits: { name: { maxLength: 40 } }, reserve: 0.9 };
    assert.deepEqual(parseSettings(values, "provider arguments"), values);
  });

  it("takes 1 and 0 for a switch, as Auth0's tools do", () => {
    assert.deepEqual(parseSettings({ debug: "1" }, "x"), { debug: true });
    assert.deepEqual(parseSettings({ debug: "0" }, "x"), { debug: false });
  });

  it("takes empty, null and undefined for absent", () => {
    assert.deepEqual(parseSettings({ domain: "", clientId: null, debug: undefined }, "x"), {});
  });

  const refused: [name: string, value: unknown][] = [
    ["debug", "yes"],
    ["debug", "2"],
    ["debug", 1],
    ["maxConcurrency", "0"],
    ["maxConcurrency", 65],
    ["maxConcurrency", "1.5"],
    ["maxConcurrency", "many"],
    ["maxConcurrency", "1e999"],
    ["maxRequestsPerSecond", 0],
    ["maxRequestsPerSecond", "-1"],
    ["reserve", "0.91"],
    ["reserve", -0.1],
    ["requestTimeoutSeconds", 0],
    ["requestTimeoutSeconds", "601"],
    ["plan", "gold"],
    ["previewChecks", "online"],
    ["clientAssertionSigningAlg", "HS256"],
    ["domain", 5],
    ["limits", "not json"],
    ["limits", "[]"],
    ["limits", { tokenLifetimeSeconds: 5 }],
    ["limits", { tokenLifetimeSeconds: { maximum: 5 } }],
    ["limits", { tokenLifetimeSeconds: { max: "5" } }],
    ["limits", { tokenLifetimeSeconds: { max: -5 } }],
  ];
  for (const [name, value] of refused) {
    it(`refuses ${JSON.stringify(value)} for ${name} and names source, setting and value`, () => {
      const { message } = faultOf({ [name]: value });
      assert.ok(
        message.startsWith(`In the stack configuration: ${name}: ${JSON.stringify(value)} `),
        message,
      );
    });
  }

  it("says where inside a setting the fault is", () => {
    const { message } = faultOf({ limits: { tokenLifetimeSeconds: { max: "5" } } });
    assert.match(message, / at tokenLifetimeSeconds\.max\./);
  });

  it("names every fault at once", () => {
    const { message } = faultOf({ debug: "yes", plan: "gold", clientID: "x", domain: "ok.example.test" });
    for (const part of ["debug", "plan", 'Did you mean "clientId"?'])
      assert.ok(message.includes(part), message);
    assert.ok(!message.includes("ok.example.test"));
  });

  it("refuses what is no setting, whatever JavaScript knows by that name", () => {
    for (const name of ["constructor", "toString", "token", "id"]) {
      assert.match(faultOf({ [name]: "x" }).message, new RegExp(`${name} is not a setting of the provider`));
    }
  });

  it("shows no secret, in whatever wrong form it came", () => {
    for (const name of ["clientSecret", "clientAssertionPrivateKey", "apiToken"]) {
      for (const value of [{ clear: "topsecret" }, ["topsecret"], 771177]) {
        const { message } = faultOf({ [name]: value });
        assert.ok(message.includes(`${name}: its value cannot be used`), message);
        assert.ok(!/topsecret|771177/.test(message), message);
      }
    }
  });

  it("does not show the value of something that is no setting: it may be a misspelt secret", () => {
    assert.ok(!faultOf({ clientSecrett: "topsecret" }).message.includes("topsecret"));
  });
});
