/**
 * Commands of the documentation that a test cannot run, and why. They are still checked: scripts must be in
 * package.json, sub-commands and flags in the program's own help. An entry that no page has any more fails the test.
 */
export const NOT_RUN: Readonly<Record<string, string>> = {
  "npm run bench": "measures for minutes, and needs the npm registry",
  "npm run demo": "has a run of its own in the pipeline",
  "npm test": "this test is part of it",
  "npm install pulumi-apisettings": "takes the published package; the tests have the packed one",
  "pulumi stack export --file state.json": "needs a stack of pulumi-auth0; the test has its state",
  'pulumi preview --non-interactive --policy-pack "$PACK" --policy-pack-config apisettings.pack.json':
    "needs pulumi-auth0's plugin; the same options are run with an Api further down the page",
  "npx apisettings import --from-state state.json --out apis":
    "needs a stack of pulumi-auth0; tests/engine/import-command.test.ts runs it with such a state",
  "npx apisettings import --from-state state.json --provider auth0 --out back":
    "belongs to the command above; tests/engine/import-command.test.ts runs it",
  "pulumi stack --show-urns": "belongs to the command below it",
  "pulumi state delete 'urn:pulumi:dev::old-project::auth0:index/resourceServer:ResourceServer::banking'":
    "needs a stack of pulumi-auth0, whose plugin is in no package registry",
};

/** Commands that run until they are stopped: started with these arguments as well, compared with what the page shows, stopped. */
export const UNTIL_STOPPED: Readonly<Record<string, readonly string[]>> = {
  "npx apisettings tenant": ["--port", "0"],
  "apisettings tenant": ["--port", "0"],
  "apisettings tenant --tls": ["--port", "0"],
};

/** Packages whose programs are compiled but cannot be previewed. */
export const NOT_PREVIEWED: Readonly<Record<string, string>> = {
  "@pulumi/auth0": "its plugin is in no package registry",
};
