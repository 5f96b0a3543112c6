/** Errors of the admin API, and the only writer of their bodies: `{statusCode, error, message}`. */
import { STATUS_CODES } from "node:http";
import { isApiSettingsError } from "../../provider/model/errors";
import { answer } from "../http";

export class AdminError extends Error {
  override readonly name = "AdminError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const adminNotFound = (what = "The admin API has no such path."): AdminError =>
  new AdminError(404, what);

/** What the caller can mend is told; of a failure of the tenant itself, `failed` is told. */
export function adminErrorAnswer(error: unknown, failed: (error: unknown) => void): Response {
  if (error instanceof AdminError) return errorAnswer(error.status, error.message);
  if (isApiSettingsError(error, "invalid-input")) return errorAnswer(400, error.message);
  failed(error);
  return errorAnswer(500, "The tenant failed; its standard error says why.");
}

function errorAnswer(status: number, message: string): Response {
  return answer(status, { statusCode: status, error: STATUS_CODES[status] ?? "Error", message });
}
