/** Programs in Pulumi YAML: all of it in Pulumi.yaml. */
import type { Program, ProgramResource } from "../program/program";
import { type RemarkWords, remarkLines } from "../program/remark";
import { commentText } from "./characters";
import { someKey } from "./keys";
import type { Language } from "./language";
import { fileText, PACKAGE_JSON, packageJson, projectLines } from "./project";
import { yamlMember, yamlText } from "./yaml-text";

export const yaml: Language = {
  name: "yaml",
  runtime: "yaml",
  asksForVersion: false,
  // Pulumi takes such a member for the call of a function.
  canWrite: (value) => !someKey(value, (key) => /^fn::/i.test(key)),
  files(program) {
    const { always } = program.provider.packages;
    return new Map([
      [
        "Pulumi.yaml",
        fileText([
          ...projectLines(program, "yaml"),
          "resources:",
          ...program.resources.flatMap((resource) => resourceLines(resource, program)),
        ]),
      ],
      // YAML itself needs no packages, but the plugin may come with one.
      ...(Object.keys(always).length === 0
        ? []
        : ([[PACKAGE_JSON, packageJson(program, always)]] as [string, string][])),
    ]);
  },
};

const WORDS: RemarkWords = {
  configuration: [],
  property: (name, value) => `${name}: ${value}`,
  secret: (key) => `\${${key}}`,
  text: yamlText,
  aside: (text) => `# ${text}`,
};

function resourceLines(resource: ProgramResource, program: Program): string[] {
  const { variable, name, kind, properties, remarks, ignoreChanges } = resource;
  const options = [
    ...(program.protect ? ["      protect: true"] : []),
    ...(ignoreChanges.length > 0 ? yamlMember("ignoreChanges", [...ignoreChanges], "      ") : []),
  ];
  return [
    `  ${yamlText(variable)}:`,
    `    type: ${kind.yaml}`,
    ...(name === variable ? [] : [`    name: ${yamlText(name)}`]),
    "    properties:",
    ...[...properties].flatMap(([key, value]) => yamlMember(key, value, "      ")),
    ...remarks
      .flatMap((remark) => remarkLines(remark, variable, WORDS))
      .map((line) => `      # ${commentText(line)}`),
    ...(options.length > 0 ? ["    options:", ...options] : []),
  ];
}
