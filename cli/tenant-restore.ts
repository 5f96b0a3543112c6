/** `apisettings tenant restore`: puts a snapshot in the place of everything that a running tenant remembers. */
import type { Command } from "commander";
import { readJsonFile } from "./files";
import { type AdminFlags, adminCall, withAdminFlags } from "./tenant-admin";

export function addTenantRestoreCommand(tenant: Command): void {
  const description =
    "Put a snapshot in the place of everything a running tenant remembers. Its clock stays.";
  withAdminFlags(tenant.command("restore <file>").description(description)).action(
    async (file: string, flags: AdminFlags) => {
      await adminCall(flags)("POST", "restore", readJsonFile(file, "snapshot"));
      console.log(flags.json ? JSON.stringify({ file }) : `Restored from ${file}.`);
    },
  );
}
