/** Where the provider's settings come from, in which order, and what is left out because it is another tenant's. */
import type { SettingsSource } from "../../model/connection";
import { parseDomain } from "../../model/domain";
import { parseSettings, type SettingValues } from "../../model/settings-parse";
import { isInternalKey } from "../../model/validate";

export interface SourcesRequest {
  /** Made by the engine itself: its arguments are the stack configuration, or during refresh and destroy a copy of an older one. */
  isDefaultProvider: boolean;
  /** Arguments of the provider, as Configure gets them. */
  args: SettingValues;
  stack: SettingsSource;
  environment: SettingsSource;
}

export interface Sources {
  /** In order of precedence. */
  sources: SettingsSource[];
  /** Sentences on sources that were left out. */
  leftOut: string[];
  /** What the user should know at once. */
  warnings: string[];
}

/**
 * Explicit provider: arguments, stack configuration, environment. Default provider: stack configuration,
 * environment, arguments, because in a refresh the arguments are the credentials of the last update, perhaps revoked.
 *
 * The domain of the arguments always wins, since it is the tenant that the state is about. A source that names
 * another one is left out as a whole: its credentials belong to that tenant.
 */
export function orderSources({ isDefaultProvider, args, stack, environment }: SourcesRequest): Sources {
  const given = { name: isDefaultProvider ? "state" : "provider arguments", values: args };
  const domain = args.domain ?? stack.values.domain ?? environment.values.domain;
  const others = [stack, environment];
  const foreign = others.filter(({ values }) => !isSameDomain(values.domain ?? domain, domain));
  const own = others.filter((source) => !foreign.includes(source));
  const tenant = args.domain === undefined ? [] : [{ name: given.name, values: { domain: args.domain } }];
  const leftOut = foreign.map(
    (source) =>
      `The ${source.name} names another domain (${source.values.domain}) than the ${given.name} (${domain}), so nothing is taken from it.`,
  );
  return {
    sources: [...tenant, ...(isDefaultProvider ? [...own, given] : [given, ...own])],
    leftOut,
    // An environment for another tenant is everyday life, and so is an explicit provider for a second one.
    warnings: isDefaultProvider && foreign.includes(stack) ? leftOut.slice(0, 1) : [],
  };
}

/** The current configuration of the stack, which the engine hands to each plugin as JSON in PULUMI_CONFIG. */
export function stackSource(json: string | undefined): SettingsSource {
  const name = "stack configuration";
  return { name, values: parseSettings(withoutEngineKeys(parseObject(json)), name) };
}

/** Keys that the engine itself puts among a provider's arguments. */
export function withoutEngineKeys<T>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !isEngineKey(key)));
}

export function isEngineKey(key: string): boolean {
  return key === "version" || key === "pluginDownloadURL" || isInternalKey(key);
}

/** `default`, or `default_` with a version: the names that the engine gives to providers it makes itself. */
export function isDefaultProvider(urn: string): boolean {
  return /^default(_|$)/.test(urn.split("::").at(-1) ?? "");
}

export function isSameDomain(a: string | undefined, b: string | undefined): boolean {
  return normalised(a) === normalised(b);
}

function normalised(written: string | undefined): string | undefined {
  try {
    return written === undefined ? undefined : parseDomain(written).domain;
  } catch {
    return written;
  }
}

function parseObject(json: string | undefined): Record<string, unknown> {
  if (!json) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
