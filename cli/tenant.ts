/** `apisettings tenant`: runs the local tenant until it is told to stop. */
import { type Command, InvalidArgumentError } from "commander";
import { startTenant, type Tenant } from "../tenant/index";
import { presetLines } from "./fault-argument";
import { collect } from "./repeatable";
import { addTenantClockCommand } from "./tenant-clock";
import { addTenantDemoCommand } from "./tenant-demo";
import { addTenantFaultsCommand } from "./tenant-faults";
import { type TenantFlags, tenantOptions } from "./tenant-options";
import { addTenantResetCommand } from "./tenant-reset";
import { addTenantRestoreCommand } from "./tenant-restore";
import { addTenantSnapshotCommand } from "./tenant-snapshot";

export function addTenantCommand(program: Command): void {
  const tenant = program
    .command("tenant")
    .description("Run a local tenant: the Management API and tokens, on this machine only.")
    .option("--port <number>", "port to listen on; 0 for any free one", parsePort, 4010)
    .option("--host <address>", "loopback address: 127.0.0.1, ::1 or localhost", "127.0.0.1")
    .option(
      "--allow-remote",
      "let --host be an address that other machines reach; its credentials are public",
    )
    .option("--domain <host[:port]>", "domain in the identifiers of the tenant's own APIs")
    .option("--memory", "keep nothing (the default)")
    .option("--data <file>", "keep everything in this file")
    .option("--snapshot <file>", "start from a snapshot")
    .option("--now <moment>", "start the clock at a moment, such as 2026-12-24T00:00:00Z")
    .option("--freeze", "start with a clock that stands still")
    .option(
      "--switch <name=value>",
      "set a behaviour that nobody knows of the real tenant; repeatable",
      collect,
    )
    .option("--plan <name>", "limits of a subscription: free, self-service, enterprise or private-cloud")
    .option("--fault <fault>", "let something go wrong: a preset, a JSON rule or @FILE; repeatable", collect)
    .option("--fault-seed <number>", "seed of the faults' dice (default: 1)", parseSeed)
    .option("--tls", "serve https with a certificate of a CA of its own, made on first use")
    .option("--tls-folder <folder>", "keep that CA in this folder; implies --tls")
    .option("--json", "print JSON lines instead of text; the first holds url, domain and credentials")
    .addHelpText("after", presetLines)
    .action((flags: TenantFlags) => runTenant(flags));
  addTenantDemoCommand(tenant);
  addTenantClockCommand(tenant);
  addTenantFaultsCommand(tenant);
  addTenantSnapshotCommand(tenant);
  addTenantRestoreCommand(tenant);
  addTenantResetCommand(tenant);
}

/** The first line of `--json`: everything that a program needs to use the tenant. */
export function readyLine({ url, domain, clientId, clientSecret, audience, caFile }: Tenant): string {
  return JSON.stringify({ event: "ready", url, domain, clientId, clientSecret, audience, caFile });
}

export function readyText(tenant: Tenant, data: string | undefined): string {
  const kept = data === undefined ? "in memory only (--data FILE keeps it)" : `in ${data}`;
  return [
    `Local tenant at ${tenant.url}, kept ${kept}. Ctrl-C stops it.`,
    "",
    // Tools that insist on https want the domain alone.
    `  export AUTH0_DOMAIN=${tenant.caFile === undefined ? tenant.url : tenant.domain}`,
    `  export AUTH0_CLIENT_ID=${tenant.clientId}`,
    `  export AUTH0_CLIENT_SECRET=${tenant.clientSecret}`,
    ...(tenant.caFile === undefined ? [] : trustLines(tenant.caFile)),
  ].join("\n");
}

/** For one shell, not for the machine: the CA's key lies on this disk. */
function trustLines(caFile: string): string[] {
  const file = /^[\w./-]+$/.test(caFile) ? caFile : `'${caFile.replaceAll("'", "'\\''")}'`;
  return [
    `  export NODE_EXTRA_CA_CERTS=${file}   # Node.js`,
    `  export SSL_CERT_FILE=${file}         # Go, OpenSSL, Python: this CA instead of the system's`,
    `  export REQUESTS_CA_BUNDLE=${file}    # Python's requests: the same`,
  ];
}

function parseSeed(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("Give a whole number from 0 on.");
  return Number(text);
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
