/** sdk/api-outputs.generated.ts: the properties that both `Api` classes have. */
import type { PackageSpec } from "../../../provider/plugin/schema/package-spec";
import { API_TYPE } from "../../../provider/plugin/tokens";
import { HEADER } from "../header";
import { docComment } from "./doc-comment";
import { TypeText } from "./type-text";

export function apiOutputsFile(schema: PackageSpec): string {
  const api = schema.resources[API_TYPE];
  if (api === undefined) throw new Error("The schema lacks the resource.");
  const types = new TypeText(schema.types);
  const imported = new Set<string>();
  const properties = Object.entries(api.properties).map(([name, property]) => {
    const text = types.typeOf(property, "output");
    for (const [type] of text.matchAll(/\b[A-Z]\w+/g)) if (type !== "Array") imported.add(type);
    const always = api.required?.includes(name) ?? false;
    // "declare": the base class sets them while it is constructed, and a real field would wipe them afterwards.
    return `${docComment(property.description ?? "", "  ")}  declare readonly ${name}: pulumi.Output<${text}${always ? "" : " | undefined"}>;\n`;
  });
  const names = [...imported].sort();
  return `${HEADER}import * as pulumi from "@pulumi/pulumi";
import type { ${names.join(", ")} } from "./types.generated";

/** What an API is after an apply: effective values, whether or not they were declared. */
export abstract class ApiOutputs extends pulumi.CustomResource {
${properties.join("\n")}}
`;
}
