/** The configuration that `apisettings policy init` writes: the built-in one spelled out, and who belongs to which tier. */
import { stringify } from "yaml";
import type { ConfigFile } from "../policy/rules/config/schema";
import { BUILT_IN_PRESETS } from "../policy/rules/config/tier-policy";
import { isYaml } from "./config-text";

export interface StarterChoices {
  /** Where editors find the schema, from the file. */
  readonly schema: string;
  /** Beside the built-in ones, for confidential and restricted APIs. */
  readonly presets: readonly string[];
  /** Patterns of identifiers. */
  readonly restricted: readonly string[];
  readonly confidential: readonly string[];
}

/** Names that are nobody's (RFC 2606): until they are replaced they match nothing. */
const EXAMPLES: NonNullable<ConfigFile["assign"]> = [
  {
    tier: "restricted",
    identifiers: ["https://payments.example.com/*"],
    because: "Example: replace it by the audiences of APIs that move money or act for others",
  },
  {
    tier: "confidential",
    identifiers: ["https://customers.example.com/*"],
    because: "Example: replace it by the audiences of APIs that read personal data",
  },
];

export function starterConfig({ schema, presets, restricted, confidential }: StarterChoices): ConfigFile {
  const given = (tier: "restricted" | "confidential", identifiers: readonly string[]) =>
    identifiers.length === 0 ? [] : [{ tier, identifiers: [...identifiers] }];
  const assigned = [...given("restricted", restricted), ...given("confidential", confidential)];
  const tier = (name: keyof typeof BUILT_IN_PRESETS, more: readonly string[]) => ({
    presets: [...new Set([...BUILT_IN_PRESETS[name], ...more])],
  });
  return {
    $schema: schema,
    defaultTier: "internal",
    tiers: {
      public: tier("public", []),
      internal: tier("internal", []),
      confidential: {
        ...tier("confidential", presets),
        offlineAccess: "forbidden",
        onlineAccess: "forbidden",
      },
      restricted: { ...tier("restricted", presets), offlineAccess: "forbidden", onlineAccess: "forbidden" },
    },
    assign: assigned.length > 0 ? assigned : EXAMPLES,
    rules: { "sensitivity-declared": "advisory", "looks-sensitive": "advisory" },
  };
}

/** As the file's name asks for. */
export function starterText(config: ConfigFile, file: string): string {
  return isYaml(file) ? stringify(config, { lineWidth: 0 }) : `${JSON.stringify(config, null, 2)}\n`;
}
