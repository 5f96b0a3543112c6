/** `apisettings comment`: a review as the one comment of its kind on a pull request. */
import { setTimeout as pause } from "node:timers/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { ApiSettingsError } from "../provider/model/errors";
import { githubForge } from "../review/publish/github";
import { gitlabForge } from "../review/publish/gitlab";
import type { Net } from "../review/publish/http";
import { publish } from "../review/publish/publish";
import { type Environment, type Platform, type Target, targetOf } from "../review/publish/target";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import { refusal } from "./files";
import type { CommandIo } from "./io";

export interface CommentFlags {
  body: string;
  platform?: Platform;
  repository?: string;
  pullRequest?: number;
  apiUrl?: string;
  author?: string;
  always?: true;
  dryRun?: true;
  json?: true;
}

const MAXIMUM_BODY_BYTES = 8 * 1024 ** 2;

const PROCESS_NET: Net = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  sleep: async (seconds) => {
    await pause(seconds * 1000);
  },
};

const HELP = `
The comment is found again by the hidden first line of the body, among those that
the token's own account wrote. An older run never overwrites a newer one, and
nothing is posted where nothing changes and there is no comment yet.

The token is GITHUB_TOKEN (permission pull-requests: write) or GITLAB_TOKEN
(scope api; CI_JOB_TOKEN cannot write comments), from the environment only.
In a pipeline, platform, repository, pull request and address of the API are
taken from its environment.

Examples:
  apisettings review preview.json --out markdown=review.md
  apisettings comment --body review.md
  apisettings comment --body review.md --platform github --dry-run \\
    --repository owner/name --pull-request 7`;

export function addCommentCommand(
  program: Command,
  io: CommandIo,
  environment: Environment = process.env,
  net: Net = PROCESS_NET,
): void {
  program
    .command("comment")
    .description("Create or update the comment of a review on a pull request of GitHub or GitLab.")
    .requiredOption("--body <file>", "what review wrote with --out markdown=FILE; - is the standard input")
    .addOption(new Option("--platform <name>", "default: by the environment").choices(["github", "gitlab"]))
    .option("--repository <name>", "owner/name; for GitLab the project's path or number")
    .option("--pull-request <number>", "its number", wholeNumber)
    .option("--api-url <address>", "of another server than github.com or gitlab.com")
    .option("--author <login>", "GitHub: the token's account, such as github-actions[bot]")
    .option("--always", "post a first comment also where nothing changes")
    .option("--dry-run", "write nothing; say what would be done")
    .option("--json", "say what was done as JSON")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action(async (flags: CommentFlags) => io.endWith(await runComment(flags, io, environment, net)));
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give its number, such as 7.");
}

export async function runComment(
  flags: CommentFlags,
  io: CommandIo,
  environment: Environment,
  net: Net,
): Promise<ExitCode> {
  const body =
    flags.body === "-"
      ? await io.files.readStandardInput(MAXIMUM_BODY_BYTES)
      : io.files.read(flags.body, "body", MAXIMUM_BODY_BYTES);
  const target = targetOf(flags, environment, eventOf(environment, io));
  const dryRun = flags.dryRun === true;
  const forge = forgeOf(target, flags.author, net);
  const action = await publish(body, forge, net, { dryRun, always: flags.always === true });
  const { platform, repository, pullRequest } = target;
  if (flags.json)
    io.out(`${JSON.stringify({ action, dryRun, platform, repository, pullRequest }, null, 2)}\n`);
  else io.out(`${dryRun ? "dry run: " : ""}comment on ${forge.target}: ${action}\n`);
  return EXIT.fine;
}

function forgeOf(
  { platform, repository, pullRequest, apiUrl, token }: Target,
  author: string | undefined,
  net: Net,
) {
  if (token === undefined) {
    const name = platform === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
    throw new ApiSettingsError("missing-credentials", `There is no ${name} in the environment.`, {
      wayOut: "Give the job one; CI_JOB_TOKEN of GitLab cannot write comments.",
    });
  }
  return platform === "github"
    ? githubForge({ apiUrl, repository, pullRequest, token, ...(author !== undefined && { author }) }, net)
    : gitlabForge({ apiUrl, project: repository, mergeRequest: pullRequest, token }, net);
}

function eventOf({ GITHUB_EVENT_PATH }: Environment, { files }: CommandIo): unknown {
  if (!GITHUB_EVENT_PATH || !files.exists(GITHUB_EVENT_PATH)) return undefined;
  try {
    return JSON.parse(files.read(GITHUB_EVENT_PATH, "event", MAXIMUM_BODY_BYTES));
  } catch (error) {
    throw refusal("GITHUB_EVENT_PATH holds no JSON.", "Give --pull-request N.", error);
  }
}
