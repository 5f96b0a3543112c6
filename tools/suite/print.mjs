import { duration } from "../setup/words.mjs";

/**
 * Prints one line for each test file as soon as the next one begins, and what tests wrote near where they wrote it.
 *
 * @param {{ print: (text: string) => void }} console
 * @param {string} folder left out of the names
 */
export function filePrinter(console, folder) {
  let file = "";
  let output = "";
  let counts = { passed: 0, failed: 0, milliseconds: 0 };

  const flush = () => {
    if (file !== "") {
      const name = file
        .slice(Math.max(0, file.indexOf(`${folder}/`)) + folder.length + 1)
        .replace(/\.test\.ts$/, "");
      console.print(`  ${name.padEnd(48)} ${outcome(counts)} ${duration(counts.milliseconds)}`);
    }
    if (output.trim() !== "") console.print(indent(output.trimEnd(), 4));
    file = "";
    output = "";
    counts = { passed: 0, failed: 0, milliseconds: 0 };
  };
  return {
    flush,
    /** @param {string} text */
    onOutput: (text) => {
      output += text;
    },
    /** @param {import("./tally.mjs").TestEvent} event */
    onEvent: (event) => {
      if (event.kind === "start" || event.kind === "end") return;
      if (event.file && event.file !== file) {
        if (file !== "") flush();
        file = event.file;
      }
      if (event.kind === "pass") counts.passed++;
      else counts.failed++;
      counts.milliseconds += event.milliseconds ?? 0;
    },
  };
}

/**
 * @param {import("./tally.mjs").Failure[]} failures
 * @param {string} root
 */
export function failureText(failures, root) {
  return failures
    .map(({ title, file, text }, index) => {
      const place = file ? `\n     ${withoutRoot(file, root)}` : "";
      return `\n  ${index + 1}) ${title}${place}\n${indent(withoutRoot(ownFrames(text), root), 5)}`;
    })
    .join("\n");
}

/**
 * @param {{ name: string, result: import("./tally.mjs").Result, milliseconds: number }[]} rows
 * @returns {string}
 */
export function table(rows) {
  const line = (/** @type {(string | number)[]} */ [name = "", ...cells]) =>
    `${String(name).padEnd(14)}${cells.map((cell) => String(cell).padStart(13)).join("")}`;
  return [
    line(["Group", "passed", "failed", "time"]),
    ...rows.map(({ name, result, milliseconds }) =>
      line([name, result.passed, result.failed, duration(milliseconds)]),
    ),
  ].join("\n");
}

/** @param {{ passed: number, failed: number }} counts */
export function outcome({ passed, failed }) {
  return failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
}

/**
 * Stack frames of mocha, tsx and Node.js say nothing about our code.
 *
 * @param {string} text
 */
function ownFrames(text) {
  return text
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules|node:internal|node:async_hooks|\(native\))/.test(line))
    .join("\n");
}

/**
 * @param {string} text
 * @param {string} root
 */
function withoutRoot(text, root) {
  return text.replaceAll(root.endsWith("/") ? root : `${root}/`, "");
}

/**
 * @param {string} text
 * @param {number} spaces
 */
function indent(text, spaces) {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}
