/**
 * Every error that reaches a user. `code` is stable and may be relied upon by scripts; `message` is a plain sentence
 * and `wayOut` says what to do next. Neither ever holds a token, a secret or a raw `id` property: the Pulumi Node SDK
 * takes any thrown object with an `id` for a half-created resource and writes it into state.
 */
export const ERROR_CODES = {
  "invalid-input": "A declared value breaks a limit or has the wrong form.",
  "invalid-settings": "A provider setting is missing, malformed or contradicts another one.",
  "invalid-config": "The configuration of policies and reviews is malformed or contradicts itself.",
  "missing-credentials": "No complete set of credentials was found.",
  "credentials-refused": "The tenant refused the credentials (HTTP 401, or 403 at the token endpoint).",
  "insufficient-scope": "The credentials lack a Management API scope.",
  conflict: "An API with this identifier exists already.",
  "lost-answer": "A create request got no answer and it is not certain whether the API found is ours.",
  gone: "The API was deleted outside Pulumi.",
  "not-found": "No API has this id or identifier.",
  "system-api": "The API belongs to the tenant itself and cannot be changed this way.",
  "plan-feature": "The tenant's plan does not include a feature that was asked for.",
  "entity-limit": "The tenant's plan allows no more APIs.",
  "rate-limited": "The tenant kept answering 429 until the attempts were used up.",
  timeout: "The tenant did not answer in time.",
  network: "The tenant could not be reached.",
  "rejected-by-tenant": "The tenant refused a request for a reason of its own (HTTP 400).",
  "tenant-failure": "The tenant failed (HTTP 5xx) until the attempts were used up.",
  "unexpected-answer": "The tenant's answer has not the form that the Management API documents.",
  cancelled: "The operation was cancelled.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ApiSettingsErrorOptions {
  /** What the user can do next, as a sentence or a command. */
  wayOut?: string;
  /** HTTP status of the answer that led here, where there was one. */
  status?: number;
  cause?: unknown;
}

export class ApiSettingsError extends Error {
  override readonly name = "ApiSettingsError";
  readonly code: ErrorCode;
  readonly summary: string;
  readonly wayOut: string | undefined;
  readonly status: number | undefined;

  constructor(code: ErrorCode, summary: string, options: ApiSettingsErrorOptions = {}) {
    super(options.wayOut === undefined ? summary : `${summary} ${options.wayOut}`, { cause: options.cause });
    this.code = code;
    this.summary = summary;
    this.wayOut = options.wayOut;
    this.status = options.status;
  }
}

export function isApiSettingsError(error: unknown, code?: ErrorCode): error is ApiSettingsError {
  return error instanceof ApiSettingsError && (code === undefined || error.code === code);
}
