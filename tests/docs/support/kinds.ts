/** What is done with a block, by its language and hints; and what is wrong with it before anything is run. */
import { transform } from "esbuild";
import { jsonFault } from "./json";
import type { Block } from "./markdown";

/** Recipes in other languages, which tests/tools/recipes.test.ts runs. */
const RECIPES = ["python", "go", "java"];
const LANGUAGES = ["ts", "js", "yaml", "json", "sh", "console", "text", "indented", ...RECIPES];

/** A sentence, or undefined. */
export async function faultOfBlock(block: Block): Promise<string | undefined> {
  const { language, text, hints } = block;
  if (!LANGUAGES.includes(language)) return `no test knows what to do with a block of "${language}"`;
  if (text.trim() === "") return "the block is empty";
  if (language === "json") return jsonFault(text, hints.file);
  if (language === "js") return scriptFault(text);
  if (language === "yaml" && !isProgram(text) && !isWorkflow(block))
    return "this YAML is neither a whole Pulumi program nor a workflow";
  if (hints.continues && language !== "ts") return "only TypeScript can be continued";
  return undefined;
}

/** Whether a YAML block is a whole Pulumi.yaml. */
function isProgram(text: string): boolean {
  return /^name: /m.test(text) && /^runtime: /m.test(text);
}

/** A workflow of GitHub Actions: not run here, but its commands exist. */
export function isWorkflow({ language, text }: Block): boolean {
  return language === "yaml" && /^on: /m.test(text) && /^jobs:$/m.test(text);
}

/** Commands of a workflow's steps, each on one line. */
export function workflowCommands(text: string): string[] {
  return [...text.matchAll(/^\s*- run: (.+)$/gm)].map(([, command = ""]) => command);
}

async function scriptFault(text: string): Promise<string | undefined> {
  try {
    await transform(text, { loader: "js", format: "esm" });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Programs that no session runs: whole, of our package, and previewed by themselves. */
export function isPreviewedAlone(block: Block, notPreviewed: readonly string[]): boolean {
  const { language, text, hints } = block;
  if (hints.file !== undefined || notPreviewed.some((name) => text.includes(`"${name}"`))) return false;
  if (language === "yaml") return !isWorkflow(block);
  return language === "ts" && /from "pulumi-apisettings(\/plugin)?"/.test(text) && !hints.continues;
}
