/** `apisettings tenant clock`: what time it is for a running tenant. */
import type { Command } from "commander";
import { formatDuration } from "../provider/model/durations";
import type { ClockState } from "../tenant/clock-control";
import { type AdminFlags, adminCall, withAdminFlags } from "./tenant-admin";

export function addTenantClockCommand(tenant: Command): void {
  const clock = tenant.command("clock").description("Show or move a running tenant's clock.");
  const add = (
    usage: string,
    what: string,
    body: (argument?: string) => unknown,
    isDefault = false,
  ): void => {
    withAdminFlags(clock.command(usage, { isDefault }).description(what)).action(
      async (...given: [string | AdminFlags | undefined, ...unknown[]]) => {
        // commander hands over the arguments of the usage line, then the flags.
        const [argument, flags] = usage.includes(" ") ? given : [undefined, given[0]];
        await run(flags as AdminFlags, body(argument as string | undefined));
      },
    );
  };
  add("show", "Show it (the default).", () => undefined, true);
  add("set <moment>", "Go to a moment, such as 2026-12-24T00:00:00Z.", (set) => ({ set }));
  add("advance <duration>", "Jump by 30d, 12h, 15m, 1h30m or seconds; back: advance -- -1h.", (advance) => ({
    advance,
  }));
  add("freeze [moment]", "Stop it, now or at a moment.", (moment) => ({ freeze: moment ?? true }));
  add("resume", "Let it run on from where it stands.", () => ({ resume: true }));
  add("reset", "Back to how it started.", () => ({ reset: true }));
}

async function run(flags: AdminFlags, body: unknown): Promise<void> {
  const state = (await adminCall(flags)(body === undefined ? "GET" : "POST", "clock", body)) as ClockState;
  console.log(flags.json ? JSON.stringify(state) : clockText(state));
}

/** "2026-12-24T00:00:00.000Z, frozen, 30 days ahead" */
export function clockText({ now, frozen, offsetSeconds }: ClockState): string {
  const distance = formatDuration(Math.abs(offsetSeconds));
  const offset = offsetSeconds === 0 ? [] : [`${distance} ${offsetSeconds > 0 ? "ahead" : "behind"}`];
  return [now, ...(frozen ? ["frozen"] : []), ...offset].join(", ");
}
