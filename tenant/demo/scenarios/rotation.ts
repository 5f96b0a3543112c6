/** Rotation with reuse detection: who comes second is found out, and both lose the token. */
import { days, hours, minutes } from "../../../provider/model/durations";
import { ROTATION } from "../evidence";
import { DEAD, gives, NOTHING_THERE, WORKS, withRefreshToken } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_API, OFFLINE_SCOPE, UNENDING } from "../settings";

export const THIEF_FIRST = "rotating: thief first, then the owner";
export const OWNER_FIRST = "rotating: owner first, then the thief";
export const OWNER_AWAY = "rotating: thief first, the owner stays away";

const common = {
  api: OFFLINE_API,
  credentials: NATIVE,
  refreshToken: { rotation_type: "rotating", ...UNENDING, leeway: 0 },
  evidence: [ROTATION],
} as const;

export const thiefFirst: Scenario = {
  ...common,
  name: "rotation-thief-first",
  title: "Rotating, and the thief comes first",
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(THIEF_FIRST);
    clock.at(hours(1));
    await thief.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1) + minutes(10));
    await owner.exchanges(DEAD, "exchanges the same token");
    await thief.exchanges(DEAD, "exchanges the new token");
    await owner.signsIn(OFFLINE_SCOPE, withRefreshToken(LIFETIME_SECONDS));
    await thief.usesTheLastToken();
  },
};

export const ownerFirst: Scenario = {
  ...common,
  name: "rotation-owner-first",
  title: "Rotating, and the owner comes first",
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(OWNER_FIRST);
    clock.at(hours(1));
    await owner.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1) + minutes(10));
    await thief.exchanges(DEAD, "exchanges the same token");
    await thief.callsApi(NOTHING_THERE);
    await owner.exchanges(DEAD, "exchanges the new token");
    await owner.signsIn(OFFLINE_SCOPE, withRefreshToken(LIFETIME_SECONDS));
  },
};

export const ownerAway: Scenario = {
  ...common,
  name: "rotation-owner-away",
  title: "Rotating, and the owner does not come back",
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(OWNER_AWAY);
    for (const moment of [hours(1), days(365), days(3_650)]) {
      clock.at(moment);
      await thief.exchanges(gives(LIFETIME_SECONDS));
    }
    await thief.callsApi(WORKS);
  },
};
