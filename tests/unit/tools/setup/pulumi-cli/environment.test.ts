import assert from "node:assert/strict";
import { cliEnvironment, withoutAccounts } from "../../../../../tools/setup/pulumi-cli/environment.mjs";

describe("tools/setup/pulumi-cli/environment", () => {
  const base = {
    PATH: "/usr/bin",
    HTTPS_PROXY: "http://proxy",
    PULUMI_ACCESS_TOKEN: "pul-1",
    PULUMI_BACKEND_URL: "https://api.pulumi.com",
    AUTH0_CLIENT_SECRET: "s",
    APISETTINGS_PULUMI_BIN: "/old",
  };

  it("lets nothing of the user's Pulumi account and Auth0 tenant through", () => {
    assert.deepEqual(withoutAccounts(base), { PATH: "/usr/bin", HTTPS_PROXY: "http://proxy" });
  });

  it("puts the CLI first and its home into our cache", () => {
    const env = cliEnvironment("/cli/bin", "/cache/home", base);
    assert.equal(env.PATH, "/cli/bin:/usr/bin");
    assert.equal(env.APISETTINGS_PULUMI_BIN, "/cli/bin");
    assert.equal(env.PULUMI_HOME, "/cache/home");
    assert.equal(env.PULUMI_ACCESS_TOKEN, undefined);
    assert.equal(env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION, "1");
  });

  it("does not make the current folder part of an empty PATH", () => {
    assert.equal(cliEnvironment("/cli/bin", "/h", {}).PATH, "/cli/bin");
  });
});
