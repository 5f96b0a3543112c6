/** Settings as configuration and environment give them (mostly texts) in the types of the settings table. */
import type { z } from "zod";
import { ApiSettingsError } from "./errors";
import { ALL_SETTINGS, type SETTINGS, type Setting } from "./settings";
import { shapeOf } from "./shape";
import { suggest } from "./suggest";

type Table = (typeof SETTINGS)[number];
/** Values of the settings table; a setting that a source does not give is absent. */
export type SettingValues = { [S in Table as S["name"]]?: z.infer<S["type"]> };

/** Throws `invalid-settings` naming every fault, the source and, except for secrets, the value. */
export function parseSettings(raw: Readonly<Record<string, unknown>>, source: string): SettingValues {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, written] of Object.entries(raw)) {
    if (written === undefined || written === null || written === "") continue;
    const setting = ALL_SETTINGS.find((candidate) => candidate.name === name);
    if (setting === undefined) {
      faults.push(
        `${name} is not a setting of the provider.${suggest(
          name,
          ALL_SETTINGS.map((known) => known.name),
        )}`,
      );
      continue;
    }
    const parsed = setting.type.safeParse(fromText(setting, written));
    if (parsed.success) values[name] = parsed.data;
    else faults.push(fault(setting, written, parsed.error));
  }
  if (faults.length > 0) {
    throw new ApiSettingsError("invalid-settings", `In the ${source}: ${faults.join(" ")}`, {
      wayOut: "Correct or remove what is named.",
    });
  }
  return values as SettingValues;
}

/** Configuration and environment hold texts: numbers, booleans and objects are read as JSON. */
function fromText(setting: Setting, written: unknown): unknown {
  if (typeof written !== "string" || shapeOf(setting.type).kind === "string") return written;
  const text = written.trim();
  // AUTH0_DEBUG=1 is how Auth0's tools are switched on.
  if (shapeOf(setting.type).kind === "boolean" && (text === "1" || text === "0")) return text === "1";
  try {
    return JSON.parse(text);
  } catch {
    return written;
  }
}

function fault(setting: Setting, written: unknown, error: z.ZodError): string {
  const shown = setting.secret ? "its value" : JSON.stringify(written);
  const [issue] = error.issues;
  const place = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
  return `${setting.name}: ${shown} cannot be used${place}. ${setting.description}`;
}
