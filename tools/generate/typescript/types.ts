/** sdk/types.generated.ts: what TypeScript programs write and get, as flat interfaces. */
import { ALL_SETTINGS } from "../../../provider/model/settings";
import { shapeOf } from "../../../provider/model/shape";
import type { ObjectTypeSpec, PackageSpec } from "../../../provider/plugin/schema/package-spec";
import { pascalCase } from "../../../provider/plugin/schema/type-names";
import { TypeRegistry } from "../../../provider/plugin/schema/type-registry";
import { API_TYPE, GET_API } from "../../../provider/plugin/tokens";
import { HEADER } from "../header";
import { TypeText } from "./type-text";

export function typesFile(schema: PackageSpec): string {
  const api = schema.resources[API_TYPE];
  const getApi = schema.functions[GET_API];
  if (api === undefined || getApi === undefined)
    throw new Error("The schema lacks the resource or the look-up.");
  const settings = preciseSettings();
  const types = new TypeText({ ...schema.types, ...settings.types });
  const args: ObjectTypeSpec = { properties: api.inputProperties, required: api.requiredInputs ?? [] };
  const main = [
    types.interface(
      "ApiArgs",
      args,
      "input",
      "What a program declares of an API. What is left out stays as the tenant has it.",
    ),
    types.interface(
      "GetApiArgs",
      getApi.inputs,
      "plain",
      "Which API `getApi` looks up: exactly one of the two.",
    ),
    types.interface(
      "GetApiOutputArgs",
      getApi.inputs,
      "input",
      "Which API `getApiOutput` looks up: exactly one of the two.",
    ),
    types.interface(
      "GetApiResult",
      getApi.outputs,
      "output",
      "An API of the tenant, as a look-up finds it. Never has a secret.",
    ),
    types.interface(
      "ProviderArgs",
      settings.args,
      "input",
      "Connection to a tenant, for an explicit provider.",
    ),
  ];
  return `${HEADER}import type * as pulumi from "@pulumi/pulumi";\n\n${[...main, ...types.declarations()].join("\n")}`;
}

/** In the schema settings are text, because stack configuration is; a program can be told more. */
function preciseSettings() {
  const types = new TypeRegistry();
  const properties = Object.fromEntries(
    ALL_SETTINGS.map((setting) => {
      const type = types.typeOf(shapeOf(setting.type), pascalCase(setting.name), setting.description);
      const environment =
        setting.environment === undefined ? "" : ` Environment: ${setting.environment.join(" or ")}.`;
      return [setting.name, { ...type, description: `${setting.description}${environment}` }];
    }),
  );
  const args: ObjectTypeSpec = { properties };
  return { args, types: types.types };
}
