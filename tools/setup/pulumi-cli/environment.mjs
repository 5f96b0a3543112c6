import { delimiter } from "node:path";

/** The folder of the CLI, for tests and the demo. */
export const binVariable = "APISETTINGS_PULUMI_BIN";

/** The engine asks nothing of the network that we did not ask of it. */
const quiet = {
  PULUMI_SKIP_UPDATE_CHECK: "1",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
  PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
};

/**
 * The caller's environment without their Pulumi account, stacks and Auth0 tenant: the demo and the tests must not be able to
 * reach those.
 *
 * @param {NodeJS.ProcessEnv} base
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutAccounts(base) {
  const kept = Object.entries(base).filter(
    ([name]) => !/^(PULUMI|AUTH0)_/.test(name) && name !== binVariable,
  );
  return Object.fromEntries(kept);
}

/**
 * The environment in which `pulumi` is the CLI in `bin`.
 *
 * @param {string} bin
 * @param {string} home PULUMI_HOME: plugins and credentials; never the user's own
 * @param {NodeJS.ProcessEnv} base
 * @returns {NodeJS.ProcessEnv}
 */
export function cliEnvironment(bin, home, base) {
  return {
    ...withoutAccounts(base),
    ...quiet,
    PULUMI_HOME: home,
    PATH: [bin, base.PATH].filter(Boolean).join(delimiter),
    [binVariable]: bin,
  };
}
