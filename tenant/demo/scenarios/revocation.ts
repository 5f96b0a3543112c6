/** The refresh token is taken back. */
import { hours, minutes } from "../../../provider/model/durations";
import { REVOCATION } from "../evidence";
import { DEAD, gives } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_API, OFFLINE_SCOPE } from "../settings";

export const REVOKED = "revoked an hour after the theft";

export const revocation: Scenario = {
  name: "revocation",
  title: "The owner has the refresh token revoked",
  api: OFFLINE_API,
  credentials: NATIVE,
  evidence: [REVOCATION],
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const thief = refreshTokenThief(REVOKED);
    clock.at(hours(1) - minutes(5));
    await thief.exchanges(gives(LIFETIME_SECONDS));
    clock.at(hours(1));
    await owner.revokes();
    await thief.exchanges(DEAD);
    await thief.usesTheLastToken();
  },
};
