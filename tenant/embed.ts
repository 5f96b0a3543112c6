/** A tenant's controls as programs hold them that embed it. */
import type { ClockControl } from "./clock-control";
import type { Tenant, TenantClock, TenantFaults } from "./embedded";
import type { FaultBook } from "./faults/book";
import type { TenantCore } from "./tenant";

export function embeddedFetch(core: TenantCore): Tenant["fetch"] {
  return (input, init) => {
    const target = typeof input === "string" ? new URL(input, core.url) : (input as Request);
    return core.fetch(new Request(target, init as RequestInit | undefined));
  };
}

export function embeddedClock({ clockControl: control }: { clockControl: ClockControl }): TenantClock {
  const written = (moment: string | Date): string =>
    moment instanceof Date && !Number.isNaN(moment.getTime()) ? moment.toISOString() : String(moment);
  return {
    now: () => new Date(control.state().now),
    get frozen() {
      return control.state().frozen;
    },
    set: (moment) => void control.set(written(moment)),
    advance: (duration) => void control.advance(duration),
    freeze: (moment) => void control.freeze(moment === undefined ? undefined : written(moment)),
    resume: () => void control.resume(),
    reset: () => void control.reset(),
  };
}

export function embeddedFaults({ faults }: { faults: FaultBook }): TenantFaults {
  return {
    list: faults.list,
    set: faults.set,
    add: (...added) => faults.add(added),
    remove: faults.remove,
    clear: faults.clear,
  };
}
