/** Properties to register a resource with. */
import * as pulumi from "@pulumi/pulumi";
import { PROPERTY_NAMES, SECRET_PROPERTY_NAMES, SECRET_SETTING_NAMES } from "./names.generated";
import type { ApiArgs, ProviderArgs } from "./types.generated";

/**
 * What is declared, as it is: a misspelt setting must reach the provider's check, which names the right one. Every
 * other output is named too, because a resource resolves only what it was registered with.
 */
export function apiProperties(args: Partial<ApiArgs>): pulumi.Inputs {
  const properties: pulumi.Inputs = { ...args };
  for (const name of PROPERTY_NAMES) properties[name] ??= undefined;
  return withSecrets(properties, SECRET_PROPERTY_NAMES);
}

export function apiOptions(
  opts: pulumi.CustomResourceOptions | undefined,
  more: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  // The tenant makes up a signing secret where none is declared.
  return pulumi.mergeOptions({ ...more, additionalSecretOutputs: [...SECRET_PROPERTY_NAMES] }, opts);
}

/** Settings of an explicit provider: the engine keeps them as texts, so everything else becomes JSON. */
export function settingProperties(args: ProviderArgs): pulumi.Inputs {
  const texts = Object.entries(args)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, pulumi.output(value).apply(asText)]);
  return withSecrets(Object.fromEntries(texts), SECRET_SETTING_NAMES);
}

function asText(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

function withSecrets(properties: pulumi.Inputs, names: readonly string[]): pulumi.Inputs {
  const wrapped = names
    .filter((name) => properties[name] !== undefined)
    .map((name) => [name, pulumi.secret(properties[name])]);
  return { ...properties, ...Object.fromEntries(wrapped) };
}
