/** `apisettings verify`: real tokens, held against what is declared. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, InvalidArgumentError } from "commander";
import type { DeclaredApi } from "../operations/verify/declared";
import { verifyJson } from "../operations/verify/render/json";
import { verifyMarkdown } from "../operations/verify/render/markdown";
import { verifyTerminal } from "../operations/verify/render/terminal";
import { countsOf } from "../operations/verify/render/words";
import type { Verification } from "../operations/verify/result";
import { ofCommandLine, ofStack, ofTenant } from "../operations/verify/select";
import { verifyApis } from "../operations/verify/verify";
import { type AuthorizationServer, authorizationServer } from "../provider/client/authorization-server";
import { createManagementClient, type ManagementClient } from "../provider/client/client";
import { parseDuration } from "../provider/model/durations";
import { ApiSettingsError } from "../provider/model/errors";
import { readStack } from "../review/read/stack";
import { EXIT, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";
import { connectionOf, ENVIRONMENT_HELP, type Environment } from "./live-tenant";
import { collect } from "./repeatable";

export interface VerifyFlags {
  file?: string;
  identifier?: readonly string[];
  lifetime?: number;
  alg?: string;
  max: number;
  strict?: true;
  json?: true;
  markdown?: true;
}

/** The tenant that is asked. */
export interface VerifiedTenant {
  readonly domain: string;
  readonly server: AuthorizationServer;
  readonly client: ManagementClient;
  readonly pause: () => Promise<void>;
}

const MAXIMUM_INPUT_BYTES = 512 * 1024 ** 2;
/** Four a second: far below the smallest documented limit of the token endpoint. */
const PAUSE_MILLISECONDS = 250;
export const DEFAULT_MAXIMUM_TOKENS = 25;

const HELP = `
Examples:
  pulumi stack export | apisettings verify --file -
  apisettings verify --identifier https://payments.example/ --lifetime 15m
  apisettings verify payments --file state.json --strict --json

For each API a token is fetched by client credentials, four a second at most and
never more than --max: tenants count them. It is decoded, compared and forgotten.
Checked are the lifetime (exp - iat), aud, alg, the signature with the tenant's
published keys, typ, and what else the declaration promises. Nothing is written.

With --identifier alone, tokens are held against the settings of the live tenant
(read:resource_servers); with --lifetime, against that.

"Not verifiable" proves nothing either way, and says why: no client grant, users
only, encrypted or opaque tokens, proof of possession, a value that is secret or
not known yet.
${ENVIRONMENT_HELP}
A token is fetched with the former only, and the client needs a client grant for
each API.

Ends with 3 where a token is not as declared, and with 4 under --strict where
something is not verifiable.`;

export function addVerifyCommand(
  program: Command,
  io: CommandIo,
  environment: Environment = process.env,
): void {
  program
    .command("verify")
    .summary("fetch a real token for each API and compare it with what is declared")
    .description(
      "Fetch a real token for each API and compare it with what is declared: the proof after a deployment.",
    )
    .argument("[api...]", "names in the program, or identifiers. Default: every API of the file")
    .option("--file <file>", "saved state or preview with the declared APIs; - for standard input")
    .option("--identifier <identifier>", "verify this API instead; repeatable", collect)
    .option(
      "--lifetime <duration>",
      "with --identifier: the lifetime to expect, such as 900 or 15m",
      duration,
    )
    .option("--alg <algorithm>", "with --lifetime: the signing algorithm to expect, such as RS256")
    .option("--max <number>", "tokens to fetch at most", wholeNumber, DEFAULT_MAXIMUM_TOKENS)
    .option("--strict", "end with 4 where something is not verifiable")
    .option("--json", "print JSON")
    .option("--markdown", "print Markdown")
    .addHelpText("after", HELP)
    .action((apis: string[], flags: VerifyFlags) => runVerify(apis, flags, io, () => tenantOf(environment)));
}

