/** `apisettings tenant faults`: what goes wrong on purpose in a running tenant. */
import type { Command } from "commander";
import type { ActiveFault } from "../tenant/index";
import { faultArgument, presetLines } from "./fault-argument";
import { type AdminFlags, adminCall, withAdminFlags } from "./tenant-admin";

export function addTenantFaultsCommand(tenant: Command): void {
  const faults = tenant.command("faults").description("What goes wrong on purpose in a running tenant.");
  withAdminFlags(
    faults.command("list", { isDefault: true }).description("List the faults in force (the default)."),
  ).action(async (flags: AdminFlags) => {
    const { faults } = (await adminCall(flags)("GET", "faults")) as { faults: ActiveFault[] };
    print(flags, faults);
  });
  withAdminFlags(
    faults
      .command("add <fault...>")
      .description("Add faults: presets, JSON rules, or @FILE with rules.")
      .addHelpText("after", presetLines),
  ).action(async (written: string[], flags: AdminFlags) => {
    const rules = written.flatMap((each) => faultArgument(each));
    print(flags, (await adminCall(flags)("POST", "faults", rules)) as ActiveFault[]);
  });
  withAdminFlags(faults.command("clear [id]").description("Remove all faults, or one.")).action(
    async (id: string | undefined, flags: AdminFlags) => {
      await adminCall(flags)("DELETE", id === undefined ? "faults" : `faults/${encodeURIComponent(id)}`);
      if (flags.json) console.log("{}");
    },
  );
}

function print(flags: AdminFlags, faults: readonly ActiveFault[]): void {
  console.log(flags.json ? JSON.stringify(faults) : faultsText(faults));
}

export function faultsText(faults: readonly ActiveFault[]): string {
  if (faults.length === 0) return "No faults.";
  return faults
    .map(({ id, rule: { id: _, ...rule }, fired, remaining }) => {
      const left = remaining === undefined ? "" : `, ${remaining} to come`;
      return `${id}: fired ${fired}${left}: ${JSON.stringify(rule)}`;
    })
    .join("\n");
}
