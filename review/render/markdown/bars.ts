/** Lifetimes on a logarithmic scale, in characters: forges strip drawings from comments. */
import type { TokenChange } from "../../report/report";
import { shortTime } from "../../report/words";
import { pad, plainLine, shorten } from "../text";

const COLUMNS = 48;
const SMALLEST_SECONDS = 60;
const LARGEST_SECONDS = 2_592_000;
const TICKS = [60, 300, 900, 3_600, 86_400, 604_800, 2_592_000];
const NAME_COLUMNS = 20;

/** A code block with one line for each change of a known lifetime; "" where there is none. */
export function bars(changes: readonly TokenChange[]): string {
  const lines = changes.flatMap((change) => {
    const row = change.lifetimes.find(({ of }) => of === "access");
    if (row?.before.state !== "known" || row.after.state !== "known" || row.before.value === row.after.value)
      return [];
    // No backtick, so that nothing ends the block.
    const name = pad(shorten(plainLine(change.name).replaceAll("`", "'"), NAME_COLUMNS), NAME_COLUMNS);
    return [`${name}  ${bar(row.before.value, row.after.value, row.limitSeconds)}`];
  });
  return lines.length === 0
    ? ""
    : ["```text", `${pad("", NAME_COLUMNS)}  ${scale()}`, ...lines, "```"].join("\n");
}

function bar(before: number, after: number, limit: number | undefined): string {
  const cells = Array.from({ length: COLUMNS }, () => "·");
  const [from, to] = [columnOf(before), columnOf(after)];
  for (let column = Math.min(from, to); column <= Math.max(from, to); column += 1) cells[column] = "━";
  if (limit !== undefined) cells[columnOf(limit)] = "│";
  cells[from] = "○";
  cells[to] = after > before ? "▶" : "◀";
  return `${cells.join("")}${limit === undefined ? "" : `  limit ${shortTime(limit)}`}`;
}

function columnOf(seconds: number): number {
  const clamped = Math.min(Math.max(seconds, SMALLEST_SECONDS), LARGEST_SECONDS);
  const share = Math.log(clamped / SMALLEST_SECONDS) / Math.log(LARGEST_SECONDS / SMALLEST_SECONDS);
  return Math.round(share * (COLUMNS - 1));
}

function scale(): string {
  const cells = Array.from({ length: COLUMNS + 6 }, () => " ");
  for (const tick of TICKS) {
    const label = shortTime(tick).replace(" ", "").replace("24h", "1d");
    [...label].forEach((character, index) => {
      cells[columnOf(tick) + index] = character;
    });
  }
  return cells.join("").trimEnd();
}
