/** The pack: the rule as Pulumi runs it, with the tiers of apisettings.config.json. */
const { readFileSync } = require("node:fs");
const path = require("node:path");

// @pulumi/policy looks for package.json in the current folder, and older language hosts start a pack in the program's.
process.chdir(__dirname);
const { PolicyPack } = require("@pulumi/policy");
const { dayOf, evaluateResource, parseConfig, resolveConfig } = require("pulumi-apisettings/rules");
const { permissionsEnforced } = require("./permissions-enforced");

const file = path.join(__dirname, "apisettings.config.json");
const config = resolveConfig(parseConfig(JSON.parse(readFileSync(file, "utf8"))));

new PolicyPack("own-rules", { policies: [policyOf(permissionsEnforced)] });

function policyOf(rule) {
  return {
    name: rule.id,
    description: rule.description,
    enforcementLevel: rule.level,
    validateResource: ({ urn, type, name, props, opts }, reportViolation) => {
      const resource = { urn, type, name, props, protect: opts.protect };
      const { findings } = evaluateResource(rule, resource, { config, today: dayOf(new Date()) });
      for (const { message } of findings) reportViolation(message);
    },
  };
}
