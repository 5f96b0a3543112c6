/** Compiles all TypeScript of the documentation at once, strictly, against the packed package. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../../../tools/support/command";
import { REPOSITORY } from "../../../tools/support/packed-package";
import { type Block, place } from "./markdown";

/** The little of @pulumi/auth0 that the documentation uses. */
const PULUMI_AUTH0 = `
declare module "@pulumi/auth0" {
  import * as pulumi from "@pulumi/pulumi";
  export interface ResourceServerArgs {
    identifier: pulumi.Input<string>;
    tokenLifetime?: pulumi.Input<number | undefined>;
  }
  export class ResourceServer extends pulumi.CustomResource {
    readonly identifier: pulumi.Output<string>;
    constructor(name: string, args: ResourceServerArgs, options?: pulumi.CustomResourceOptions);
  }
  export interface ClientGrantArgs {
    audience: pulumi.Input<string>;
    clientId?: pulumi.Input<string | undefined>;
    scopes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  }
  export class ClientGrant extends pulumi.CustomResource {
    constructor(name: string, args: ClientGrantArgs, options?: pulumi.CustomResourceOptions);
  }
}
`;

/** Blocks that are one program together, with the lines where each begins. */
interface Source {
  file: string;
  text: string;
  blocks: Block[];
}

/** The compiler's complaints, with the page and line they are about. */
export async function typeErrors(
  blocks: readonly Block[],
  directory: string,
  modules: string,
): Promise<string[]> {
  mkdirSync(directory, { recursive: true });
  symlinkSync(modules, path.join(directory, "node_modules"));
  const sources = programs(blocks);
  for (const { file, text } of sources) writeFileSync(path.join(directory, file), text);
  writeFileSync(path.join(directory, "pulumi-auth0.d.ts"), PULUMI_AUTH0);
  writeFileSync(path.join(directory, "tsconfig.json"), JSON.stringify(CONFIG));
  const tsc = path.join(REPOSITORY, "node_modules/typescript/bin/tsc");
  const { code, output } = await runCommand(process.execPath, [tsc, "-p", directory, "--pretty", "false"], {
    cwd: directory,
  });
  const errors = output.split("\n").filter((line) => line.includes("error TS"));
  if (code !== 0 && errors.length === 0) return [output];
  return errors.map((line) => onPage(line, sources));
}

const CONFIG = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    // A reader's linter would say the same.
    noUnusedLocals: true,
    moduleDetection: "force",
    skipLibCheck: true,
    types: ["node"],
    noEmit: true,
  },
  include: ["*.ts", "*.mts"],
};

function programs(blocks: readonly Block[]): Source[] {
  const sources: Source[] = [];
  for (const block of blocks) {
    const last = sources.at(-1);
    if (block.hints.continues && last?.blocks[0]?.page === block.page) {
      last.text += block.text;
      last.blocks.push(block);
      continue;
    }
    const name = `${sources.length}-${place(block).replace(/[^A-Za-z0-9]+/g, "-")}`;
    // Only modules may wait at the top level.
    const extension = /^(?:\S.*\s)?await\s/m.test(block.text) ? "mts" : "ts";
    sources.push({ file: `${name}.${extension}`, text: block.text, blocks: [block] });
  }
  return sources;
}

function onPage(error: string, sources: readonly Source[]): string {
  const [, file = "", line = "0", rest = ""] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(error) ?? [];
  const source = sources.find((candidate) => candidate.file === path.basename(file));
  if (source === undefined) return error;
  let offset = Number(line) - 1;
  for (const block of source.blocks) {
    const length = block.text.split("\n").length - 1;
    if (offset < length) return `${block.page}:${block.line + offset}: ${rest}`;
    offset -= length;
  }
  return `${source.blocks.map(place).join()}: ${rest}`;
}
