/** From what the policy `configuration` was given to what rules read. */
import { ApiSettingsError } from "../../provider/model/errors";
import { parseConfig, resolveConfig } from "../rules/config/parse";
import type { PolicyConfig } from "../rules/config/policy-config";

/** Throws `invalid-config`, also for what stands in a file but has no meaning in a pack. */
export function settingsOf(given: object): PolicyConfig {
  const file = parseConfig(given);
  if (file.rules !== undefined) {
    throw new ApiSettingsError(
      "invalid-config",
      "rules is not for `configuration`: a pack takes the level of each rule beside it.",
      { wayOut: PRINT },
    );
  }
  if (typeof file.baseline === "string") {
    throw new ApiSettingsError(
      "invalid-config",
      `baseline is the path ${JSON.stringify(file.baseline)}, but a pack reads no files.`,
      { wayOut: PRINT },
    );
  }
  return resolveConfig(file);
}

const PRINT =
  "Give --policy-pack-config what `apisettings policy config` prints, instead of the configuration file itself.";
