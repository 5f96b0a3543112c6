/** docs/reference/provider.md: every setting of the provider. */
import { ALL_SETTINGS, type CredentialKind, type Setting } from "../../../provider/model/settings";
import { shapeOf } from "../../../provider/model/shape";
import { code, link, listed, NOTE, table } from "./markdown";
import { shapeText } from "./shape-text";

const INTRODUCTION = `# Provider settings

Which tenant, with which credentials, how carefully. Names and environment variables are those of pulumi-auth0 and Auth0's own
tools where they have one.

\`\`\`sh
pulumi config set apisettings:domain example.eu.auth0.com
pulumi config set apisettings:clientId 0123456789abcdef
pulumi config set --secret apisettings:clientSecret
\`\`\`
`;

const PRECEDENCE = `## Where settings come from

1. Arguments of an explicit provider (\`new Provider(...)\`).
2. Stack configuration, in the namespace \`apisettings:\`.
3. Environment variables.

Single settings are taken from the first of these that has them. Credentials are taken as a whole from the first that has any: the
client id of one tenant never meets the secret of another. Empty variables count as unset.

Secret settings in plain stack configuration are refused by the dynamic form, because the engine would store them in clear; the
plugin form encrypts them. Numbers, booleans and objects are written as JSON in configuration and environment.

In the dynamic form the engine hands \`pulumi refresh\` and \`pulumi destroy\` the stack configuration of the last update. After credentials
were changed there, add \`--run-program\`. An API is never looked for in another tenant than the one it was last seen in.
`;

const KINDS: Readonly<Record<CredentialKind, string>> = {
  "api-token": "A ready token",
  "client-secret": "Client credentials with a secret",
  "private-key-jwt": "Client credentials with a private key (RFC 7523)",
};

export function providerPage(): string {
  return [
    NOTE,
    INTRODUCTION,
    table(
      ["setting", "type", "environment", "secret"],
      ALL_SETTINGS.map((setting) => [
        link(setting.name),
        shapeText(shapeOf(setting.type)),
        (setting.environment ?? []).map(code).join(" or "),
        setting.secret ? "yes" : "",
      ]),
    ),
    "",
    PRECEDENCE,
    "## Ways to authenticate\n",
    table(
      ["way", "settings"],
      Object.entries(KINDS).map(([kind, text]) => [text, settingsOf(kind)]),
    ),
    "",
    "The credentials need the Management API scopes `read:`, `create:`, `update:` and `delete:resource_servers`.\n",
    "## Settings\n",
    ...ALL_SETTINGS.map(section),
  ].join("\n");
}

function settingsOf(kind: string): string {
  const names = ALL_SETTINGS.filter((setting) => setting.credential?.some((each) => each === kind));
  return listed(names.map(({ name }) => code(name)));
}

function section(setting: Setting): string {
  const facts = [
    `- Type: ${shapeText(shapeOf(setting.type))}`,
    ...(setting.environment ? [`- Environment: ${setting.environment.map(code).join(" or ")}`] : []),
    ...(setting.secret ? ["- Secret: encrypted in state, in no message"] : []),
    `- Source: ${setting.source}`,
  ];
  return `### ${setting.name}\n\n${setting.description}\n\n${facts.join("\n")}\n`;
}
