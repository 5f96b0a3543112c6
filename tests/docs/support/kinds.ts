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
  if (language === "yaml" && !isProgram(text)) return "this YAML is no whole Pulumi program";
  if (hints.continues && language !== "ts") return "only TypeScript can be continued";
  return undefined;
}

/** Whether a YAML block is a whole Pulumi.yaml. */
function isProgram(text: string): boolean {
  return /^name: /m.test(text) && /^runtime: /m.test(text);
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
  if (language === "yaml") return true;
  return language === "ts" && /from "pulumi-apisettings(\/plugin)?"/.test(text) && !hints.continues;
}
