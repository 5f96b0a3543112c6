/** The package schema, made from the field table and the settings table. */
import { PACKAGE } from "../../process/package-facts";
import { API_TYPE, GET_API, PACKAGE_NAME } from "../tokens";
import { apiResource, getApiFunction } from "./api";
import type { PackageSpec } from "./package-spec";
import { settingProperties } from "./settings";
import { TypeRegistry } from "./type-registry";

/** `version`: semantic version of the package; left out of the schema where it is not one ("dev"). */
export function buildSchema(version: string): PackageSpec {
  const types = new TypeRegistry();
  const settings = settingProperties(types);
  const resource = apiResource(types);
  const getApi = getApiFunction(types);
  return {
    name: PACKAGE_NAME,
    displayName: "API settings",
    ...(/^\d+\.\d+\.\d+/.test(version) ? { version } : {}),
    description: PACKAGE.description,
    keywords: PACKAGE.keywords,
    license: PACKAGE.license,
    meta: { moduleFormat: "(.*)" },
    config: { variables: settings },
    types: types.types,
    provider: {
      description:
        "Connection to an Auth0 tenant. Settings come from the arguments, the stack configuration (apisettings:…) or the environment (AUTH0_…), in this order; credentials are never mixed from different sources.",
      inputProperties: settings,
    },
    resources: { [API_TYPE]: resource },
    functions: { [GET_API]: getApi },
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
    },
  };
}
