/** Which pull request is meant: by options first, else by what the pipeline's environment tells. */
import { ApiSettingsError } from "../../provider/model/errors";

export type Platform = "github" | "gitlab";
export type Environment = Readonly<Record<string, string | undefined>>;

export interface TargetOptions {
  readonly platform?: Platform;
  readonly repository?: string;
  readonly pullRequest?: number;
  readonly apiUrl?: string;
}

export interface Target {
  readonly platform: Platform;
  readonly repository: string;
  readonly pullRequest: number;
  readonly apiUrl: string;
  /** Undefined where there is none: enough for a dry run. */
  readonly token: string | undefined;
}

/** @param event what GITHUB_EVENT_PATH holds, or undefined. */
export function targetOf(options: TargetOptions, environment: Environment, event: unknown): Target {
  const platform = options.platform ?? platformOf(environment);
  const github = platform === "github";
  const repository = options.repository ?? environment[github ? "GITHUB_REPOSITORY" : "CI_PROJECT_ID"];
  const pullRequest =
    options.pullRequest ??
    (github ? numberOf(event) : Number(environment.CI_MERGE_REQUEST_IID ?? Number.NaN));
  const apiUrl = options.apiUrl ?? environment[github ? "GITHUB_API_URL" : "CI_API_V4_URL"];
  if (!repository) throw missing("repository", "--repository owner/name");
  if (github && !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw missing("repository of the form owner/name", "--repository owner/name");
  if (pullRequest === undefined || !Number.isSafeInteger(pullRequest) || pullRequest < 1)
    throw missing("number of the pull request", "--pull-request N");
  return {
    platform,
    repository,
    pullRequest,
    apiUrl: safeUrl(apiUrl || (github ? "https://api.github.com" : "https://gitlab.com/api/v4")),
    token: tokenOf(platform, environment),
  };
}

function platformOf({ GITHUB_ACTIONS, GITLAB_CI, CI_PROJECT_ID }: Environment): Platform {
  if (GITHUB_ACTIONS === "true") return "github";
  if (GITLAB_CI === "true" || CI_PROJECT_ID) return "gitlab";
  throw missing("platform", "--platform github or --platform gitlab");
}

function tokenOf(platform: Platform, environment: Environment): string | undefined {
  const token = environment[platform === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN"]?.trim();
  const jobToken = environment.CI_JOB_TOKEN;
  if (platform === "gitlab" && token && (token === jobToken || token.startsWith("glcbt-")))
    throw new ApiSettingsError("insufficient-scope", "CI_JOB_TOKEN cannot write comments.", {
      wayOut: "Put a project access token with the scope `api` into the CI/CD variable GITLAB_TOKEN.",
    });
  return token || undefined;
}

/** Of events of pull requests; a workflow_run of a fork's pull request names none. */
function numberOf(event: unknown): number | undefined {
  const { pull_request, workflow_run } = (event ?? {}) as {
    pull_request?: { number?: number };
    workflow_run?: { pull_requests?: { number?: number }[] };
  };
  const runs = workflow_run?.pull_requests ?? [];
  return pull_request?.number ?? (runs.length === 1 ? runs[0]?.number : undefined);
}

/** The token goes there: encrypted, or to this machine. */
function safeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLocal);
  if (url === undefined || !isSafe || url.username !== "" || url.password !== "" || url.search !== "")
    throw new ApiSettingsError("invalid-input", "--api-url is no https:// address of an API.", {
      wayOut:
        "For example https://api.github.com or https://gitlab.example/api/v4, without credentials in it.",
    });
  return url.href.replace(/\/+$/, "");
}

function missing(what: string, option: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", `The environment tells no ${what}.`, {
    wayOut: `Give ${option}.`,
  });
}
