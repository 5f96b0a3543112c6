/** An online refresh token: it ends with the session that it was issued in. */
import { days, hours, minutes } from "../../../provider/model/durations";
import { ONLINE_ACCESS, SESSION_ENDS } from "../evidence";
import { DEAD, gives } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, ONLINE_SCOPE } from "../settings";

export const LOGGED_OUT = "online refresh token: logout an hour later";
export const NOT_LOGGED_OUT = "online refresh token: no logout";

const common = {
  api: { token_lifetime: LIFETIME_SECONDS, allow_offline_access: false, allow_online_access: true },
  credentials: NATIVE,
  evidence: [ONLINE_ACCESS, SESSION_ENDS],
} as const;

export const onlineLogout: Scenario = {
  ...common,
  name: "online-logout",
  title: "An online refresh token, and the owner logs out",
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(ONLINE_SCOPE);
    const thief = refreshTokenThief(LOGGED_OUT);
    clock.at(hours(1) - minutes(5));
    await thief.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1));
    await owner.logsOut();
    await thief.exchanges(DEAD);
    await thief.usesTheLastToken();
  },
};

export const onlineSession: Scenario = {
  ...common,
  name: "online-session",
  title: "An online refresh token, and the owner does not log out",
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(ONLINE_SCOPE);
    const thief = refreshTokenThief(NOT_LOGGED_OUT);
    // Each use keeps the session from being idle; its absolute end of 168 hours nothing moves.
    await thief.exchangesEvery(days(2), days(6), gives(LIFETIME_SECONDS));
    clock.at(days(7) - 1);
    await thief.exchanges(gives(LIFETIME_SECONDS));
    clock.at(days(7));
    await thief.exchanges(DEAD);
    await thief.usesTheLastToken();
  },
};
