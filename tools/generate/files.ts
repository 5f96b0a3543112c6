/** Every generated file: its path from the root of the repository, and its content. */
import { baselineJsonSchema, configJsonSchema } from "../../policy/rules/config/json-schema";
import { buildSchema } from "../../provider/plugin/schema/build-schema";
import { PACKAGE } from "../../provider/process/package-facts";
import { apiPage } from "./reference/api";
import { errorsPage } from "./reference/errors";
import { policiesPage } from "./reference/policies/page";
import { providerPage } from "./reference/provider";
import { apiOutputsFile } from "./typescript/api-outputs";
import { configFileTypes } from "./typescript/config-file";
import { namesFile } from "./typescript/names";
import { typesFile } from "./typescript/types";

export function generatedFiles(): ReadonlyMap<string, string> {
  const schema = buildSchema(PACKAGE.version);
  return new Map([
    ["schema.json", json(schema)],
    ["config.schema.json", json(configJsonSchema())],
    ["baseline.schema.json", json(baselineJsonSchema())],
    ["sdk/types.generated.ts", typesFile(schema)],
    ["sdk/api-outputs.generated.ts", apiOutputsFile(schema)],
    ["sdk/names.generated.ts", namesFile()],
    ["policy/rules/config/config-file.generated.ts", configFileTypes()],
    ["docs/reference/api.md", apiPage()],
    ["docs/reference/provider.md", providerPage()],
    ["docs/reference/errors.md", errorsPage()],
    ["docs/reference/policies.md", policiesPage()],
  ]);
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
