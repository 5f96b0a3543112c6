/** What every server of the benchmark shares: where its packages are, its ready line, its end. */
import { join } from "node:path";

/** A file name in the folder of the package under test, for createRequire. */
export const packages = join(process.env.BENCH_PACKAGES ?? process.cwd(), "from-here.js");

/** @param {string} url @param {Record<string, unknown>} more */
export function announce(url, more = {}) {
  process.stdout.write(`${JSON.stringify({ event: "ready", url, ...more })}\n`);
}

/** @param {() => void} cleanUp */
export function onStop(cleanUp) {
  process.once("SIGTERM", () => {
    cleanUp();
    process.exit(0);
  });
}

/** @param {import("node:http").Server} server one that listens on 127.0.0.1 */
export function urlOf(server) {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server does not listen.");
  return `http://127.0.0.1:${address.port}`;
}
