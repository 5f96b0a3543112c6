/** Rotation that forgives a token that comes twice: for a lost answer, or for a thief who is quick. */
import { days, hours } from "../../../provider/model/durations";
import { LEEWAY_FORKS, ROTATION } from "../evidence";
import { DEAD, gives, NOTHING_THERE, WORKS } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_API, OFFLINE_SCOPE, UNENDING } from "../settings";

export const WITHIN_LEEWAY = "rotating, leeway 60 s: thief within it";
export const AFTER_LEEWAY = "rotating, leeway 60 s: thief after it";

const LEEWAY_SECONDS = 60;
const common = {
  api: OFFLINE_API,
  credentials: NATIVE,
  refreshToken: { rotation_type: "rotating", ...UNENDING, leeway: LEEWAY_SECONDS },
} as const;

export const withinLeeway: Scenario = {
  ...common,
  name: "leeway-within",
  title: "Rotating with a leeway of 60 seconds, and the thief is quick",
  evidence: [ROTATION, LEEWAY_FORKS],
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(WITHIN_LEEWAY);
    clock.at(hours(1));
    await owner.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1) + LEEWAY_SECONDS - 1);
    await thief.exchanges(gives(LIFETIME_SECONDS), "exchanges the same token");
    for (const moment of [days(30), days(3_650)]) {
      clock.at(moment);
      await owner.exchanges(gives(LIFETIME_SECONDS), "exchanges the owner's new token");
      await thief.exchanges(gives(LIFETIME_SECONDS), "exchanges the thief's new token");
    }
    await thief.callsApi(WORKS);
  },
};

export const afterLeeway: Scenario = {
  ...common,
  name: "leeway-after",
  title: "Rotating with a leeway of 60 seconds, and the thief is late",
  evidence: [ROTATION],
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(AFTER_LEEWAY);
    clock.at(hours(1));
    await owner.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1) + LEEWAY_SECONDS);
    await thief.exchanges(DEAD, "exchanges the same token");
    await thief.callsApi(NOTHING_THERE);
    await owner.exchanges(DEAD, "exchanges the new token");
  },
};
