/** Flags of `apisettings tenant`, and the options that they make. */
import { ApiSettingsError } from "../provider/model/errors";
import type { PlanName, TenantOptions, TenantSnapshot } from "../tenant/index";
import { parseSwitch } from "../tenant/switches";
import { faultArgument } from "./fault-argument";
import { readJsonFile } from "./files";

export interface TenantFlags {
  port: number;
  host: string;
  allowRemote?: true;
  domain?: string;
  memory?: true;
  data?: string;
  snapshot?: string;
  now?: string;
  freeze?: true;
  switch?: readonly string[];
  plan?: string;
  fault?: readonly string[];
  faultSeed?: number;
  tls?: true;
  tlsFolder?: string;
  json?: true;
}

export function tenantOptions(flags: TenantFlags): TenantOptions {
  if (flags.memory && flags.data !== undefined) {
    throw new ApiSettingsError("invalid-settings", "--memory and --data contradict each other.", {
      wayOut: "Give one of them.",
    });
  }
  const options: { [N in keyof TenantOptions]: TenantOptions[N] | undefined } = {
    port: flags.port,
    host: flags.host,
    allowRemote: flags.allowRemote,
    domain: flags.domain,
    data: flags.data,
    // Whether it is a snapshot is the tenant's to say.
    snapshot:
      flags.snapshot === undefined ? undefined : (readJsonFile(flags.snapshot, "snapshot") as TenantSnapshot),
    startAt: flags.now,
    frozen: flags.freeze,
    switches: flags.switch && Object.assign({}, ...flags.switch.map(parseSwitch)),
    // Whether there is such a plan is the tenant's to say.
    plan: flags.plan as PlanName | undefined,
    faults: flags.fault?.flatMap((written) => faultArgument(written) as string),
    faultSeed: flags.faultSeed,
    tls: flags.tlsFolder === undefined ? flags.tls : { folder: flags.tlsFolder },
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as TenantOptions;
}
