/**
 * One small program, written in the language of each form of the resource, so that a behaviour is tested the same way
 * in all of them.
 */

/** The output of another resource of the program. */
export class Ref {
  readonly resource: string;
  readonly property: string;
  constructor(resource: string, property: string) {
    this.resource = resource;
    this.property = property;
  }
}

/** A value that the program marks as secret. */
export class SecretText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type ProgramValue =
  | string
  | number
  | boolean
  | Ref
  | SecretText
  | ProgramValue[]
  | { [key: string]: ProgramValue };

export interface ResourceOptions {
  protect?: boolean;
  ignoreChanges?: string[];
  retainOnDelete?: boolean;
  import?: string;
  /** Other names that the resource had (`aliases`). */
  aliases?: string[];
  /** Read an existing resource instead of managing it. */
  get?: string;
  version?: string;
}

export interface ProgramResource {
  name: string;
  properties: Record<string, ProgramValue>;
  options?: ResourceOptions;
}

export interface Form {
  title: string;
  /** Type token in state. */
  type: string;
  /** File name to content. */
  files(resources: readonly ProgramResource[]): Record<string, string>;
}

export const yamlPlugin: Form = {
  title: "plugin form, YAML",
  type: "apisettings:index:Api",
  files: (resources) => ({ "Pulumi.yaml": yamlProgram(resources) }),
};

export const typescriptDynamic: Form = {
  title: "dynamic form, TypeScript",
  type: "pulumi-nodejs:dynamic/apisettings:Api",
  files: (resources) => typescriptProgram("pulumi-apisettings", resources),
};

export const typescriptPlugin: Form = {
  title: "plugin form, TypeScript",
  type: "apisettings:index:Api",
  files: (resources) => ({
    ...typescriptProgram("pulumi-apisettings/plugin", resources),
    "Pulumi.yaml": `name: engine-test\nruntime: nodejs\n${PLUGIN_LINES}`,
  }),
};

const PLUGIN_LINES = `plugins:
  providers:
    - name: apisettings
      path: node_modules/pulumi-apisettings
`;

function yamlProgram(resources: readonly ProgramResource[]): string {
  const entries = resources.map(({ name, properties, options = {} }) => [
    name,
    {
      type: "apisettings:Api",
      ...(options.get === undefined ? { properties: yamlValue(properties) } : { get: { id: options.get } }),
      options: yamlOptions(options),
    },
  ]);
  // JSON is YAML, so nothing needs quoting rules of its own.
  return `name: engine-test\nruntime: yaml\n${PLUGIN_LINES}resources: ${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function yamlValue(value: ProgramValue): unknown {
  if (value instanceof Ref) return `\${${value.resource}.${value.property}}`;
  if (value instanceof SecretText) return { "fn::secret": value.text };
  if (Array.isArray(value)) return value.map(yamlValue);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, yamlValue(member)]));
}

function yamlOptions({ get: _, aliases, ...options }: ResourceOptions): object {
  return aliases === undefined ? options : { ...options, aliases: aliases.map((name) => ({ name })) };
}

function typescriptProgram(module: string, resources: readonly ProgramResource[]): Record<string, string> {
  const lines = resources.map(({ name, properties, options = {} }) => {
    const { get, aliases, ...rest } = options;
    const all = {
      ...rest,
      ...(get === undefined ? {} : { id: get }),
      ...(aliases === undefined ? {} : { aliases: aliases.map((alias) => ({ name: alias })) }),
    };
    return `const ${variable(name)} = new Api(${JSON.stringify(name)}, ${code(properties)}, ${JSON.stringify(all)});`;
  });
  return {
    "Pulumi.yaml": "name: engine-test\nruntime: nodejs\n",
    "package.json": '{ "name": "engine-test", "private": true, "main": "index.ts" }\n',
    "index.ts": [
      'import * as pulumi from "@pulumi/pulumi";',
      `import { Api } from "${module}";`,
      "",
      ...lines,
      // Keeps both imports and every variable in use.
      `export const resources = [pulumi.getStack(), ${resources.map(({ name }) => variable(name)).join(", ")}].length;`,
      "",
    ].join("\n"),
  };
}

function code(value: ProgramValue): string {
  if (value instanceof Ref) return `${variable(value.resource)}.${value.property}`;
  if (value instanceof SecretText) return `pulumi.secret(${JSON.stringify(value.text)})`;
  if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${code(member)}`)
    .join(", ")} }`;
}

function variable(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "_");
}
