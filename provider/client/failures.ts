/** The one place where what the tenant or the network answered becomes an error that a person can act on. */
import { ApiSettingsError, type ErrorCode } from "../model/errors";
import type { ConnectionSettings } from "../model/settings";
import { isObject } from "../model/values";
import type { Redactor } from "./redact";
import type { Answer, Failure, Reply } from "./reply";

/** What was being done, for the sentence "Could not …". */
export interface Task {
  /** For example: `update the API 65f…`. */
  action: string;
  /** Secrets of this request alone, which the tenant may quote back. */
  secrets?: readonly string[];
}

interface Verdict {
  code: ErrorCode;
  because: string;
  wayOut?: string;
}

const WAY_OUT = {
  credentials: "Check the credentials. A ready API token (apiToken) expires and has to be replaced by hand.",
  proxy:
    "A proxy asks for a user name and password: put them into HTTPS_PROXY, or except the tenant with NO_PROXY.",
  redirect: "Set `domain` to the host that answers itself; the token is not sent on to other hosts.",
  network:
    "Check the domain, the network, and HTTPS_PROXY and NO_PROXY if a proxy is needed; then run it again.",
  certificate:
    "If a proxy or a private authority signs certificates here, name its CA file in NODE_EXTRA_CA_CERTS.",
  timeout: "Run it again; if the tenant is slow, raise requestTimeoutSeconds.",
  rateLimit: "Run it again later, or lower maxConcurrency or maxRequestsPerSecond.",
  tenant: "Run it again later; status.auth0.com tells about incidents.",
  answer: "Check that `domain` is an Auth0 tenant and that no proxy or sign-in page answers in its place.",
} as const;

export class Failures {
  readonly #redactor: Redactor;
  readonly #settings: Pick<ConnectionSettings, "domain" | "requestTimeoutSeconds">;

  constructor(redactor: Redactor, settings: Pick<ConnectionSettings, "domain" | "requestTimeoutSeconds">) {
    this.#redactor = redactor;
    this.#settings = settings;
  }

  of(reply: Reply, task: Task): ApiSettingsError {
    if (reply.kind === "answer") return this.#refusal(reply, task);
    return this.#error(this.#noAnswer(reply), task, undefined, causeOf(reply));
  }

  /** A success that has not the documented form. */
  unexpected(answer: Answer, task: Task): ApiSettingsError {
    const because = `the answer (HTTP ${answer.status}) is not what the Management API documents`;
    return this.#error({ code: "unexpected-answer", because, wayOut: WAY_OUT.answer }, task, answer.status);
  }

