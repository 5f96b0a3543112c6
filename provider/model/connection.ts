/**
 * Provider settings from several sources made into one connection. Sources come in order of precedence. Single
 * settings are taken from the first source that has them; credentials are taken as a whole from the first source that
 * has any of them, so that the client id of one tenant never meets the secret of another.
 */
import { parseDomain } from "./domain";
import { ApiSettingsError } from "./errors";
import { checkOverrides } from "./limits";
import {
  ALL_SETTINGS,
  type ConnectionSettings,
  type CredentialKind,
  type Credentials,
  PLAN_RATES,
  type Setting,
} from "./settings";
import { parseSettings, type SettingValues } from "./settings-parse";

/** One place that settings come from, already in the right types. */
export interface SettingsSource {
  /** For messages: "provider arguments", "stack configuration", "environment", "state". */
  name: string;
  values: SettingValues;
}

/** Settings that are not about reaching the tenant. */
export interface BehaviourSettings {
  limits: SettingValues["limits"];
  allowLengtheningByRemoval: boolean;
  previewChecks: "offline" | "tenant";
}

/** Reads the environment variables of the settings table. Empty ones count as unset, as in Auth0's own tools. */
export function environmentSource(environment: Readonly<Record<string, string | undefined>>): SettingsSource {
  const raw: Record<string, unknown> = {};
  for (const setting of ALL_SETTINGS) {
    const value = (setting.environment ?? []).map((name) => environment[name]).find((text) => text);
    if (value !== undefined) raw[setting.name] = value;
  }
  return { name: "environment", values: parseSettings(raw, "environment") };
}

export function resolveBehaviour(sources: readonly SettingsSource[]): BehaviourSettings {
  const limits = pick(sources, "limits");
  if (limits) checkOverrides(limits);
  return {
    limits,
    allowLengtheningByRemoval: pick(sources, "allowLengtheningByRemoval") ?? false,
    previewChecks: pick(sources, "previewChecks") ?? "offline",
  };
}

/** The tenant's domain, or undefined where no source names one. */
export function resolveDomain(sources: readonly SettingsSource[]): string | undefined {
  const written = pick(sources, "domain");
  return written === undefined ? undefined : parseDomain(written).domain;
}

/** Throws `missing-credentials` or `invalid-settings`; never prints a secret. */
export function resolveConnection(sources: readonly SettingsSource[]): ConnectionSettings {
  const written = pick(sources, "domain");
  if (written === undefined) throw missing("The tenant's domain is");
  const { domain, baseUrl } = parseDomain(written);
  const plan = pick(sources, "plan");
  return {
    domain,
    baseUrl,
    audience: pick(sources, "audience") ?? `https://${domain}/api/v2/`,
    credentials: resolveCredentials(sources),
    customDomainHeader: pick(sources, "customDomainHeader"),
    debug: pick(sources, "debug") ?? false,
    initialRate: plan === undefined ? undefined : PLAN_RATES[plan],
    maxRequestsPerSecond: pick(sources, "maxRequestsPerSecond"),
    maxConcurrency: pick(sources, "maxConcurrency") ?? Number(defaultOf("maxConcurrency")),
    reserve: pick(sources, "reserve") ?? Number(defaultOf("reserve")),
    requestTimeoutSeconds:
      pick(sources, "requestTimeoutSeconds") ?? Number(defaultOf("requestTimeoutSeconds")),
  };
}

function resolveCredentials(sources: readonly SettingsSource[]): Credentials {
  const settings = ALL_SETTINGS.filter((setting) => setting.credential !== undefined);
  const source = sources.find(({ values }) => settings.some(({ name }) => name in values));
  if (source === undefined) throw missing("Credentials are");
  const declared = settings.filter(({ name }) => name in source.values);
  const kinds = CREDENTIAL_KINDS.filter((kind) => isComplete(kind, source.values));
  const [kind] = kinds;
  if (kind === undefined) throw incomplete(source, declared);
  const foreign = declared.find((setting) => !setting.credential?.includes(kind));
  if (foreign) throw mixed(source, declared);
  return credentialsOf(kind, source.values);
}

const CREDENTIAL_KINDS: readonly CredentialKind[] = ["api-token", "private-key-jwt", "client-secret"];
const REQUIRED: Record<CredentialKind, readonly (keyof SettingValues)[]> = {
  "api-token": ["apiToken"],
  "private-key-jwt": ["clientId", "clientAssertionPrivateKey"],
  "client-secret": ["clientId", "clientSecret"],
};

function isComplete(kind: CredentialKind, values: SettingValues): boolean {
  return REQUIRED[kind].every((name) => values[name] !== undefined);
}

function credentialsOf(kind: CredentialKind, values: SettingValues): Credentials {
  const {
    clientId = "",
    clientSecret = "",
    clientAssertionPrivateKey: privateKey = "",
    apiToken = "",
  } = values;
  switch (kind) {
    case "api-token":
      return { kind, apiToken };
    case "private-key-jwt":
      return { kind, clientId, privateKey, signingAlg: values.clientAssertionSigningAlg ?? "RS256" };
    case "client-secret":
      return { kind, clientId, clientSecret };
  }
}

function mixed(source: SettingsSource, declared: readonly Setting[]): ApiSettingsError {
  return new ApiSettingsError(
    "invalid-settings",
    `The ${source.name} has more than one way to authenticate: ${declared.map(({ name }) => name).join(", ")}.`,
    {
      wayOut:
        "Keep one: apiToken alone, clientId with clientSecret, or clientId with clientAssertionPrivateKey.",
    },
  );
}

function incomplete(source: SettingsSource, declared: readonly Setting[]): ApiSettingsError {
  // What is declared belongs to these ways; each lacks something.
  const lacking = CREDENTIAL_KINDS.filter((kind) =>
    declared.every(({ credential }) => credential?.includes(kind)),
  ).map((kind) => REQUIRED[kind].filter((name) => source.values[name] === undefined).join(" and "));
  if (lacking.length === 0) return mixed(source, declared);
  return new ApiSettingsError(
    "missing-credentials",
    `The ${source.name} has ${declared.map(({ name }) => name).join(" and ")}, but not what belongs to it (${lacking.join(" or ")}).`,
    { wayOut: "Credentials are never mixed from different sources: put all of them into one." },
  );
}

function missing(what: string): ApiSettingsError {
  return new ApiSettingsError(
    "missing-credentials",
    `${what} set nowhere: neither in provider arguments nor in stack configuration nor in the environment.`,
    {
      wayOut: [
        "Set the domain (AUTH0_DOMAIN, or `pulumi config set apisettings:domain`) and one of:",
        "1. AUTH0_API_TOKEN;",
        "2. AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET;",
        "3. AUTH0_CLIENT_ID and AUTH0_CLIENT_ASSERTION_PRIVATE_KEY (with AUTH0_CLIENT_ASSERTION_SIGNING_ALG).",
        "In stack configuration: `pulumi config set apisettings:clientId …` and `pulumi config set --secret apisettings:clientSecret …`.",
      ].join("\n  "),
    },
  );
}

function pick<K extends keyof SettingValues>(
  sources: readonly SettingsSource[],
  name: K,
): SettingValues[K] | undefined {
  return sources.find(({ values }) => values[name] !== undefined)?.values[name];
}

function defaultOf(name: string): Setting["default"] {
  return ALL_SETTINGS.find((setting) => setting.name === name)?.default;
}
