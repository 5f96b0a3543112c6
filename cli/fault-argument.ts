/** A fault as it is written on the command line: the name of a preset, JSON, or `@FILE` with JSON in it. */
import { ApiSettingsError } from "../provider/model/errors";
import { FAULT_PRESETS } from "../tenant/faults/presets";
import { readJsonFile } from "./files";

/** A rule, a preset's name or a list of both; whether they make sense is the tenant's to say. */
export function faultArgument(written: string): unknown {
  if (written.startsWith("@")) return readJsonFile(written.slice(1), "faults");
  if (!/^\s*[[{]/.test(written)) return written;
  try {
    return JSON.parse(written);
  } catch {
    throw new ApiSettingsError("invalid-input", `The fault ${written} is not JSON.`, {
      wayOut: `Quote it for the shell: '{"match": {"path": "token-endpoint"}, "times": 3, "status": 503}'.`,
    });
  }
}

/** For help texts: each preset and what it does. */
export function presetLines(): string {
  const width = Math.max(...Object.keys(FAULT_PRESETS).map(({ length }) => length));
  const lines = Object.entries(FAULT_PRESETS).map(([name, { what }]) => `  ${name.padEnd(width)}  ${what}`);
  return ["", "Presets:", ...lines].join("\n");
}
