/** `apisettings tenant`: runs the local tenant until it is told to stop. */
import { type Command, InvalidArgumentError } from "commander";
import { ApiSettingsError } from "../provider/model/errors";
import { startTenant, type Tenant, type TenantOptions } from "../tenant/index";

export interface TenantFlags {
  port: number;
  host: string;
  memory?: true;
  data?: string;
  json?: true;
}

export function addTenantCommand(program: Command): void {
  program
    .command("tenant")
    .description("Run a local tenant: the Management API and tokens, on this machine only.")
    .option("--port <number>", "port to listen on; 0 for any free one", parsePort, 4010)
    .option("--host <address>", "loopback address: 127.0.0.1, ::1 or localhost", "127.0.0.1")
    .option("--memory", "keep nothing (the default)")
    .option("--data <file>", "keep everything in this file")
    .option("--json", "print JSON lines instead of text; the first holds url, domain and credentials")
    .action((flags: TenantFlags) => runTenant(flags));
}

export function tenantOptions(flags: TenantFlags): TenantOptions {
  if (flags.memory && flags.data !== undefined) {
    throw new ApiSettingsError("invalid-settings", "--memory and --data contradict each other.", {
      wayOut: "Give one of them.",
    });
  }
  return { port: flags.port, host: flags.host, ...(flags.data === undefined ? {} : { data: flags.data }) };
}

/** The first line of `--json`: everything that a program needs to use the tenant. */
export function readyLine({ url, domain, clientId, clientSecret, audience }: Tenant): string {
  return JSON.stringify({ event: "ready", url, domain, clientId, clientSecret, audience });
}

export function readyText(tenant: Tenant, data: string | undefined): string {
  const kept = data === undefined ? "in memory only (--data FILE keeps it)" : `in ${data}`;
  return [
    `Local tenant at ${tenant.url}, kept ${kept}. Ctrl-C stops it.`,
    "",
    `  export AUTH0_DOMAIN=${tenant.url}`,
    `  export AUTH0_CLIENT_ID=${tenant.clientId}`,
    `  export AUTH0_CLIENT_SECRET=${tenant.clientSecret}`,
  ].join("\n");
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("Give a number from 0 to 65535.");
  return port;
}

async function runTenant(flags: TenantFlags): Promise<void> {
  const tenant = await startTenant(tenantOptions(flags));
  const stopped = stopSignal();
  console.log(flags.json ? readyLine(tenant) : readyText(tenant, flags.data));
  await stopped;
  await tenant.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
