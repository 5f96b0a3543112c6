/** `apisettings explain`: how long the tokens of an API live, flow by flow, whether they can be refreshed, and why. */
import type { Command } from "commander";
import { explain } from "../operations/explain/explain";
import type { Explanation } from "../operations/explain/explanation";
import type { Facts } from "../operations/explain/facts";
import { factsOfTenant } from "../operations/explain/live";
import { explainJson } from "../operations/explain/render/json";
import { explainMarkdown } from "../operations/explain/render/markdown";
import { sheetOf } from "../operations/explain/render/sheet";
import { explainTerminal } from "../operations/explain/render/terminal";
import { factsOfStack } from "../operations/explain/stack";
import type { TenantClient } from "../provider/client/client";
import { ApiSettingsError } from "../provider/model/errors";
import { readStack } from "../review/read/stack";
import type { CommandIo } from "./io";
import { connect, ENVIRONMENT_HELP, type Environment } from "./live-tenant";

export interface ExplainFlags {
  file?: string;
  tenant?: true;
  client?: string;
  scope?: string;
  json?: true;
  markdown?: true;
}

/** What a stack is at most: as large as what the review reads. */
const MAXIMUM_INPUT_BYTES = 512 * 1024 ** 2;

const HELP = `
Examples:
  pulumi stack export | apisettings explain payments --file -
  pulumi preview --json > preview.json; apisettings explain --file preview.json
  apisettings explain https://payments.example/ --tenant --client CLIENT_ID

A preview shows what will be: what the apply decides is "after the apply". From
a stack, a client and a Default Audience are known where pulumi-auth0 declares
them. With --tenant, read scopes are enough: read:resource_servers, and for more
of the picture read:clients, read:client_grants and read:tenant_settings.
${ENVIRONMENT_HELP}`;

export function addExplainCommand(
  program: Command,
  io: CommandIo,
  environment: Environment = process.env,
): void {
  program
    .command("explain")
    .summary("which lifetime applies to each flow of an API, and why")
    .description(
      "Show for each flow how long an API's access tokens live, whether a refresh token comes with them, and why, with the source. What no document says is called not documented.",
    )
    .argument(
      "[api]",
      "name in the program, or identifier; with --tenant identifier or id. Default: every API of the file",
    )
    .option("--file <file>", "saved state or preview to read; - for standard input")
    .option("--tenant", "read the API in the live tenant instead")
    .option(
      "--client <client>",
      "look at this client: its name in the program, or with --tenant its client id",
    )
    .option(
      "--scope <scopes>",
      'what a request asks for, such as "openid offline_access". Default: each scope is looked at',
    )
    .option("--json", "print JSON")
    .option("--markdown", "print Markdown")
    .addHelpText("after", HELP)
    .action((api: string | undefined, flags: ExplainFlags) =>
      runExplain(api, flags, io, () => connect(environment)),
    );
}

/** @throws ApiSettingsError */
export async function runExplain(
  api: string | undefined,
  flags: ExplainFlags,
  io: CommandIo,
  connected: () => TenantClient,
): Promise<void> {
  check(flags);
  const found = flags.tenant ? await ofTenant(api, flags, io, connected) : await ofFile(api, flags, io);
  const scope = flags.scope?.split(/[\s,]+/).filter((word) => word !== "");
  io.out(
    rendered(
      found.map((facts) => explain(facts, scope)),
      flags,
    ),
  );
}

function check({ file, tenant, json, markdown }: ExplainFlags): void {
  if ((file === undefined) === (tenant === undefined)) {
    throw new ApiSettingsError("invalid-input", "Either --file or --tenant must be given, and not both.", {
      wayOut: "Give --file FILE with saved state or a preview, or --tenant for the live tenant.",
    });
  }
  if (json && markdown) {
    throw new ApiSettingsError("invalid-input", "--json and --markdown contradict each other.", {
      wayOut: "Give one of them.",
    });
  }
}

async function ofFile(api: string | undefined, flags: ExplainFlags, io: CommandIo): Promise<Facts[]> {
  const { file = "-", client } = flags;
  const text =
    file === "-"
      ? await io.files.readStandardInput(MAXIMUM_INPUT_BYTES)
      : io.files.read(file, "input", MAXIMUM_INPUT_BYTES);
  const { resources, problems } = readStack(text, file === "-" ? "the standard input" : file);
  for (const { message } of problems) io.err(`apisettings: warning: ${message}\n`);
  return factsOfStack(resources, { api, client });
}

async function ofTenant(
  api: string | undefined,
  { client }: ExplainFlags,
  io: CommandIo,
  connected: () => TenantClient,
): Promise<Facts[]> {
  if (api === undefined) {
    throw new ApiSettingsError("invalid-input", "With --tenant, the API must be named.", {
      wayOut: "Give its identifier or id.",
    });
  }
  const { facts, remarks } = await factsOfTenant(connected(), { api, clientId: client });
  for (const remark of remarks) io.err(`apisettings: ${remark}\n`);
  return [facts];
}

function rendered(explanations: readonly Explanation[], { json, markdown }: ExplainFlags): string {
  if (json) return explainJson(explanations);
  const sheets = explanations.map(sheetOf);
  return markdown ? explainMarkdown(sheets) : explainTerminal(sheets);
}
