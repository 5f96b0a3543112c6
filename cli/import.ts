/** `apisettings import`: a tenant's APIs as a Pulumi program, with the file that imports them. Reads only. */
import { existsSync } from "node:fs";
import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  assertWritable,
  fileNames,
  type ImportResult,
  importApis,
  LANGUAGES,
  type LanguageName,
  PACKAGE_JSON,
  PROVIDERS,
  writeProject,
} from "../operations/import/index";
import { createManagementClient } from "../provider/client/client";
import { resolveBehaviour } from "../provider/model/connection";
import { ApiSettingsError } from "../provider/model/errors";
import { PACKAGE } from "../provider/process/package-facts";
import type { ResourceContext } from "../provider/resources/context";
import { readJsonFile } from "./files";
import { reportJson, reportText } from "./import-report";
import type { CommandIo } from "./io";
import { connectionOf, ENVIRONMENT_HELP, type Environment } from "./live-tenant";
import { collect } from "./repeatable";

export interface ImportFlags {
  language: LanguageName;
  provider: (typeof PROVIDERS)[number];
  out: string;
  project?: string;
  identifier?: readonly string[];
  name?: readonly string[];
  limit?: number;
  includeSystem?: true;
  fromState?: string;
  /** False with --no-protect. */
  protect: boolean;
  force?: true;
  dryRun?: true;
  json?: true;
}

/** What the command takes from its process. */
export interface ImportSurroundings {
  print(text: string): void;
  /** Standard error: what is going on, apart from the result. */
  tell(text: string): void;
  /** Whether standard error is a terminal, where a line can be written over. */
  isTerminal: boolean;
  context(signal: AbortSignal): ResourceContext;
  signal: AbortSignal;
}

const HELP = `
Examples:
  apisettings import
      every API, in YAML, into ./auth0-apis
  apisettings import --language typescript --name 'Order*' --out orders
  apisettings import --from-state state.json
      the APIs that a stack manages with pulumi-auth0
  apisettings import --from-state state.json --provider auth0
      and back

The scope read:resource_servers is enough. Signing secrets are never read.
${ENVIRONMENT_HELP}`;

export function addImportCommand(
  program: Command,
  io: Pick<CommandIo, "out" | "err">,
  environment: Environment = process.env,
): void {
  program
    .command("import")
    .description("Write a Pulumi program for the APIs that a tenant has, and the file that imports them.")
    .addOption(
      new Option("--language <language>", "language of the program").choices(LANGUAGES).default("yaml"),
    )
    .option("--out <folder>", "folder of the project", "auth0-apis")
    .option("--project <name>", "name of the Pulumi project (default: the folder's)", projectName)
    .option("--identifier <pattern>", "only identifiers like this, with * for any text; repeatable", collect)
    .option("--name <pattern>", "only names like this, in any case; repeatable", collect)
    .option("--limit <number>", "at most so many APIs", parseLimit)
    .option("--include-system", "also the tenant's own APIs, such as the Management API")
    .option("--from-state <file>", "exactly the APIs in what `pulumi stack export` wrote into this file")
    .addOption(
      new Option("--provider <name>", "provider that the program uses; auth0 is the way back to pulumi-auth0")
        .choices(PROVIDERS)
        .default("apisettings"),
    )
    .option("--no-protect", "do not put Pulumi's protection against deletion on the APIs")
    .option("--force", "write over files that are there")
    .option("--dry-run", "print the files instead of writing them")
    .option("--json", "print JSON")
    .addHelpText("after", HELP)
    .action(async (flags: ImportFlags) => {
      const controller = new AbortController();
      const stop = (): void => controller.abort();
      process.once("SIGINT", stop).once("SIGTERM", stop);
      try {
        await runImport(flags, processSurroundings(io, environment, controller.signal));
      } finally {
        process.off("SIGINT", stop).off("SIGTERM", stop);
      }
    });
}

export async function runImport(flags: ImportFlags, surroundings: ImportSurroundings): Promise<void> {
  const { signal, print, tell } = surroundings;
  const writes = flags.dryRun !== true;
  if (writes) assertWritable(flags.out, fileNames(flags.language), flags.force === true);
  const state = flags.fromState === undefined ? undefined : readJsonFile(flags.fromState, "state");
  const progress = progressTeller(surroundings);
  let result: ImportResult;
  try {
    result = await importApis(
      surroundings.context(signal),
      {
        language: flags.language,
        provider: flags.provider,
        project: flags.project ?? projectNameOf(flags.out),
        protect: flags.protect,
        filters: {
          identifiers: flags.identifier ?? [],
          names: flags.name ?? [],
          includeSystem: flags.includeSystem === true,
          limit: flags.limit,
        },
        state,
        version: PACKAGE.version,
        // npm made it, or somebody wrote more into it than an import knows of.
        hasPackageJson: flags.force !== true && existsSync(path.join(flags.out, PACKAGE_JSON)),
      },
      progress.read,
    );
  } finally {
    progress.end();
  }
  if (signal.aborted) throw new ApiSettingsError("cancelled", "The import was stopped. Nothing was written.");
  if (writes) writeProject(flags.out, result.files);
  for (const urn of result.missing) tell(`apisettings: the tenant does not have the API of ${urn}.\n`);
  const report = { result, directory: flags.out, written: writes };
  print(flags.json ? reportJson(report) : reportText(report));
}

/** A page of the tenant's list: whoever waits for more wants to see something. */
const WORTH_TELLING = 100;
const LINES_APART = 1_000;

function progressTeller({ tell, isTerminal }: ImportSurroundings): {
  read(read: number, found: number): void;
  end(): void;
} {
  let shown = false;
  return {
    read(read, found) {
      const isDue = read % (isTerminal ? WORTH_TELLING : LINES_APART) === 0;
      if (!isDue) return;
      const line = `${read} APIs read, ${found} to import`;
      tell(isTerminal ? `\r${line}` : `${line}\n`);
      shown = isTerminal;
    },
    end() {
      if (shown) tell("\n");
    },
  };
}

function processSurroundings(
  io: Pick<CommandIo, "out" | "err">,
  environment: Environment,
  signal: AbortSignal,
): ImportSurroundings {
  return {
    print: io.out,
    tell: io.err,
    isTerminal: process.stderr.isTTY === true,
    signal,
    context: (aborting) => {
      const log = (message: string): void => io.err(`apisettings: ${message}\n`);
      return {
        client: createManagementClient(connectionOf(environment), { version: PACKAGE.version }),
        behaviour: resolveBehaviour([]),
        domain: connectionOf(environment).domain,
        log: { debug: () => {}, info: log, warning: log },
        signal: aborting,
      };
    },
  };
}

/** Names that Pulumi and npm both take for a project. */
const PROJECT_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;

function projectName(value: string): string {
  if (!PROJECT_NAME.test(value)) {
    throw new InvalidArgumentError("Use up to 100 letters, digits, - _ and ., beginning with a letter.");
  }
  return value;
}

function projectNameOf(directory: string): string {
  const name = path
    .basename(path.resolve(directory))
    .replace(/[^A-Za-z0-9_.-]+/g, "-")
    .replace(/^[^A-Za-z]+/, "");
  return name === "" ? "auth0-apis" : name.slice(0, 100);
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d+$/.test(value) || limit < 1) throw new InvalidArgumentError("Use a whole number from 1.");
  return limit;
}
