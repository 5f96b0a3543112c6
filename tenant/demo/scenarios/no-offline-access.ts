/** Where there is no refresh token, none can be stolen. */
import { LIFETIME_AT_ISSUE, OFFLINE_ACCESS } from "../evidence";
import { NOTHING_THERE, withoutRefreshToken } from "../expectations";
import type { Scenario } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_SCOPE } from "../settings";

export const NO_OFFLINE_ACCESS = "no offline access: all of the tokens";

export const noOfflineAccess: Scenario = {
  name: "no-offline-access",
  title: "No offline access at all",
  api: { token_lifetime: LIFETIME_SECONDS, allow_offline_access: false },
  credentials: NATIVE,
  evidence: [OFFLINE_ACCESS, LIFETIME_AT_ISSUE],
  async play({ owner, thief }) {
    await owner.signsIn(OFFLINE_SCOPE, withoutRefreshToken(LIFETIME_SECONDS));
    const stolen = thief(NO_OFFLINE_ACCESS, owner.tokens);
    await stolen.exchanges(NOTHING_THERE);
    await stolen.usesTheLastToken();
  },
};
