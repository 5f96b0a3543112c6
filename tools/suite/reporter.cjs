// The mocha side of the runner: one line of JSON per event on file descriptor 3, which no test writes to by accident.
const { writeSync } = require("node:fs");

module.exports = class {
  /** @param {import("mocha").Runner} runner */
  constructor(runner) {
    // Not at once: --grep is applied after the reporter is made.
    runner.on("start", () => send({ kind: "start", total: runner.total }));
    runner.on("pass", (test) => send({ kind: "pass", ...describe(test), milliseconds: test.duration ?? 0 }));
    runner.on("pending", (test) => send({ kind: "skip", ...describe(test) }));
    runner.on("fail", (test, error) => {
      // mocha reports failed hooks here, too; its types do not say so.
      send({
        kind: /** @type {string} */ (test.type) === "hook" ? "hook" : "fail",
        ...describe(test),
        error: textOf(error),
      });
    });
    runner.on("end", () => send({ kind: "end" }));
  }
};

/** @param {import("mocha").Runnable} test */
function describe(test) {
  return { file: test.file ?? "", title: test.titlePath().join(" > ") };
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function textOf(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\nCaused by: ${textOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** @param {object} event */
function send(event) {
  const line = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let sent = 0; sent < line.length; ) {
    try {
      sent += writeSync(3, line, sent);
    } catch (error) {
      // The pipe is full: the runner empties it in a moment.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") throw error;
    }
  }
}
