import { fileURLToPath } from "node:url";

/**
 * Mutation testing of what decides: the rules, and what an API is. `npm run mutation`, see CONTRIBUTING.md.
 */
export default {
  testRunner: "mocha",
  plugins: [
    fileURLToPath(new URL("node_modules/@stryker-mutator/mocha-runner/dist/src/index.js", import.meta.url)),
  ],
  mochaOptions: {
    config: ".mocharc.json",
    // The quickest first: a mutant's tests end with the first that fails.
    spec: [
      "tests/unit/policy/rules/rules/*.test.ts",
      "tests/unit/policy/rules/!(properties).test.ts",
      "tests/unit/policy/rules/token-types/*.test.ts",
      "tests/unit/model/!(properties|wire-properties).test.ts",
      "tests/unit/model/*properties.test.ts",
      "tests/unit/policy/rules/properties.test.ts",
      "tests/unit/policy/rules/config/*.test.ts",
    ],
  },
  mutate: ["policy/rules/**/*.ts", "provider/model/**/*.ts", "!**/*.generated.ts"],
  coverageAnalysis: "perTest",
  // What is evaluated once, when a file is loaded, would need a new process for each mutant: the tables' own tests pin it.
  ignoreStatic: true,
  ignorePatterns: ["/dist", "/.mutation", "/tools/mutation"],
  // Processes grow while they reload mutants.
  maxTestRunnerReuse: 400,
  timeoutMS: 10_000,
  concurrency: 1,
  tempDirName: ".mutation/sandbox",
  incremental: true,
  incrementalFile: ".mutation/incremental.json",
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 92, break: 90 },
  allowEmpty: false,
};
