/** Programs in TypeScript. */
import type { Json } from "../../../provider/model/values";
import type { Program, ProgramResource } from "../program/program";
import { type RemarkWords, remarkLines } from "../program/remark";
import { commentText, quoted } from "./characters";
import { someKey } from "./keys";
import type { Language } from "./language";
import { fileText, PACKAGE_JSON, packageJson, projectLines } from "./project";
import { typescriptMember } from "./typescript-text";

/** No more than what compilers from TypeScript 3.8, which Pulumi brings, to the newest take. */
const TSCONFIG = { compilerOptions: { strict: true, target: "es2020", noEmit: true }, files: ["index.ts"] };

export const typescript: Language = {
  name: "typescript",
  runtime: "nodejs",
  asksForVersion: true,
  // In an object literal this is not a member; Pulumi's SDK would lose it in any case.
  canWrite: (value) => !someKey(value, (key) => key === "__proto__"),
  files(program) {
    const { always, typescript: own } = program.provider.packages;
    return new Map([
      ["Pulumi.yaml", fileText(projectLines(program, "nodejs"))],
      [PACKAGE_JSON, packageJson(program, { ...own, ...always }, { main: "index.ts" })],
      ["tsconfig.json", `${JSON.stringify(TSCONFIG, null, 2)}\n`],
      ["index.ts", fileText([...program.provider.imports, ...program.resources.flatMap(withGap(program))])],
    ]);
  },
};

const WORDS: RemarkWords = {
  configuration: ['import * as pulumi from "@pulumi/pulumi";'],
  property: (name, value) => `${name}: ${value},`,
  secret: (key) => `new pulumi.Config().requireSecret(${quoted(key)})`,
  text: quoted,
  aside: (text) => `// ${text}`,
};

function withGap(program: Program): (resource: ProgramResource) => string[] {
  return (resource) => ["", ...resourceLines(resource, program)];
}

function resourceLines(resource: ProgramResource, program: Program): string[] {
  const { variable, name, kind, properties, remarks, ignoreChanges } = resource;
  const options = Object.entries({
    ...(program.protect ? { protect: true } : {}),
    ...(ignoreChanges.length > 0 ? { ignoreChanges: [...ignoreChanges] } : {}),
  } satisfies Record<string, Json>);
  return [
    `const ${variable} = new ${kind.typescript}(`,
    `  ${quoted(name)},`,
    "  {",
    ...[...properties].flatMap(([key, value]) => typescriptMember(key, value, "    ")),
    ...remarks
      .flatMap((remark) => remarkLines(remark, variable, WORDS))
      .map((line) => `    // ${commentText(line)}`),
    "  },",
    ...(options.length === 0
      ? []
      : ["  {", ...options.flatMap(([key, value]) => typescriptMember(key, value, "    ")), "  },"]),
    ");",
  ];
}
