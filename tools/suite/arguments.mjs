import { SetupError } from "../setup/setup-error.mjs";

export const usage = `npm test                        everything
npm test -- unit grpc           these groups
npm test -- unit "token life"   tests of a group whose title contains the words
npm test -- tests/unit/tenant   a folder or file of tests
npm test -- --without engine    everything else; says how many tests that leaves out
npm test -- --grep REGEX        tests whose title matches
npm test -- --list              titles only`;

/**
 * @typedef {object} Selection
 * @property {string[]} only names of groups; empty for all
 * @property {string[]} without names of groups
 * @property {string[]} paths
 * @property {string | undefined} grep as mocha's --grep takes it
 * @property {boolean} list
 */

/**
 * @param {string[]} argv
 * @param {string[]} names of all groups
 * @returns {Selection}
 */
export function parseArguments(argv, names) {
  /** @type {Selection} */
  const selection = { only: [], without: [], paths: [], grep: undefined, list: false };
  /** @type {string[]} */
  const words = [];
  const rest = argv.flatMap((argument) => (/^--\w+=/.test(argument) ? splitOnce(argument) : [argument]));
  const known = (/** @type {string} */ name) => {
    if (!names.includes(name)) throw new SetupError(`"${name}" is no group of tests: ${names.join(", ")}.`);
    return name;
  };

  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === "--list") selection.list = true;
    else if (argument === "--without")
      selection.without.push(...valueAfter(argument, rest).split(",").map(known));
    else if (argument === "--grep") selection.grep = valueAfter(argument, rest);
    else if (argument.startsWith("-"))
      throw new SetupError(`"${argument}" is not an option of the tests.\n${usage}`);
    else if (names.includes(argument)) selection.only.push(argument);
    else if (/^(\.\/)?tests\//.test(argument)) selection.paths.push(argument.replace(/^\.\//, ""));
    else words.push(argument);
  }
  if (words.length > 0) {
    if (selection.grep !== undefined)
      throw new SetupError(`Give either words or --grep, not both.\n${usage}`);
    selection.grep = `/${words.join(" ").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}/i`;
  }
  return selection;
}

/**
 * @param {string} option
 * @param {string[]} rest
 */
function valueAfter(option, rest) {
  const value = rest.shift();
  if (value === undefined || value.startsWith("--"))
    throw new SetupError(`${option} needs a value.\n${usage}`);
  return value;
}

/** @param {string} argument `--name=value` */
function splitOnce(argument) {
  const at = argument.indexOf("=");
  return [argument.slice(0, at), argument.slice(at + 1)];
}
