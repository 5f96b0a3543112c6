/** Numbers and times as people read them. */
import { formatDuration } from "../../provider/model/durations";
import { type Html, html } from "./html";

/** "2,592,000" */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** "15 minutes (900 s)"; below a minute only "45 seconds". */
export function durationWithSeconds(seconds: number): string {
  return seconds < 60 ? formatDuration(seconds) : `${formatDuration(seconds)} (${grouped(seconds)} s)`;
}

/** "1 token", "3 tokens" */
export function counted(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** "2026-03-01 00:15:00 UTC": the moment by the tenant's clock. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

export function time(seconds: number): Html {
  return html`<time datetime="${new Date(seconds * 1_000).toISOString()}">${moment(seconds)}</time>`;
}

/** "45 minutes" of 2,759 s: the largest unit alone, as whole as it is. */
export function largestUnit(seconds: number): string {
  const distance = Math.abs(Math.trunc(seconds));
  const unit = [2 * 86_400, 3_600, 60].find((least) => distance >= least) ?? 1;
  const size = unit === 2 * 86_400 ? 86_400 : unit;
  return formatDuration(Math.floor(distance / size) * size);
}

/** "3 minutes ago", "in 2 hours" */
export function fromNow(seconds: number, now: number): string {
  if (Math.abs(seconds - now) < 60) return seconds > now ? "in less than a minute" : "just now";
  return seconds > now ? `in ${largestUnit(seconds - now)}` : `${largestUnit(now - seconds)} ago`;
}
