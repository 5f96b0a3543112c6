/** Files that are the same in every language: Pulumi.yaml's head and package.json. */
import type { Packages, Program } from "../program/program";
import { yamlText } from "./yaml-text";

export const PACKAGE_JSON = "package.json";

/** The head of Pulumi.yaml. */
export function projectLines({ project, description, provider }: Program, runtime: string): string[] {
  return [
    `name: ${yamlText(project)}`,
    `runtime: ${runtime}`,
    `description: ${yamlText(description)}`,
    ...(provider.pluginPath === undefined
      ? []
      : [
          "plugins:",
          "  providers:",
          `    - name: ${provider.name}`,
          `      path: ${yamlText(provider.pluginPath)}`,
        ]),
  ];
}

export function packageJson(
  { project }: Program,
  dependencies: Packages,
  more: Readonly<Record<string, string>> = {},
): string {
  return `${JSON.stringify({ name: project.toLowerCase(), private: true, ...more, dependencies }, null, 2)}\n`;
}

export function fileText(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
