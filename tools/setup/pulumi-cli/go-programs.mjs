import { basename } from "node:path";
import { provided } from "./layout.mjs";

export const sdk = "github.com/pulumi/pulumi/sdk/v3";
const engineVersion = `${sdk}/go/common/version.Version`;

/**
 * @typedef {object} GoProgram
 * @property {string} name
 * @property {string} module the folder of tools/pulumi-cli/ that pins it
 * @property {string} path its Go package
 * @property {string} variable makes it know its version; without it, the Automation API takes the CLI for too old
 * @property {string} version
 */

/** @type {GoProgram[]} */
export const programs = [
  {
    name: "pulumi-language-yaml",
    module: "cli",
    path: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    variable: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
    version: provided.yaml,
  },
  {
    name: "pulumi",
    module: "cli",
    path: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    variable: engineVersion,
    version: provided.pulumi,
  },
  ...[
    "sdk/nodejs/cmd/pulumi-language-nodejs",
    "sdk/python/cmd/pulumi-language-python",
    "sdk/go/pulumi-language-go",
  ].map((path) => ({
    name: basename(path),
    module: "language-hosts",
    path: `github.com/pulumi/pulumi/${path}/v3`,
    variable: engineVersion,
    version: provided.languageHosts,
  })),
];

/** Scripts that belong beside the CLI, from the sdk module. */
export const scripts = [
  "nodejs/dist/pulumi-resource-pulumi-nodejs",
  "python/dist/pulumi-resource-pulumi-python",
  "python/cmd/pulumi-language-python-exec",
];
