import { duration } from "./words.mjs";

/** A line of progress is due on a terminal each second, in a log each 15 s, and the first not before something takes long. */
const every = { terminal: 1_000, log: 15_000 };
const firstAfter = { terminal: 500, log: 3_000 };
const labelWidth = 14;

/**
 * @typedef {object} Step
 * @property {(text: string) => void} update what is being done now
 * @property {(text: string) => void} done prints the outcome with the time it took
 * @property {() => void} stop ends the step without a line
 */

/** Writes the lines of set-up: a label, then what happened. */
export class Console {
  /**
   * @param {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} stream
   * @param {() => number} now milliseconds
   */
  constructor(stream, now) {
    this.stream = stream;
    this.now = now;
  }

  /**
   * @param {string} label
   * @param {string} text
   */
  line(label, text) {
    this.stream.write(`${label.padEnd(labelWidth)}${text}\n`);
  }

  /** @param {string} text */
  print(text) {
    this.stream.write(`${text}\n`);
  }

  /**
   * Something that may take a while.
   *
   * @param {string} label
   * @param {string} text
   * @returns {Step}
   */
  step(label, text) {
    const start = this.now();
    const kind = this.stream.isTTY ? "terminal" : "log";
    let current = text;
    let due = start + firstAfter[kind];
    let drawn = false;

    const tick = () => {
      if (this.now() < due) return;
      due = this.now() + every[kind];
      const words = `${label.padEnd(labelWidth)}${current} (${duration(this.now() - start)} so far)`;
      this.stream.write(
        kind === "terminal" ? `\r\x1b[K${words.slice(0, (this.stream.columns ?? 80) - 1)}` : `${words}\n`,
      );
      drawn = true;
    };
    const timer = setInterval(tick, 250);
    const stop = () => {
      clearInterval(timer);
      if (drawn && kind === "terminal") this.stream.write("\r\x1b[K");
    };
    return {
      update: (next) => {
        current = next;
        tick();
      },
      done: (outcome) => {
        stop();
        this.line(label, `${outcome} (${duration(this.now() - start)})`);
      },
      stop,
    };
  }
}
