/** Programs with our own `Api`, in the plugin form. */
import type { ResourceKind } from "../program/program";
import { choices, liveValues } from "./live-values";
import type { Target } from "./target";

const PACKAGE = "pulumi-apisettings";

export const API_KIND: ResourceKind = {
  token: "apisettings:index:Api",
  yaml: "apisettings:Api",
  typescript: "Api",
};

/** `version`: of this package; programs in TypeScript make the engine ask for it. */
export function apisettingsTarget(version: string): Target {
  return {
    provider: {
      name: "apisettings",
      imports: [`import { Api } from "${PACKAGE}/plugin";`],
      packages: {
        always: { [PACKAGE]: `^${version}` },
        typescript: { "@pulumi/pulumi": "^3.248.0" },
      },
      pluginPath: `node_modules/${PACKAGE}`,
      typescriptVersion: version,
    },
    declare(api) {
      const { values, remarks } = liveValues(api);
      return [
        {
          kind: API_KIND,
          suffix: "",
          id: api.id,
          properties: new Map(values.map(({ field, value }) => [field.name, value])),
          // Nobody grades what belongs to the tenant.
          remarks: api.isSystem ? remarks : [...remarks, ...choices()],
          ignoreChanges: [],
        },
      ];
    },
  };
}
