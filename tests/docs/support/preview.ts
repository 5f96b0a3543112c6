/** A complete program, previewed by the real engine in a project and against a tenant of its own. */
import assert from "node:assert/strict";
import { type Block, place } from "./markdown";
import { openProject, personal, prepareTenant } from "./project";

const PLUGIN_LINES = `plugins:
  providers:
    - name: apisettings
      path: node_modules/pulumi-apisettings
`;

export async function previewAlone(block: Block): Promise<void> {
  const docs = await openProject("program");
  const { project, tenant } = docs;
  try {
    await prepareTenant(docs, block);
    const text = await personal(block.text, docs, block);
    const files = block.language === "yaml" ? { "Pulumi.yaml": text } : typescriptProject(text);
    for (const [file, content] of Object.entries(files)) project.write(file, content);
    await project.init();
    const result = await project.run(["preview"]);
    assert.equal(result.code, 0, `${place(block)}:\n${result.output}`);
    for (const wanted of block.hints.prints)
      assert.ok(
        result.output.includes(wanted),
        `${place(block)} did not print "${wanted}":\n${result.output}`,
      );
  } finally {
    await tenant.close();
  }
}

function typescriptProject(text: string): Record<string, string> {
  const isPlugin = text.includes("pulumi-apisettings/plugin");
  return {
    "index.ts": text,
    "package.json": '{ "name": "program", "private": true, "main": "index.ts" }\n',
    "Pulumi.yaml": `name: program\nruntime: nodejs\n${isPlugin ? PLUGIN_LINES : ""}`,
  };
}