function tenantOf(environment: Environment): VerifiedTenant {
  const settings = connectionOf(environment);
  return {
    domain: settings.domain,
    server: authorizationServer(settings),
    client: createManagementClient(settings),
    pause: () => sleep(PAUSE_MILLISECONDS),
  };
}

/** @throws ApiSettingsError */
export async function runVerify(
  apis: readonly string[],
  flags: VerifyFlags,
  io: CommandIo,
  connected: () => VerifiedTenant,
): Promise<void> {
  check(apis, flags);
  const fromFile = flags.file === undefined ? undefined : await ofFile(flags.file, apis, io);
  const tenant = connected();
  const declared = fromFile ?? (await ofIdentifiers(flags, tenant.client));
  const { domain, server, pause } = tenant;
  const verification = await verifyApis(declared, server, { domain, maximumTokens: flags.max, pause });
  io.out(rendered(verification, flags));
  io.endWith(codeOf(verification, flags));
}

function check(
  apis: readonly string[],
  { file, identifier, lifetime, alg, json, markdown }: VerifyFlags,
): void {
  const refuse = (summary: string, wayOut: string): never => {
    throw new ApiSettingsError("invalid-input", summary, { wayOut });
  };
  if ((file === undefined) === (identifier === undefined)) {
    refuse(
      "Either --file or --identifier must be given, and not both.",
      "Give --file FILE with saved state, or --identifier.",
    );
  }
  if (file === undefined && apis.length > 0) {
    refuse(
      "Names of APIs need a --file in which they are declared.",
      "Give --file FILE, or --identifier instead of names.",
    );
  }
  if (lifetime !== undefined && identifier === undefined) {
    refuse("--lifetime belongs to --identifier.", "In a file, the lifetime is declared.");
  }
  if (alg !== undefined && lifetime === undefined) {
    refuse(
      "--alg belongs to --lifetime.",
      "Give both, or neither to hold tokens against the settings of the tenant.",
    );
  }
  if (json && markdown) refuse("--json and --markdown contradict each other.", "Give one of them.");
}

async function ofFile(file: string, apis: readonly string[], io: CommandIo): Promise<DeclaredApi[]> {
  const text =
    file === "-"
      ? await io.files.readStandardInput(MAXIMUM_INPUT_BYTES)
      : io.files.read(file, "input", MAXIMUM_INPUT_BYTES);
  const { resources, problems } = readStack(text, file === "-" ? "the standard input" : file);
  for (const { message } of problems) io.err(`apisettings: warning: ${message}\n`);
  return ofStack(resources, apis);
}

async function ofIdentifiers(flags: VerifyFlags, client: ManagementClient): Promise<DeclaredApi[]> {
  const { identifier = [], lifetime, alg } = flags;
  const declared: DeclaredApi[] = [];
  for (const one of new Set(identifier)) {
    declared.push(
      lifetime === undefined
        ? await ofTenant(client, one)
        : ofCommandLine(one, { seconds: lifetime, algorithm: alg }),
    );
  }
  return declared;
}

function rendered(verification: Verification, { json, markdown }: VerifyFlags): string {
  if (json) return verifyJson(verification);
  return markdown ? verifyMarkdown(verification) : verifyTerminal(verification);
}

/** A mismatch is certain, so it goes before what is open. */
function codeOf(verification: Verification, { strict }: VerifyFlags): ExitCode {
  const { mismatch, notVerifiable } = countsOf(verification);
  if (mismatch > 0) return EXIT.findings;
  return strict && notVerifiable > 0 ? EXIT.notEvaluated : EXIT.fine;
}

function duration(written: string): number {
  const seconds = parseDuration(written);
  if (seconds === undefined || seconds <= 0)
    throw new InvalidArgumentError("Give seconds, or a duration such as 15m.");
  return seconds;
}

function wholeNumber(written: string): number {
  const number = Number(written);
  if (!/^\d{1,4}$/.test(written) || number < 1)
    throw new InvalidArgumentError("Give a whole number, 1 to 9999.");
  return number;
}
