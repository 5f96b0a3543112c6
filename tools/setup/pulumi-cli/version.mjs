/**
 * The numbers in what `pulumi version` and `go version` print; undefined when there are none.
 *
 * @param {string} text
 */
export function parseVersion(text) {
  return /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)?.[0];
}

/**
 * @param {string} version
 * @param {string} floor
 */
export function isAtLeast(version, floor) {
  const [have, want] = [version, floor].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (have?.[i] ?? 0) - (want?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
