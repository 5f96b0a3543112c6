/**
 * @typedef {"build" | "cli"} Need what a group cannot run without: dist/, or a Pulumi CLI
 *
 * @typedef {object} Group
 * @property {string} name
 * @property {string} what what it proves, for people
 * @property {string | undefined} folder where its test files are
 * @property {Need[]} needs
 * @property {number} testSeconds limit for one test
 * @property {number} groupSeconds limit for the whole group
 * @property {number} [processes] how many mocha processes share its files; 1 where it is not said
 */

/** In the order in which they run: what fails fast comes first. A group without a folder is made of the checks in checks.mjs. */
/** @type {readonly Group[]} */
export const groups = [
  { ...group("unit", "each function by itself, in process", [], 10, 300), processes: 2 },
  group("architecture", "layers, sizes, no cycles", [], 30, 120),
  { ...group("checks", "formatting, lint, types, generated files", [], 300, 900), folder: undefined },
  group("grpc", "the plugin's process, driven over gRPC", ["build"], 30, 600),
  group(
    "contract",
    "foreign clients and recorded answers against the tenant and the client",
    ["build"],
    60,
    600,
  ),
  group("tools", "the vendor's own tools and SDKs (npm, PyPI, Go) over TLS, fetched once", [], 240, 1_200),
  group("types", "exported types, as users' compilers see them", ["build"], 120, 900),
  group("browser", "the tenant's dashboard in a real Chromium", [], 60, 600),
  group("docs", "commands, snippets and links in the documentation", ["build", "cli"], 120, 900),
  group("engine", "real Pulumi runs against the local tenant", ["build", "cli"], 180, 1_800),
];

/**
 * @param {string} name
 * @param {string} what
 * @param {Need[]} needs
 * @param {number} testSeconds
 * @param {number} groupSeconds
 * @returns {Group}
 */
function group(name, what, needs, testSeconds, groupSeconds) {
  return { name, what, folder: `tests/${name}`, needs, testSeconds, groupSeconds };
}
