/** Runs what a page tells its reader to do: writes its files and runs its commands, in order, in one project. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CommandResult, runCommand } from "../../../tools/support/command";
import { NOT_RUN, UNTIL_STOPPED } from "../not-run";
import { commandsOf } from "./commands";
import { type Block, place } from "./markdown";
import { type DocsProject, openProject, personal, prepareTenant } from "./project";

const LEFT_OUT = new Set(Object.keys(NOT_RUN));
const STARTED = new Set(Object.keys(UNTIL_STOPPED));
const FIXTURES = path.join(__dirname, "../fixtures");

const PROGRAM = `name: my-apis
runtime: yaml
plugins:
  providers:
    - name: apisettings
      path: node_modules/pulumi-apisettings
resources:
  banking:
    type: apisettings:Api
    properties:
      identifier: https://banking.example.test/
      tokenLifetimeSeconds: 900
`;

export class Session {
  readonly #docs: DocsProject;
  #last = "";

  private constructor(docs: DocsProject) {
    this.#docs = docs;
  }

  /** A page without files of its own takes for granted that its reader has a project. */
  static async open(hasOwnFiles: boolean): Promise<Session> {
    const docs = await openProject("my-apis");
    if (!hasOwnFiles) {
      docs.project.write("Pulumi.yaml", PROGRAM);
      await docs.project.init();
    }
    return new Session(docs);
  }

  /** The stack's configuration, as the page left it, must be one that the provider takes. */
  async preview(): Promise<void> {
    await this.#docs.project.must(["preview"]);
  }

  async close(): Promise<void> {
    await this.#docs.tenant.close();
  }

  /** What the last block printed. */
  get printed(): string {
    return this.#last;
  }

  async file(block: Block): Promise<void> {
    const { project } = this.#docs;
    await prepareTenant(this.#docs, block);
    project.write(block.hints.file ?? "", await personal(block.text, this.#docs, block));
  }

  async commands(block: Block): Promise<void> {
    const { script, isRun, untilStopped, output } = commandsOf(block, LEFT_OUT, STARTED);
    for (const name of block.hints.fixture)
      this.#docs.project.write(path.basename(name), readFileSync(path.join(FIXTURES, name), "utf8"));
    await prepareTenant(this.#docs, block);
    for (const command of untilStopped) await this.#untilReady(command, output);
    if (!isRun) return;
    const { hints } = block;
    const result = await this.#bash(await personal(script, this.#docs, block));
    this.#last = result.output;
    const expected = hints.exit ?? "0";
    const asExpected = expected === "failure" ? result.code !== 0 : result.code === Number(expected);
    assert.ok(asExpected, `${place(block)} ended with ${result.code}:\n${result.output}`);
    const shown = untilStopped.length === 0 ? output : [];
    // curl takes a refusal of the tenant for a success.
    const refusal = hints.exit === undefined && /"statusCode":\s*[45]\d\d/.test(result.output);
    assert.ok(!refusal, `${place(block)}: the tenant refused, with a statusCode:\n${result.output}`);
    for (const text of [...hints.prints, ...shown]) {
      const wanted = await personal(text, this.#docs, block);
      assert.ok(result.output.includes(wanted), `${place(block)} did not print "${text}":\n${result.output}`);
    }
  }

  /** One shell after the other; folder and exported variables are handed on. */
  async #bash(script: string): Promise<CommandResult> {
    const { project, shims, tenant } = this.#docs;
    const state = path.join(shims, "../shell-state");
    const input = path.join(shims, "../stdin");
    // Commands that ask, ask for this.
    writeFileSync(input, tenant.clientSecret);
    const before = existsSync(state) ? readFileSync(state, "utf8") : "";
    const wrapped = `${before}
exec < '${input}'
trap '{ export -p; echo "cd \\"$PWD\\""; } > "${state}"' EXIT
set -e
${script}`;
    const bin = path.join(project.directory, "node_modules/.bin");
    return runCommand("bash", ["-c", wrapped], {
      cwd: project.directory,
      env: { ...project.environment, PATH: [shims, bin, project.environment.PATH].join(path.delimiter) },
      timeoutSeconds: 120,
    });
  }

  /** Starts the command, waits for its first words, stops it, and compares the words with the page's. */
  async #untilReady(command: string, output: readonly string[]): Promise<void> {
    const { project } = this.#docs;
    // Without npx between: it does not pass a signal on at once.
    const [program = "", ...args] = command.replace(/^npx /, "").split(" ");
    const child = spawn(
      path.join(project.directory, "node_modules/.bin", program),
      [...args, ...(UNTIL_STOPPED[command] ?? [])],
      { cwd: project.directory, env: project.environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    let printed = "";
    const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
    const first = new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        resolve();
      });
      child.stderr.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
    });
    await Promise.race([first, closed]);
    child.kill("SIGINT");
    assert.equal(await closed, 0, `${command}:\n${printed}`);
    const named = printed.replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:4010");
    for (const line of output)
      assert.ok(named.includes(line), `${command} did not print "${line}":\n${printed}`);
  }
}
