/** POST /_tenant/clock: exactly one change, in one member. */
import { ApiSettingsError } from "../../provider/model/errors";
import type { ClockControl, ClockState } from "../clock-control";

const CHANGES: Readonly<Record<string, (clock: ClockControl, value: unknown) => ClockState>> = {
  set: (clock, value) => clock.set(value),
  advance: (clock, value) => clock.advance(value),
  freeze: (clock, value) => clock.freeze(value === true ? undefined : value),
  resume: (clock, value) => onlyTrue("resume", value) && clock.resume(),
  reset: (clock, value) => onlyTrue("reset", value) && clock.reset(),
};

const FORMS =
  '{"set": "2026-12-24T00:00:00Z"}, {"advance": "30d"}, {"freeze": true}, {"resume": true} or {"reset": true}';

export function changeClock(clock: ClockControl, body: unknown): ClockState {
  const members = typeof body === "object" && body !== null ? Object.entries(body) : [];
  const [name = "", value] = members[0] ?? [];
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (members.length !== 1 || change === undefined) {
    const found = members.length === 0 ? "nothing" : members.map(([member]) => member).join(", ");
    throw new ApiSettingsError("invalid-input", `The clock takes one change at a time, not ${found}.`, {
      wayOut: `Give one of ${FORMS}.`,
    });
  }
  return change(clock, value);
}

function onlyTrue(name: string, value: unknown): true {
  if (value === true) return true;
  throw new ApiSettingsError("invalid-input", `${name}: ${JSON.stringify(value)} is not true.`, {
    wayOut: `Give {"${name}": true}.`,
  });
}
