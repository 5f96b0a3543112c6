/** A regular client of which nobody has set anything. */
import { days } from "../../../provider/model/durations";
import { CLIENT_MUST_PROVE_ITSELF, UNCONFIGURED_CLIENT } from "../evidence";
import { gives, NOT_THE_CLIENT, WORKS } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, OFFLINE_API, OFFLINE_SCOPE, WEB } from "../settings";

export const WITHOUT_SECRET = "nothing set: token without the client's secret";
export const WITH_SECRET = "nothing set: token and the client's secret";

export const unconfigured: Scenario = {
  name: "unconfigured",
  title: "A regular client of which nothing is set",
  api: OFFLINE_API,
  credentials: WEB,
  evidence: [UNCONFIGURED_CLIENT, CLIENT_MUST_PROVE_ITSELF],
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const outside = refreshTokenThief(WITHOUT_SECRET, { client_id: WEB.client_id });
    const inside = refreshTokenThief(WITH_SECRET);
    await outside.exchanges(NOT_THE_CLIENT, "exchanges it without the secret");
    await inside.exchanges(gives(LIFETIME_SECONDS), "exchanges it with the secret");
    clock.at(days(365));
    await inside.exchanges(gives(LIFETIME_SECONDS));
    clock.at(days(3_650));
    await owner.exchanges(gives(LIFETIME_SECONDS));
    await inside.exchanges(gives(LIFETIME_SECONDS));
    await inside.callsApi(WORKS);
  },
};
