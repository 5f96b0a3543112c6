/** What holds for each tier where the configuration says nothing, and the words that make an API look sensitive. */
import { DEFAULT_CONFIG } from "../../../../policy/rules/config/parse";
import { BUILT_IN_PRESETS } from "../../../../policy/rules/config/tier-policy";
import { SENSITIVE_WORDS } from "../../../../policy/rules/sensitive-words";
import { SENSITIVITIES } from "../../../../provider/model/sensitivity";
import { code, link, table } from "../markdown";
import { boundText } from "./words";

const TIERS = `## Tiers

A tier says how much harm a stolen token does: the higher of how secret the data is and how much the token may do. It comes from the
resource (\`sensitivity\` of an \`Api\`) and from patterns of the configuration (\`assign\`); the stricter one wins. What says nothing and matches
nothing is ${code(DEFAULT_CONFIG.defaultTier)}. Built in, and replaced or tightened by \`tiers\` and \`presets\` of the configuration:
`;

const WORDS = `## Words that look sensitive

[looks-sensitive](#looks-sensitive) finds them in identifiers, names and scopes: whole words only, plurals too, case does not matter. A
health check is no health.
`;

export function tiersSection(): string[] {
  const words = SENSITIVE_WORDS.map(code).join(", ");
  return [
    TIERS,
    table(
      ["tier", "preset", "access tokens", "refresh tokens (offline access)", "online refresh tokens"],
      SENSITIVITIES.map((tier) => {
        const { bounds, offlineAccess, onlineAccess } = DEFAULT_CONFIG.tiers[tier];
        return [
          code(tier),
          BUILT_IN_PRESETS[tier].map(link).join(", "),
          bounds.map(boundText).join("; "),
          offlineAccess,
          onlineAccess,
        ];
      }),
    ),
    "",
    WORDS,
    `${words}.\n`,
  ];
}
