/** Switches as texts, for the command line: `retryAfter=true`. */
import { ApiSettingsError } from "../provider/model/errors";
import { DEFAULT_SWITCHES, type Switches } from "./options";

/** What each switch can be set to. */
export const SWITCH_VALUES: { readonly [N in keyof Switches]: readonly Switches[N][] } = {
  subjectTypeAuthorization: ["merge", "replace"],
  grantsOfDeletedApi: ["delete", "keep"],
  retryAfter: [false, true],
  refreshTokenWithoutApi: ["issue", "withhold"],
  refreshAfterOfflineAccessOff: ["exchange", "refuse"],
  maximumPerPage: [100, 50],
  deepPages: ["searches", "all"],
  planRefill: ["continuous", "window"],
};

/** `NAME=VALUE`, each with its default first in {@link SWITCH_VALUES}. Fails for other names and values, and lists those that are. */
export function parseSwitch(written: string): Partial<Switches> {
  const [, name = "", value = ""] = /^([^=]*)=(.*)$/.exec(written) ?? [];
  if (!isSwitch(name)) {
    throw refusal(`There is no switch in ${JSON.stringify(written)}.`, Object.keys(DEFAULT_SWITCHES), "name");
  }
  const found = SWITCH_VALUES[name].find((known) => String(known) === value);
  if (found === undefined) {
    throw refusal(`The switch ${name} cannot be ${JSON.stringify(value)}.`, SWITCH_VALUES[name], name);
  }
  return { [name]: found };
}

function isSwitch(name: string): name is keyof Switches {
  return Object.hasOwn(DEFAULT_SWITCHES, name);
}

function refusal(summary: string, known: readonly unknown[], what: string): ApiSettingsError {
  return new ApiSettingsError("invalid-settings", summary, {
    wayOut: `Give ${what === "name" ? "NAME=VALUE with one of" : `${what}= and one of`} ${known.join(", ")}.`,
  });
}
