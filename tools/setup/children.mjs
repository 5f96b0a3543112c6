import { spawn } from "node:child_process";

/** Enough for any error message, little enough for any log. */
const keptCharacters = 1_000_000;
const graceMilliseconds = 5_000;

/**
 * @typedef {object} Finished how a program ended
 * @property {number | null} code its exit code; null when a signal or a failed start ended it
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} output what it wrote to both streams, in order of arrival
 * @property {string} [stopped] why we ended it
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(text: string) => void} [onOutput]
 * @property {(text: string) => void} [onEvents] what it writes to file descriptor 3
 * @property {boolean} [inherit] gives it our terminal instead of reading its output
 * @property {(control: Control) => void} [onStart]
 */

/**
 * @typedef {object} Control
 * @property {(reason: string) => void} stop ends the program and everything it started
 */

/** @typedef {(command: string, args: string[], options?: RunOptions) => Promise<Finished>} Run */

/** @type {Set<{ kill: (signal: NodeJS.Signals) => void, inherit: boolean }>} */
const running = new Set();
/** We were told to end. */
let ending = false;

/**
 * Runs a program to its end. A non-zero exit is an answer, not an exception; so is a program that cannot be started.
 *
 * @type {Run}
 */
export function run(command, args, options = {}) {
  const group = process.platform !== "win32" && !options.inherit;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    // A process group of its own, so that what it starts ends with it.
    detached: group,
    stdio: options.inherit ? "inherit" : ["ignore", "pipe", "pipe", options.onEvents ? "pipe" : "ignore"],
  });
  /** @type {Finished} */
  const finished = { code: null, signal: null, stdout: "", output: "" };

  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => {
    if (child.pid === undefined) return;
    try {
      if (group) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has ended meanwhile.
    }
  };
  /** @param {string} text */
  const keep = (text) => {
    finished.output = (finished.output + text).slice(-keptCharacters);
    options.onOutput?.(text);
  };

  return new Promise((resolve) => {
    const entry = { kill, inherit: options.inherit === true };
    const end = () => {
      running.delete(entry);
      // Who waits for it would go on with the next step.
      if (!ending) resolve(finished);
    };
    running.add(entry);
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      finished.stdout = (finished.stdout + text).slice(-keptCharacters);
      keep(text);
    });
    child.stderr?.setEncoding("utf8").on("data", keep);
    const events = child.stdio[3];
    if (events && "setEncoding" in events)
      events.setEncoding("utf8").on("data", (text) => options.onEvents?.(text));
    child.on("error", (error) => {
      keep(`${command}: ${error.message}\n`);
      if (child.pid === undefined) end();
    });
    // Streams held open by something it left behind must not hold us: after its exit they get a moment, then it all ends.
    child.on("exit", (code, signal) => {
      Object.assign(finished, { code, signal });
      setTimeout(() => {
        kill("SIGKILL");
        end();
      }, 2_000).unref();
    });
    child.on("close", end);
    options.onStart?.({
      stop: (reason) => {
        finished.stopped = reason;
        kill("SIGTERM");
        setTimeout(() => kill("SIGKILL"), graceMilliseconds).unref();
      },
    });
  });
}

/**
 * Ends our programs when we are ended, and us with the exit code that shells expect. They get a moment to clean up.
 */
export function endWithSignals() {
  for (const [signal, number] of /** @type {const} */ ([
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ])) {
    process.once(signal, () => {
      ending = true;
      for (const child of running) {
        // A program that shares our terminal got its Ctrl-C from there: a second signal would cut its clean-up short.
        if (!(child.inherit && signal === "SIGINT")) child.kill("SIGTERM");
      }
      const start = Date.now();
      setInterval(() => {
        const late = Date.now() - start > graceMilliseconds;
        if (running.size > 0 && !late) return;
        for (const child of running) child.kill("SIGKILL");
        process.exit(128 + number);
      }, 50);
    });
  }
}
