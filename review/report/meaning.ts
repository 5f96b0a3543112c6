/** What a change means: for somebody who steals a token, and for the clients and users who have to live with it. */
import type { LifetimeRow, RefreshRow, Shown } from "./report";
import { sameShown } from "./shown";
import { factorInWords, shortTime } from "./words";

/** The lifetime that a thief would choose: the longest of the access tokens. */
export function longest(rows: readonly LifetimeRow[], side: "before" | "after"): number | undefined {
  const seconds = rows.flatMap((row) => {
    const value = row[side];
    return row.of !== "refresh" && value.state === "known" ? [value.value] : [];
  });
  return seconds.length === 0 ? undefined : Math.max(...seconds);
}

const isOn = (value: Shown<boolean>) => value.state === "known" && value.value;

export function forAttackers(
  rows: readonly LifetimeRow[],
  refresh: readonly RefreshRow[],
): string | undefined {
  const then = longest(rows, "before");
  const now = longest(rows, "after");
  const parts: string[] = [];
  if (now !== undefined && then !== undefined && now !== then) {
    parts.push(`a stolen access token works for up to ${shortTime(now)} instead of ${shortTime(then)}`);
  } else if (now !== undefined && then === undefined) {
    parts.push(`a stolen access token works for up to ${shortTime(now)}`);
  }
  for (const row of refresh) {
    if (sameShown(row.before, row.after)) continue;
    if (isOn(row.after)) {
      parts.push(
        row.access === "offline"
          ? "a stolen refresh token fetches new access tokens until it expires or is revoked"
          : "a stolen online refresh token fetches new access tokens for as long as the session lasts",
      );
    } else if (isOn(row.before) && row.after.state === "known") {
      parts.push(`no new ${row.access === "offline" ? "" : "online "}refresh tokens to steal`);
    }
  }
  const tokens = rows.filter((row) => row.of === "refresh" && !sameShown(row.before, row.after));
  for (const { after } of tokens) {
    if (after.state === "known")
      parts.push(`a stolen refresh token works for up to ${shortTime(after.value)}`);
  }
  return parts.length === 0 ? undefined : parts.join("; ");
}

export function forUsers(rows: readonly LifetimeRow[], refresh: readonly RefreshRow[]): string | undefined {
  const parts: string[] = [];
  const access = rows.find((row) => row.of === "access");
  if (access?.factor !== undefined && access.factor < 1) {
    parts.push(`clients fetch tokens more often (${factorInWords(1 / access.factor)})`);
  }
  const off = refresh.some((row) => isOn(row.before) && row.after.state === "known" && !row.after.value);
  const after = access?.after;
  if (off && after?.state === "known") {
    parts.push(`without refresh tokens users pass through sign-in again every ${shortTime(after.value)}`);
  }
  if (refresh.some((row) => row.before.state === "known" && !row.before.value && isOn(row.after))) {
    parts.push("clients that ask for it stay signed in without the user");
  }
  if (access?.factor !== undefined && access.factor !== 1) {
    parts.push("tokens issued before the apply keep their expiry");
  }
  return parts.length === 0 ? undefined : parts.join("; ");
}
