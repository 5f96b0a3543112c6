// Prints the diagnostics of a project as tsc does, file by file: a language service, and so Pulumi's ts-node, does the
// same. The compiler itself would stop at the syntax of other packages' declarations, which TypeScript 3.8 cannot read.
// Arguments: the compiler's typescript.js, then a folder with a tsconfig.json.
const path = require("node:path");

const [library = "", project = ""] = process.argv.slice(2);
/** @type {typeof import("typescript")} */
const ts = require(library);
const { config } = ts.readConfigFile(path.join(project, "tsconfig.json"), ts.sys.readFile);
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, project);
const program = ts.createProgram(fileNames, options);
const files = program.getSourceFiles().filter(({ fileName }) => {
  const inside = path.relative(project, fileName);
  return !inside.includes("node_modules") || inside.includes("node_modules/pulumi-apisettings/");
});
const found = [
  ...errors,
  ...program.getOptionsDiagnostics(),
  ...files.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]),
];
const host = {
  getCurrentDirectory: () => project,
  getNewLine: () => "\n",
  getCanonicalFileName: String,
};
process.stdout.write(ts.formatDiagnostics(found, host));
