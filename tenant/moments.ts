/** Moments and durations as people give them: on the command line, to the admin API, to an embedded tenant. */
import { parseDuration } from "../provider/model/durations";
import { ApiSettingsError } from "../provider/model/errors";

/** Ids carry their creation time in 8 hexadecimal digits of Unix seconds: after this second there are none. */
const LATEST_SECONDS = 0xffffffff;

const WITH_ZONE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/**
 * Milliseconds since the Unix epoch of a moment such as `2026-12-24T00:00:00Z` (RFC 3339, with its zone; a date alone is
 * its midnight in UTC). Fails for anything else, and outside 1970-01-01 to 2106-02-07. `field` is what the error names.
 */
export function momentMilliseconds(written: unknown, field: string): number {
  const milliseconds = typeof written === "string" && WITH_ZONE.test(written) ? Date.parse(written) : NaN;
  if (Number.isNaN(milliseconds)) {
    throw refusal(field, written, "is not a moment", "such as 2026-12-24T00:00:00Z, with its time zone");
  }
  return inRange(milliseconds, field, written);
}

/** Where a clock at `now` is after the duration: `30d`, `15m`, `1h30m`, `-1d`, or seconds. Milliseconds both. */
export function movedMilliseconds(now: number, written: unknown, field: string): number {
  const isWritten = typeof written === "string" || typeof written === "number";
  const seconds = isWritten ? parseDuration(written) : undefined;
  if (seconds === undefined) {
    throw refusal(field, written, "is not a duration", "such as 30d, 12h, 15m, 1h30m or 900 (whole seconds)");
  }
  return inRange(now + seconds * 1_000, field, written);
}

function inRange(milliseconds: number, field: string, written: unknown): number {
  if (milliseconds >= 0 && milliseconds < (LATEST_SECONDS + 1) * 1_000) return milliseconds;
  const latest = new Date(LATEST_SECONDS * 1_000).toISOString();
  throw refusal(
    field,
    written,
    "takes the clock out of its range",
    `between 1970-01-01T00:00:00.000Z and ${latest}`,
  );
}

function refusal(field: string, written: unknown, why: string, form: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", `${field}: ${JSON.stringify(written)} ${why}.`, {
    wayOut: `Give one ${form}.`,
  });
}
