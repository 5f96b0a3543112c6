import assert from "node:assert/strict";
import { ALL_SETTINGS, PLAN_RATES, SECRET_SETTINGS } from "../../../provider/model/settings";
import { parseSettings } from "../../../provider/model/settings-parse";

/** Auth0's Terraform provider and pulumi-auth0 read these; users have them in their pipelines. */
const KNOWN_ENVIRONMENT = {
  domain: "AUTH0_DOMAIN",
  clientId: "AUTH0_CLIENT_ID",
  clientSecret: "AUTH0_CLIENT_SECRET",
  clientAssertionPrivateKey: "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
  clientAssertionSigningAlg: "AUTH0_CLIENT_ASSERTION_SIGNING_ALG",
  apiToken: "AUTH0_API_TOKEN",
  audience: "AUTH0_AUDIENCE",
  customDomainHeader: "AUTH0_CUSTOM_DOMAIN_HEADER",
  debug: "AUTH0_DEBUG",
};

describe("the settings table", () => {
  it("has each name and each environment variable once", () => {
    const names = ALL_SETTINGS.map(({ name }) => name);
    const variables = ALL_SETTINGS.flatMap(({ environment }) => environment ?? []);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(variables).size, variables.length);
  });

  it("keeps the names and variables of Auth0's own tools", () => {
    for (const [name, variable] of Object.entries(KNOWN_ENVIRONMENT)) {
      const setting = ALL_SETTINGS.find((candidate) => candidate.name === name);
      assert.ok(setting?.environment?.includes(variable), name);
    }
  });

  it("holds exactly three secrets, and every secret is a credential", () => {
    assert.deepEqual(SECRET_SETTINGS, ["clientSecret", "clientAssertionPrivateKey", "apiToken"]);
    for (const setting of ALL_SETTINGS) if (setting.secret) assert.ok(setting.credential, setting.name);
  });

  for (const setting of ALL_SETTINGS) {
    it(`describes ${setting.name} with its default, which it accepts itself`, () => {
      assert.ok(setting.description.length > 20 && setting.source.length > 0);
      if (setting.default === undefined) return;
      assert.ok(setting.description.includes(`Default: ${setting.default}`), setting.description);
      assert.deepEqual(parseSettings({ [setting.name]: setting.default }, "table"), {
        [setting.name]: setting.default,
      });
    });
  }

  it("assumes the published rates of plans", () => {
    assert.deepEqual(PLAN_RATES, {
      free: { burst: 2, perSecond: 2 },
      enterprise: { burst: 50, perSecond: 16 },
    });
  });
});
