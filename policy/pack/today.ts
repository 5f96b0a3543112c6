import * as z from "zod";
import { ApiSettingsError } from "../../provider/model/errors";
import { type Day, dayOf } from "../rules/exemptions";

/** Environment variable with another day to judge exemptions by, as YYYY-MM-DD: for tests, and to see what a day will bring. */
export const TODAY = "APISETTINGS_TODAY";

/** Today in UTC. Throws `invalid-config` where the variable holds something else than a day. */
export function today(environment: Readonly<Record<string, string | undefined>>, now: Date): Day {
  const given = environment[TODAY];
  if (given === undefined || given === "") return dayOf(now);
  if (z.iso.date().safeParse(given).success) return given;
  throw new ApiSettingsError(
    "invalid-config",
    `The environment variable ${TODAY} is ${JSON.stringify(given)}, which is not a day.`,
    { wayOut: "Write it as YYYY-MM-DD, or unset it." },
  );
}
