/** A project with a tenant of its own, in which the blocks of a page are run. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { startTenant, type Tenant } from "../../../tenant";
import { ManagementApi } from "../../../tools/support/management-api";
import { PACKAGE_NAME } from "../../../tools/support/packed-package";
import { PulumiProject } from "../../../tools/support/pulumi-project";
import { binDirectory, packedModules } from "../../engine/support/bench";
import type { Block } from "./markdown";

export interface DocsProject {
  tenant: Tenant;
  management: ManagementApi;
  project: PulumiProject;
  /** Programs that come first on PATH. */
  shims: string;
}

export async function openProject(name: string): Promise<DocsProject> {
  const bin = binDirectory();
  const { root, modules } = await packedModules();
  linkBins(modules);
  const workDirectory = mkdtempSync(path.join(root, "docs-"));
  const shims = path.join(workDirectory, "bin");
  mkdirSync(shims);
  writeFileSync(path.join(shims, "pulumi"), pulumiShim(bin));
  chmodSync(path.join(shims, "pulumi"), 0o755);
  const tenant = await startTenant();
  const project = new PulumiProject({
    directory: path.join(workDirectory, name),
    workDirectory,
    binDirectory: bin,
    modules,
    environment: {
      HOME: workDirectory,
      AUTH0_DOMAIN: tenant.url,
      AUTH0_CLIENT_ID: tenant.clientId,
      AUTH0_CLIENT_SECRET: tenant.clientSecret,
    },
  });
  return { tenant, management: new ManagementApi(tenant), project, shims };
}

/** Says yes where a reader is asked. `--preview-only` asks nothing, and the CLI refuses both together. */
function pulumiShim(bin: string): string {
  return `#!/bin/sh
case " $* " in
  *" --preview-only "* | *" --yes "*) ;;
  *) export PULUMI_SKIP_CONFIRMATIONS=true ;;
esac
exec "${path.join(bin, "pulumi")}" "$@"
`;
}

/** Commands of the package, linked as npm links them at installation. */
function linkBins(modules: string): void {
  const packed = path.join(modules, PACKAGE_NAME);
  const { bin } = JSON.parse(readFileSync(path.join(packed, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  const folder = path.join(modules, ".bin");
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of Object.entries(bin)) {
    const link = path.join(folder, name);
    chmodSync(path.join(packed, file), 0o755);
    if (!existsSync(link)) symlinkSync(path.join(packed, file), link);
  }
}

/** Does to the tenant what the block's hints say, in the role of somebody outside Pulumi. */
export async function prepareTenant({ management }: DocsProject, { hints }: Block): Promise<void> {
  for (const request of hints.tenant) {
    const [, method = "", where = "", body] = /^(\S+)\s+(\S+)(?:\s+(.*))?$/.exec(request) ?? [];
    await management.call(method, where, body === undefined ? undefined : JSON.parse(body));
  }
}

/** The text of a block with this tenant's names in place of the page's. */
export async function personal(text: string, docs: DocsProject, block: Block): Promise<string> {
  const { tenant, management, project } = docs;
  const named = text
    .replaceAll("http://127.0.0.1:4010", tenant.url)
    // The CLI asks the system for the home folder, whatever HOME says: a test must not write there.
    .replaceAll("file://~", project.environment.PULUMI_BACKEND_URL ?? "")
    .replaceAll(/\b[a-z-]+\.eu\.auth0\.com\b/g, tenant.url)
    .replaceAll("1aBcDeFgHiJkLmNoPqRsTuVwXyZ23456", tenant.clientId);
  if (block.hints.api === undefined) return named;
  const { id } = await management.api(block.hints.api);
  return named.replace(/\b[0-9a-f]{24}\b/g, id);
}
