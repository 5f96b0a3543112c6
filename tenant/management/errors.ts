/** Errors of the Management API, and the only writer of their bodies. */

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

export interface ManagementErrorDetails {
  errorCode?: string;
  /** Extra members of the body, after the others. */
  members?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers; answered as `{statusCode, error, message, errorCode}` in this order of keys. */
export class ManagementError extends Error {
  override readonly name = "ManagementError";
  readonly status: number;
  readonly details: ManagementErrorDetails;

  constructor(status: number, message: string, details: ManagementErrorDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

export function errorBody(error: ManagementError): Record<string, unknown> {
  const { errorCode, members } = error.details;
  return {
    statusCode: error.status,
    error: REASONS[error.status] ?? "Error",
    message: error.message,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...members,
  };
}

/** What unknown paths, and methods that a path does not have, are answered. */
export const notFound = (): ManagementError => new ManagementError(404, "Not Found");

export const tooManyRequests = (message: string, headers: Record<string, string>): ManagementError =>
  new ManagementError(429, message, { errorCode: "too_many_requests", headers });
