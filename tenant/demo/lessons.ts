/** What is to be learnt, in the figures of this run. A sentence that the figures do not bear out says so itself. */
import { days, formatDuration, hours, minutes } from "../../provider/model/durations";
import type { Access, Lesson, Theft } from "./result";
import { AFTER, BEFORE } from "./scenarios/access-token";
import { ABSOLUTE, IDLE_BUSY, IDLE_RESTING, ROTATING_ABSOLUTE } from "./scenarios/expiry";
import { AFTER_LEEWAY, WITHIN_LEEWAY } from "./scenarios/leeway";
import { NO_OFFLINE_ACCESS } from "./scenarios/no-offline-access";
import { OFF_EXCHANGED, OFF_REFUSED } from "./scenarios/offline-access-off";
import { LOGGED_OUT, NOT_LOGGED_OUT } from "./scenarios/online-access";
import { REVOKED } from "./scenarios/revocation";
import { OWNER_AWAY, OWNER_FIRST, THIEF_FIRST } from "./scenarios/rotation";
import { WITH_SECRET, WITHOUT_SECRET } from "./scenarios/unconfigured";
import { LIFETIME_SECONDS } from "./settings";

/** "24 hours", "none", "no end seen in 3650 days". */
export function accessText(access: Access): string {
  if (access.kind === "none") return "none";
  const duration = formatDuration(access.seconds);
  if (access.kind === "ends") return duration;
  return access.kind === "no end seen" ? `no end seen in ${duration}` : `unclear, at most ${duration}`;
}

export function lessonsOf(thefts: readonly Theft[]): readonly Lesson[] {
  const access = (name: string): Access =>
    thefts.find((theft) => theft.name === name)?.access ?? { kind: "none" };
  const text = (name: string): string => accessText(access(name));
  const ends = (name: string, seconds: number): boolean => {
    const found = access(name);
    return found.kind === "ends" && found.seconds === seconds;
  };
  const none = (name: string): boolean => access(name).kind === "none";
  const endless = (name: string): boolean => access(name).kind === "no end seen";
  const lastToken = LIFETIME_SECONDS - 1;
  const afterAnHour = hours(1) + minutes(10);
  return [
    {
      sentence: `Issued tokens keep their exp: the one stolen before the change worked for ${text(BEFORE)}, the one stolen after it for ${text(AFTER)}. Shorten before you need it.`,
      holds: ends(BEFORE, hours(24)) && ends(AFTER, minutes(15)),
    },
    {
      sentence: `A refresh token with no settings has no end (${text(WITH_SECRET)}). What stood in the way was the client's secret (without it: ${text(WITHOUT_SECRET)}), and a public client has none.`,
      // The public client of the next one needed none.
      holds: endless(WITH_SECRET) && none(WITHOUT_SECRET) && endless(OWNER_AWAY),
    },
    {
      sentence: `Rotation finds a thief when the owner comes back: ${text(THIEF_FIRST)} where that was soon, ${text(OWNER_FIRST)} where the owner was first. Where the owner stayed away: ${text(OWNER_AWAY)}.`,
      holds: ends(THIEF_FIRST, hours(1) + minutes(15)) && none(OWNER_FIRST) && endless(OWNER_AWAY),
    },
    {
      sentence: `So rotation needs an absolute end beside it: ${text(ROTATING_ABSOLUTE)}, with rotation or without (${text(ABSOLUTE)}). The thief's last access token outlives it.`,
      holds: ends(ROTATING_ABSOLUTE, days(30) + lastToken) && ends(ABSOLUTE, days(30) + lastToken),
    },
    {
      sentence: `Leeway is open to thieves too: ${text(WITHIN_LEEWAY)} for the quick one, ${text(AFTER_LEEWAY)} for the late one. Keep it to the seconds that a lost answer needs.`,
      holds: endless(WITHIN_LEEWAY) && none(AFTER_LEEWAY),
    },
    {
      sentence: `An idle end alone stops a thief who rests (${text(IDLE_RESTING)}), not one who does not (${text(IDLE_BUSY)}).`,
      holds: none(IDLE_RESTING) && endless(IDLE_BUSY),
    },
    {
      sentence: `Revocation and logout end the refresh token at once, and no access token: ${text(REVOKED)} and ${text(LOGGED_OUT)}, although both came after an hour. An online refresh token ends with its session in any case: ${text(NOT_LOGGED_OUT)}.`,
      holds:
        ends(REVOKED, afterAnHour) &&
        ends(LOGGED_OUT, afterAnHour) &&
        ends(NOT_LOGGED_OUT, days(7) + lastToken),
    },
    {
      sentence: `Switching an API's offline access off later may not reach refresh tokens that are out. Nothing public says what the real tenant does, so it is a switch here: "exchange" gave ${text(OFF_EXCHANGED)}, "refuse" ${text(OFF_REFUSED)}. Plan for the first, and revoke.`,
      holds: endless(OFF_EXCHANGED) && ends(OFF_REFUSED, afterAnHour),
    },
    {
      sentence: `Where an API allows no offline access, the access token is all that there is to steal: ${text(NO_OFFLINE_ACCESS)}.`,
      holds: ends(NO_OFFLINE_ACCESS, LIFETIME_SECONDS),
    },
  ];
}