  /** Any other error, in words that have been cleaned of secrets. */
  make(code: ErrorCode, summary: string, wayOut: string, task: Task, status?: number): ApiSettingsError {
    const { secrets } = task;
    return new ApiSettingsError(code, this.#redactor.text(summary, secrets), {
      wayOut: this.#redactor.text(wayOut, secrets),
      ...(status === undefined ? {} : { status }),
    });
  }

  /** The tenant's own sentence about an error, fit to be quoted. */
  said(answer: Answer, secrets: readonly string[] = []): string | undefined {
    const { body } = answer;
    if (!isObject(body)) return undefined;
    const sentence = [body.message, body.error_description, body.error].find(
      (text) => typeof text === "string" && text !== "",
    );
    return typeof sentence === "string" ? this.#redactor.quote(sentence, secrets) : undefined;
  }

  #refusal(answer: Answer, task: Task): ApiSettingsError {
    const said = this.said(answer, task.secrets);
    const verdict = judge(answer, said ?? "");
    const because = `${verdict.because} (HTTP ${answer.status})${quoted(said)}`;
    return this.#error({ ...verdict, because }, task, answer.status);
  }

  #noAnswer({ reason, errorCode }: Failure): Verdict {
    const { domain, requestTimeoutSeconds } = this.#settings;
    switch (reason) {
      case "timeout":
        return {
          code: "timeout",
          because: `${domain} did not answer within ${requestTimeoutSeconds} s`,
          wayOut: WAY_OUT.timeout,
        };
      case "certificate":
        return {
          code: "network",
          because: `the certificate of ${domain} is not trusted (${errorCode})`,
          wayOut: WAY_OUT.certificate,
        };
      case "too-large":
        return {
          code: "unexpected-answer",
          because: `the answer of ${domain} is larger than any answer of the Management API`,
          wayOut: WAY_OUT.answer,
        };
      case "network":
        return {
          code: "network",
          because: `${domain} could not be reached (${errorCode})`,
          wayOut: WAY_OUT.network,
        };
    }
  }

  #error({ code, because, wayOut }: Verdict, task: Task, status?: number, cause?: Error): ApiSettingsError {
    const summary = this.#redactor.text(`Could not ${task.action}: ${because}.`, task.secrets);
    return new ApiSettingsError(code, summary, {
      ...(wayOut === undefined ? {} : { wayOut }),
      ...(status === undefined ? {} : { status }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

/** `: "…"`, or nothing where nothing was said. */
export function quoted(said: string | undefined): string {
  return said === undefined ? "" : `: "${said.replace(/\.$/, "")}"`;
}

/** The kind of refusal. Recorded error codes first; sentences only where no code was ever recorded. */
function judge(answer: Answer, said: string): Verdict {
  const { status } = answer;
  const errorCode = isObject(answer.body) ? answer.body.errorCode : undefined;
  if (status === 401 || errorCode === "Bearer") {
    return {
      code: "credentials-refused",
      because: "the tenant refused the credentials",
      wayOut: WAY_OUT.credentials,
    };
  }
  if (status === 403) return forbidden(errorCode, said);
  if (status === 404) return notFound(answer);
  if (status === 407) return { code: "network", because: "a proxy refused", wayOut: WAY_OUT.proxy };
  if (status === 429) {
    return {
      code: "rate-limited",
      because: "the tenant kept refusing because of its rate limit",
      wayOut: WAY_OUT.rateLimit,
    };
  }
  if (status >= 500) {
    return { code: "tenant-failure", because: "the tenant failed", wayOut: WAY_OUT.tenant };
  }
  if (status >= 300 && status < 400) {
    return {
      code: "unexpected-answer",
      because: "the domain redirects to another place",
      wayOut: WAY_OUT.redirect,
    };
  }
  if (/^system resource servers? cannot be/i.test(said)) {
    return {
      code: "system-api",
      because: "the API belongs to the tenant itself",
      wayOut:
        "Remove it from the program with `pulumi state delete`, or declare only what can be changed on it.",
    };
  }
  return { code: "rejected-by-tenant", because: "the tenant refused it" };
}

/** A page of a proxy or of another site is not the tenant's word that something does not exist. */
function notFound(answer: Answer): Verdict {
  return answer.empty || isObject(answer.body)
    ? { code: "not-found", because: "the tenant does not know it" }
    : { code: "unexpected-answer", because: "no Management API answers there", wayOut: WAY_OUT.answer };
}

function forbidden(errorCode: unknown, said: string): Verdict {
  if (errorCode === "insufficient_scope" || said.startsWith("Some fields cannot be read")) {
    const scopes = /expected any of:\s*(.+)$/i.exec(said)?.[1]?.replace(/\.$/, "");
    const missing = scopes === undefined ? "a scope" : `the scope ${scopes.split(/\s*[,;]\s*/).join(" or ")}`;
    return {
      code: "insufficient-scope",
      because: `the credentials lack ${missing}`,
      wayOut: `Grant the application ${missing} of the Auth0 Management API, or issue the API token with it.`,
    };
  }
  if (errorCode === "feature_not_enabled") {
    return {
      code: "plan-feature",
      because: "the tenant's plan does not include it",
      wayOut: "Leave the named settings out, or upgrade the tenant's plan.",
    };
  }
  if (errorCode === "too_many_entities" || /limit of entities/i.test(said)) {
    return {
      code: "entity-limit",
      because: "the tenant's plan allows no more APIs",
      wayOut: "Delete an API that is no longer used, or upgrade the tenant's plan.",
    };
  }
  return { code: "rejected-by-tenant", because: "the tenant forbids it" };
}

/** Says what happened on the wire and nothing else: an error of the HTTP library holds the request with its token. */
function causeOf({ errorCode }: Failure): Error {
  return new Error(errorCode);
}
