/** `apisettings tenant reset`: a running tenant goes back to what it started with. */
import type { Command } from "commander";
import { type AdminFlags, adminCall, withAdminFlags } from "./tenant-admin";

export function addTenantResetCommand(tenant: Command): void {
  const description =
    "Back to what a running tenant started with: APIs, tokens, clock, faults. Its signing key stays.";
  withAdminFlags(tenant.command("reset").description(description)).action(async (flags: AdminFlags) => {
    await adminCall(flags)("POST", "reset");
    console.log(flags.json ? "{}" : "Reset.");
  });
}
