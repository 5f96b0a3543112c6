/** docs/reference/api.md: every field of an API. */
import { formatDuration } from "../../../provider/model/durations";
import { defaultOf } from "../../../provider/model/effective";
import { countsSeconds, type Field, type SystemApi } from "../../../provider/model/field";
import { shapeOf } from "../../../provider/model/shape";
import { ALL_FIELDS, INPUT_FIELDS } from "../../../provider/model/table";
import { limitTable } from "./limits";
import { code, link, NOTE, table } from "./markdown";
import { members, shapeText } from "./shape-text";

const INTRODUCTION = `# Settings of an API

An API is an OAuth 2.0 resource server in an Auth0 tenant. In TypeScript:

\`\`\`ts
import { Api, minutes } from "pulumi-apisettings";

export const banking = new Api("banking", {
  identifier: "https://banking.example.test/",
  tokenLifetimeSeconds: minutes(15),
  allowOfflineAccess: false,
});
\`\`\`

What is not declared is left as the tenant has it; no default is ever written into a program's inputs. A change reaches tokens
issued after it: issued ones keep their \`exp\`. All that is wrong with a declaration is said at once, in the preview.

Durations are whole seconds. \`seconds\`, \`minutes\`, \`hours\` and \`days\` make them readable; they refuse what would not be a whole
number of seconds.
`;

const OVERRIDES = `Limits are checked in the preview. One that is wrong for a tenant can be changed or switched off in the
[provider's settings](provider.md), by the place and the kind that stand in the tables here:

\`\`\`sh
pulumi config set apisettings:limits '{"tokenLifetimeSeconds": {"max": 3600}, "scopes[].value": {"reserved": null}}'
\`\`\`
`;

export function apiPage(): string {
  const outputs = ALL_FIELDS.filter(({ role }) => role === "output");
  return [
    NOTE,
    INTRODUCTION,
    table(
      ["setting", "type", "default", "when its line is removed"],
      INPUT_FIELDS.map((field) => [
        link(field.name),
        typeText(field),
        defaultText(field),
        removalText(field),
      ]),
    ),
    "",
    OVERRIDES,
    "## Settings\n",
    ...INPUT_FIELDS.map(inputSection),
    "## Computed outputs\n",
    "Besides these, every setting is an output too, with its effective value. `id` is the tenant's id of the API.\n",
    ...outputs.map((field) => `### ${field.name}\n\n${field.description}\n`),
  ].join("\n");
}

function inputSection(field: Field): string {
  const nested = members(shapeOf(field.type));
  const facts = [
    `- Type: ${typeText(field)}`,
    ...nested.map(({ path, text }) => `  - ${code(path)}: ${text}`),
    ...(field.required ? ["- Required"] : [`- Default: ${defaultText(field)}`]),
    ...(field.immutable ? ["- A change replaces the API"] : []),
    ...(field.secret ? ["- Secret: encrypted in state, in no message"] : []),
    ...(field.required ? [] : [`- When its line is removed: ${removalText(field)}`]),
    `- Management API: ${field.wire === null ? "not sent; lives in Pulumi state only" : code(field.wire)}`,
    ...(field.changeableOn ? [`- Of system APIs, can be changed on: ${systemApis(field.changeableOn)}`] : []),
    `- Source: ${field.source}`,
  ];
  const limits = limitTable(field);
  const parts = [`### ${field.name}`, field.description, facts.join("\n"), ...(limits ? [limits] : [])];
  return `${parts.join("\n\n")}\n`;
}

const SYSTEM_APIS: Record<SystemApi, string> = {
  management: "the Management API",
  "my-account": "the My Account API",
};

function systemApis(names: readonly SystemApi[]): string {
  return names.map((name) => SYSTEM_APIS[name]).join(" and ");
}

function typeText(field: Field): string {
  return `${shapeText(shapeOf(field.type))}${countsSeconds(field) ? ", seconds" : ""}`;
}

function defaultText(field: Field): string {
  if (field.required) return "required";
  const value = defaultOf(field);
  if (value === undefined) return "none";
  if (typeof value === "number") {
    const exact = value.toLocaleString("en-US");
    return countsSeconds(field) ? `${exact} (${formatDuration(value)})` : exact;
  }
  return code(typeof value === "string" ? value : JSON.stringify(value));
}

function removalText(field: Field): string {
  if (field.required) return "cannot be removed";
  if (field.wire === null) return "nothing in the tenant changes";
  switch (field.whenRemoved) {
    case "default":
      return field.lifetime
        ? "back to the default; refused where tokens would live longer"
        : "back to the default";
    case "null":
      return "cleared in the tenant";
    default:
      return "stays in the tenant as it is";
  }
}
