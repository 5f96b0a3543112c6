/**
 * What engine tests stand on: the packed package, the CLI, a tenant over real HTTP, and a project for each test.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTenant, type Tenant } from "../../../tenant";
import { ManagementApi } from "../../../tools/support/management-api";
import { installPackedPackage } from "../../../tools/support/packed-package";
import { PulumiProject } from "../../../tools/support/pulumi-project";
import type { Form, ProgramResource } from "./program";

let installed: Promise<{ root: string; modules: string }> | undefined;

/** The packed package, unpacked once for the whole run. */
export function packedModules(): Promise<{ root: string; modules: string }> {
  installed ??= (async () => {
    const root = mkdtempSync(path.join(tmpdir(), "apisettings-engine-"));
    process.once("exit", () => rmSync(root, { recursive: true, force: true }));
    return { root, modules: await installPackedPackage(root) };
  })();
  return installed;
}

export function binDirectory(): string {
  const directory = process.env.APISETTINGS_PULUMI_BIN;
  if (!directory) {
    throw new Error(
      "APISETTINGS_PULUMI_BIN is not set: run these tests by `npm test -- engine`, which provides the Pulumi CLI.",
    );
  }
  return directory;
}

/** One project with a tenant of its own. */
export class Bench {
  readonly tenant: Tenant;
  readonly project: PulumiProject;
  readonly management: ManagementApi;

  private constructor(tenant: Tenant, project: PulumiProject) {
    this.tenant = tenant;
    this.project = project;
    this.management = new ManagementApi(tenant);
  }

  static async start(name: string, setup: { from?: string; stack?: boolean } = {}): Promise<Bench> {
    const { root, modules } = await packedModules();
    const tenant = await startTenant();
    const workDirectory = mkdtempSync(path.join(root, "work-"));
    const project = new PulumiProject({
      directory: path.join(workDirectory, name),
      workDirectory,
      binDirectory: binDirectory(),
      modules,
      environment: {
        AUTH0_DOMAIN: tenant.url,
        AUTH0_CLIENT_ID: tenant.clientId,
        AUTH0_CLIENT_SECRET: tenant.clientSecret,
      },
      ...(setup.from === undefined ? {} : { from: setup.from }),
    });
    const bench = new Bench(tenant, project);
    if (setup.from !== undefined && setup.stack !== false) await project.init();
    return bench;
  }

  /** Writes the program; the first call also creates the stack. */
  async program(form: Form, resources: readonly ProgramResource[]): Promise<void> {
    for (const [file, content] of Object.entries(form.files(resources))) this.project.write(file, content);
    if (!this.#hasStack) await this.project.init();
    this.#hasStack = true;
  }
  #hasStack = false;

  async stop(): Promise<void> {
    await this.tenant.close();
  }
}
