/** The API's lifetime is shortened while a stolen token is out. */
import { hours, minutes } from "../../../provider/model/durations";
import { LIFETIME_AT_ISSUE } from "../evidence";
import { EXPIRED, gives, WORKS } from "../expectations";
import type { Scenario } from "../scenario";
import { WEB } from "../settings";

export const BEFORE = "access token stolen before the change";
export const AFTER = "access token stolen after it";

export const accessToken: Scenario = {
  name: "access-token",
  title: "A stolen access token, and an API that goes from 24 hours to 15 minutes",
  api: {},
  credentials: WEB,
  evidence: [LIFETIME_AT_ISSUE],
  async play({ clock, operator, owner, thief }) {
    await owner.signsIn("", gives(hours(24)));
    const before = thief(BEFORE, owner.tokens);
    await operator.changeApi("sets token_lifetime to 900", { token_lifetime: 900 }, gives(minutes(15)));
    await owner.signsIn("", gives(minutes(15)));
    const after = thief(AFTER, owner.tokens);
    clock.at(minutes(15) - 1);
    await after.callsApi(WORKS, "token stolen after the change");
    clock.at(minutes(15));
    await after.callsApi(EXPIRED, "token stolen after the change");
    await before.callsApi(WORKS, "token stolen before the change");
    clock.at(hours(23));
    await before.callsApi(WORKS, "token stolen before the change");
    clock.at(hours(24) - 1);
    await before.callsApi(WORKS, "token stolen before the change");
    clock.at(hours(24));
    await before.callsApi(EXPIRED, "token stolen before the change");
  },
};
