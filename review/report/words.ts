/** Times and factors in as few characters as a table has room for. */
const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** "15 min", "24 h", "30 d", "1 h 30 min": exact; days only from 48 h on, as everywhere in this project. */
export function shortTime(seconds: number): string {
  if (seconds === Number.POSITIVE_INFINITY) return "no end";
  if (!Number.isSafeInteger(seconds) || seconds < 0) return `${seconds} s`;
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, size] of UNITS) {
    if (unit === "d" && seconds < 2 * size) continue;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}

/** "×8,640" for longer, "÷720" for shorter. */
export function factorInWords(factor: number): string {
  return factor >= 1 ? `×${rounded(factor)}` : `÷${rounded(1 / factor)}`;
}

function rounded(number: number): string {
  const digits = number < 10 && !Number.isInteger(number) ? 1 : 0;
  return number.toLocaleString("en-GB", { maximumFractionDigits: digits });
}
