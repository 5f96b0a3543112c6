/** Talking to the admin API of a running tenant. */
import type { Command } from "commander";
import { ApiSettingsError, type ErrorCode } from "../provider/model/errors";

/** Flags of every command that talks to a running tenant. */
export interface AdminFlags {
  url?: string;
  json?: true;
}

const DEFAULT_URL = "http://127.0.0.1:4010";

export function withAdminFlags(command: Command): Command {
  return command
    .option(
      "--url <url>",
      `the running tenant; default: AUTH0_DOMAIN where that is a local one, else ${DEFAULT_URL}`,
    )
    .option("--json", "print JSON");
}

export type AdminCall = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** `fetch` and `environment` are parameters so that tests need neither a socket nor the shell's variables. */
export function adminCall(
  flags: AdminFlags,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AdminCall {
  const base = baseUrl(flags.url, environment.AUTH0_DOMAIN);
  return async (method, path, body) => {
    const response = await sent(fetch, base, `${base}/_tenant/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = parsed(await response.text());
    if (response.ok) return answer;
    throw refusal(base, response.status, answer);
  };
}

/** What is on the line wins; a domain that is not a local tenant's is nobody's business here. */
function baseUrl(given: string | undefined, domain: string | undefined): string {
  if (given !== undefined) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === "/") return url.origin;
    throw new ApiSettingsError(
      "invalid-input",
      `--url: ${JSON.stringify(given)} is not a tenant's address.`,
      {
        wayOut: `Give one such as ${DEFAULT_URL}.`,
      },
    );
  }
  const [, scheme = "https://", host] =
    /^(https?:\/\/)?((?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)\/?$/.exec(domain ?? "") ?? [];
  return host === undefined ? DEFAULT_URL : new URL(scheme + host).origin;
}

async function sent(
  fetch: typeof globalThis.fetch,
  base: string,
  url: string,
  init: RequestInit,
): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: "error" });
  } catch (cause) {
    throw new ApiSettingsError("network", `No tenant answers at ${base}.`, {
      wayOut: "Start one with `apisettings tenant`, or name another one with --url.",
      cause,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(base: string, status: number, answer: unknown): ApiSettingsError {
  const message = (answer as { message?: unknown } | undefined)?.message;
  if (typeof message !== "string" || (status === 404 && message === "Not Found")) {
    return new ApiSettingsError(
      "unexpected-answer",
      `What answers at ${base} is no local tenant (HTTP ${status}).`,
      {
        wayOut: "Name the tenant with --url.",
        status,
      },
    );
  }
  const code: ErrorCode =
    status === 400 ? "invalid-input" : status >= 500 ? "tenant-failure" : "rejected-by-tenant";
  return new ApiSettingsError(code, message, { status });
}
