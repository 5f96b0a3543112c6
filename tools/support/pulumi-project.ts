/** A Pulumi project in a folder of its own, driven by the real CLI against a local file backend. */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CommandResult, runCommand } from "./command";

export interface ProjectOptions {
  /** Folder of the project; created if missing. */
  directory: string;
  /** Folder with the `pulumi` binary and its language hosts. */
  binDirectory: string;
  /** Folder for the CLI's home and the state files. */
  workDirectory: string;
  /** More environment, such as AUTH0_DOMAIN. */
  environment: Readonly<Record<string, string>>;
  /** `node_modules` to link into the project. */
  modules?: string;
  /** An example or fixture to copy into the project. */
  from?: string;
}

/** One resource of a `pulumi stack export`. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  protect?: boolean;
}

/** One step of `pulumi preview --json`. */
export interface PreviewStep {
  op: string;
  urn: string;
  detailedDiff: Record<string, { kind: string; inputDiff: boolean }> | null;
  replaceReasons?: string[];
}

export class PulumiProject {
  readonly directory: string;
  readonly stack = "dev";
  readonly environment: Record<string, string>;
  readonly #pulumi: string;

  constructor(options: ProjectOptions) {
    this.directory = options.directory;
    this.#pulumi = path.join(options.binDirectory, "pulumi");
    const home = path.join(options.workDirectory, "pulumi-home");
    const state = path.join(options.workDirectory, "state");
    for (const folder of [home, state, options.directory]) mkdirSync(folder, { recursive: true });
    if (options.from !== undefined) {
      cpSync(options.from, options.directory, {
        recursive: true,
        filter: (file) => !file.includes("node_modules"),
      });
    }
    const modules = path.join(options.directory, "node_modules");
    if (options.modules !== undefined && !existsSync(modules)) symlinkSync(options.modules, modules);
    this.environment = {
      ...inherited(),
      PATH: `${options.binDirectory}${path.delimiter}${process.env.PATH ?? ""}`,
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
      PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "1",
      ...options.environment,
    };
  }

  /** Any `pulumi` command; the exit code is the caller's to judge. */
  run(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<CommandResult> {
    return runCommand(this.#pulumi, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.directory,
      env: { ...this.environment, ...environment },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async must(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult> {
    const result = await this.run(args, environment);
    if (result.code !== 0)
      throw new Error(`pulumi ${args.join(" ")} ended with ${result.code}:\n${result.output}`);
    return result;
  }

  init(): Promise<CommandResult> {
    return this.must(["stack", "init", this.stack]);
  }

  up(...args: string[]): Promise<CommandResult> {
    return this.must(["up", "--yes", "--skip-preview", ...args]);
  }

  async previewSteps(...args: string[]): Promise<PreviewStep[]> {
    const { stdout } = await this.must(["preview", "--json", ...args]);
    return (JSON.parse(stdout) as { steps: PreviewStep[] }).steps;
  }

  /** The state as `pulumi stack export` gives it: text, for searching, and its resources. */
  async exportState(): Promise<{ text: string; resources: StateResource[] }> {
    const { stdout } = await this.must(["stack", "export"]);
    const state = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return { text: stdout, resources: state.deployment.resources ?? [] };
  }

  async resource(name: string): Promise<StateResource> {
    const { resources } = await this.exportState();
    const found = resources.find((resource) => resource.urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`No resource ${name} in state`);
    return found;
  }

  write(file: string, content: string): void {
    const target = path.join(this.directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  read(file: string): string {
    return readFileSync(path.join(this.directory, file), "utf8");
  }
}

/** The caller's environment without settings that would leak a developer's own tenant or stack into the project. */
function inherited(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(process.env)) {
    if (value !== undefined && !key.startsWith("AUTH0_") && !key.startsWith("PULUMI_")) kept[key] = value;
  }
  return kept;
}
