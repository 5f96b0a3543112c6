/** Finds the configuration of policies and reviews, and reads it together with its baseline. */
import { dirname, isAbsolute, join } from "node:path";
import type { CompleteConfigFile } from "../policy/rules/config/pack-config";
import { parseBaseline, parseConfig, resolveConfig } from "../policy/rules/config/parse";
import type { PolicyConfig } from "../policy/rules/config/policy-config";
import type { Baseline } from "../policy/rules/config/schema";
import { ApiSettingsError, isApiSettingsError } from "../provider/model/errors";
import { contentOf, MAXIMUM_CONFIG_BYTES } from "./config-text";
import type { CommandFiles } from "./io";

/** Looked for in the working directory, in this order. */
export const CONFIG_FILES = [
  "apisettings.config.json",
  "apisettings.config.yaml",
  "apisettings.config.yml",
] as const;

export const BASELINE_FILE = "apisettings.baseline.json";

/** Recorded by a command, not written by hand: a finding is 200 bytes. */
const MAXIMUM_BASELINE_BYTES = 32 * 1024 ** 2;

export interface LoadedConfig {
  /** Undefined where there is none, and the built-in settings hold. */
  readonly path: string | undefined;
  /** For people: 'built-in (there is no apisettings.config.json here)'. */
  readonly origin: string;
  readonly file: CompleteConfigFile;
  readonly config: PolicyConfig;
  /** Where the file says that its baseline is; undefined where it says nothing, or holds the baseline itself. */
  readonly baselinePath: string | undefined;
}

/** What to make of a baseline file that the configuration names and that is not there. */
export type MissingBaseline = "refuse" | "none";

/**
 * @param given path on the command line.
 * @throws ApiSettingsError `invalid-config`, `invalid-input`: every message begins with the file.
 */
export function loadConfig(
  given: string | undefined,
  files: CommandFiles,
  missingBaseline: MissingBaseline = "refuse",
): LoadedConfig {
  const path = given ?? found(files);
  if (path === undefined) {
    const origin = `built-in (there is no ${CONFIG_FILES[0]} here)`;
    return { path, origin, file: {}, config: resolveConfig({}), baselinePath: undefined };
  }
  const content = contentOf(files.read(path, "configuration", MAXIMUM_CONFIG_BYTES), path);
  const { baseline: written, ...rest } = inFile(path, () => parseConfig(content));
  const baselinePath = typeof written === "string" ? beside(path, written) : undefined;
  const baseline =
    typeof written === "string" ? readBaseline(beside(path, written), files, missingBaseline, path) : written;
  const file: CompleteConfigFile = baseline === undefined ? rest : { ...rest, baseline };
  return { path, origin: path, file, config: inFile(path, () => resolveConfig(file)), baselinePath };
}

/** Two at once would be two truths: the one that is not read is the one that people edit. */
function found(files: CommandFiles): string | undefined {
  const [first, second] = CONFIG_FILES.filter((name) => files.exists(name));
  if (second === undefined) return first;
  throw new ApiSettingsError("invalid-config", `Both ${first} and ${second} are here.`, {
    wayOut: "Delete one of them, or name one with --config.",
  });
}

/** Undefined where there is no such file and that is allowed. */
export function readBaseline(
  path: string,
  files: CommandFiles,
  missing: MissingBaseline,
  namedBy?: string,
): Baseline | undefined {
  if (!files.exists(path)) {
    if (missing === "none") return undefined;
    throw new ApiSettingsError("invalid-config", `${namedBy}: the baseline file ${path} does not exist.`, {
      wayOut: "Record one with `apisettings policy baseline`, or take `baseline` away.",
    });
  }
  const content = contentOf(files.read(path, "baseline", MAXIMUM_BASELINE_BYTES), path);
  return inFile(path, () => parseBaseline(content));
}

function beside(configPath: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(configPath), path);
}

function inFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isApiSettingsError(error)) throw error;
    const { code, summary, wayOut } = error;
    throw new ApiSettingsError(code, `${path}: ${summary}`, {
      ...(wayOut !== undefined && { wayOut }),
      cause: error,
    });
  }
}
