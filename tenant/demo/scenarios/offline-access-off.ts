/** The API allows offline access no more. What that means for refresh tokens that are out, nothing public says. */
import { days, hours, minutes } from "../../../provider/model/durations";
import { OFFLINE_ACCESS, OFFLINE_ACCESS_OFF } from "../evidence";
import { DEAD, gives, WORKS, withoutRefreshToken } from "../expectations";
import type { Thief } from "../people";
import type { Scenario, Stage } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_API, OFFLINE_SCOPE } from "../settings";

export const OFF_EXCHANGED = 'offline access off later ("exchange")';
export const OFF_REFUSED = 'offline access off later ("refuse")';

const common = {
  api: OFFLINE_API,
  credentials: NATIVE,
  evidence: [OFFLINE_ACCESS, OFFLINE_ACCESS_OFF],
  shownSwitches: ["refreshAfterOfflineAccessOff"],
} as const;

/** Up to the moment after the change. */
async function switchOff({ clock, operator, owner, refreshTokenThief }: Stage, name: string): Promise<Thief> {
  await owner.signsIn(OFFLINE_SCOPE);
  const thief = refreshTokenThief(name);
  clock.at(minutes(55));
  await thief.exchanges(gives(LIFETIME_SECONDS));
  clock.at(hours(1));
  await operator.changeApi("switches offline access off", { allow_offline_access: false }, WORKS);
  await owner.signsIn(OFFLINE_SCOPE, withoutRefreshToken(LIFETIME_SECONDS));
  return thief;
}

export const offlineAccessOff: Scenario = {
  ...common,
  name: "offline-access-off-exchange",
  title: "The API's offline access goes off later",
  async play(stage) {
    const thief = await switchOff(stage, OFF_EXCHANGED);
    for (const moment of [hours(1), days(3_650)]) {
      stage.clock.at(moment);
      await thief.exchanges(gives(LIFETIME_SECONDS));
    }
    await thief.callsApi(WORKS);
  },
};

export const offlineAccessOffRefused: Scenario = {
  ...common,
  name: "offline-access-off-refuse",
  title: "The API's offline access goes off later, and the switch has its other value",
  switches: { refreshAfterOfflineAccessOff: "refuse" },
  async play(stage) {
    const thief = await switchOff(stage, OFF_REFUSED);
    await thief.exchanges(DEAD);
    await thief.usesTheLastToken();
  },
};
