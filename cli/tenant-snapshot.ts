/** `apisettings tenant snapshot`: everything that a running tenant remembers, in a file. */
import type { Command } from "commander";
import { ApiSettingsError } from "../provider/model/errors";
import type { TenantSnapshot } from "../tenant/index";
import { writePrivateFile } from "./files";
import { type AdminFlags, adminCall, withAdminFlags } from "./tenant-admin";

export function addTenantSnapshotCommand(tenant: Command): void {
  const description =
    "Write everything a running tenant remembers, with secrets and keys, into a file for you alone.";
  withAdminFlags(tenant.command("snapshot <file>").description(description)).action(
    async (file: string, flags: AdminFlags) => {
      const snapshot = (await adminCall(flags)("GET", "snapshot")) as TenantSnapshot | undefined;
      if (snapshot?.collections === undefined) {
        throw new ApiSettingsError("unexpected-answer", "The tenant's answer is no snapshot.");
      }
      writePrivateFile(file, `${JSON.stringify(snapshot, null, 2)}\n`);
      const { takenAt, schemaVersion } = snapshot;
      const documents = documentsIn(snapshot);
      const text = `${documents} documents as of ${takenAt}, in ${file}. It holds secrets.`;
      console.log(flags.json ? JSON.stringify({ file, takenAt, schemaVersion, documents }) : text);
    },
  );
}

export function documentsIn({ collections }: TenantSnapshot): number {
  return Object.values(collections).reduce((sum, { length }) => sum + length, 0);
}
