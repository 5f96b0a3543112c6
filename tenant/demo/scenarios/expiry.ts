/** Refresh tokens that end by themselves: on a day that is fixed at issue, or after some days without use. */
import { days } from "../../../provider/model/durations";
import { EXPIRY, ROTATION } from "../evidence";
import { DEAD, gives, NOTHING_THERE, WORKS } from "../expectations";
import type { Scenario, Stage } from "../scenario";
import { LIFETIME_SECONDS, NATIVE, OFFLINE_API, OFFLINE_SCOPE } from "../settings";

export const ABSOLUTE = "absolute end after 30 days";
export const ROTATING_ABSOLUTE = "rotating, absolute end after 30 days, owner away";
export const IDLE_RESTING = "idle end after 3 days: a thief who rests";
export const IDLE_BUSY = "idle end after 3 days: a thief who does not";

const absoluteEnd = { token_lifetime: days(30), infinite_token_lifetime: false } as const;
const noIdleEnd = { infinite_idle_token_lifetime: true } as const;
const common = { api: OFFLINE_API, credentials: NATIVE } as const;

export const absolute: Scenario = {
  ...common,
  name: "absolute",
  title: "Non-rotating, with an absolute end after 30 days",
  refreshToken: { rotation_type: "non-rotating", expiration_type: "expiring", ...absoluteEnd, ...noIdleEnd },
  evidence: [EXPIRY],
  play: (stage) => useUntilTheEnd(stage, ABSOLUTE),
};

export const rotatingAbsolute: Scenario = {
  ...common,
  name: "rotation-absolute",
  title: "Rotating, with an absolute end after 30 days, and the owner does not come back",
  refreshToken: { rotation_type: "rotating", expiration_type: "expiring", ...absoluteEnd, ...noIdleEnd },
  evidence: [EXPIRY, ROTATION],
  play: (stage) => useUntilTheEnd(stage, ROTATING_ABSOLUTE),
};

/** The thief refreshes as late as can be: that is worth one access token more. */
async function useUntilTheEnd({ clock, owner, refreshTokenThief }: Stage, name: string): Promise<void> {
  await owner.signsIn(OFFLINE_SCOPE);
  const thief = refreshTokenThief(name);
  clock.at(days(15));
  await thief.exchanges(gives(LIFETIME_SECONDS));
  clock.at(days(30) - 1);
  await thief.exchanges(gives(LIFETIME_SECONDS));
  clock.at(days(30));
  await thief.exchanges(DEAD);
  await thief.usesTheLastToken();
}

export const idle: Scenario = {
  ...common,
  name: "idle",
  title: "Non-rotating, with an end after 3 days without use, and no absolute end",
  refreshToken: {
    rotation_type: "non-rotating",
    expiration_type: "expiring",
    infinite_token_lifetime: true,
    idle_token_lifetime: days(3),
    infinite_idle_token_lifetime: false,
  },
  evidence: [EXPIRY],
  async play({ clock, owner, refreshTokenThief }) {
    await owner.signsIn(OFFLINE_SCOPE);
    const resting = refreshTokenThief(IDLE_RESTING);
    clock.at(days(3));
    await resting.exchanges(DEAD, "exchanges it for the first time");
    await resting.callsApi(NOTHING_THERE);
    await owner.signsIn(OFFLINE_SCOPE);
    const busy = refreshTokenThief(IDLE_BUSY);
    await busy.exchangesEvery(days(2), days(33), gives(LIFETIME_SECONDS));
    await busy.callsApi(WORKS);
  },
};
