/** Every number with the place where it stands. */
import { type Bound, PRESETS, type Preset, type PresetStatus } from "../../../../policy/rules/presets";
import { code, link, listed, table } from "../markdown";
import { boundText } from "./words";

const INTRODUCTION = `## Presets

A preset is what one document says about the lifetime of tokens. Presets combine: the strictest bound wins, and the message names the preset
that it came from. Two that no lifetime satisfies together are a configuration error that names both.

The strength is the document's own: MUST, SHOULD, the practice of a vendor, or a house rule, which no document gives. Draft and unverified
texts are said to be so in every message.
`;

const STATUS: Readonly<Record<PresetStatus, string>> = {
  final: "A final text.",
  vendor: "A vendor's documentation.",
  draft: "A draft.",
  unverified: "Not verified against the text.",
  "house rule": "A house rule.",
};

export function presetsSection(): string[] {
  return [
    INTRODUCTION,
    table(
      ["preset", "tokens", "lifetime", "strength", "where it stands"],
      PRESETS.flatMap(({ id, document, bounds }) =>
        bounds.map((bound) => [
          link(id),
          tokensText(bound),
          `${boundText(bound)}${bound.unlessSenderConstrained ? "; no limit where tokens are bound to a key of the client" : ""}`,
          bound.strength,
          bound.strength === "house rule" ? "nowhere" : `${document}, ${bound.section}`,
        ]),
      ),
    ),
    "",
    ...PRESETS.map(presetSection),
  ];
}

function tokensText({ tokens, flows }: Bound): string {
  return `${tokens}; ${flows === undefined ? "every flow" : listed(flows.map(code))}`;
}

function presetSection({ id, document, status, note }: Preset): string {
  const source = status === "house rule" ? "" : `${document}. `;
  return `### ${id}\n\n${source}${STATUS[status]}${note === undefined ? "" : ` ${note}`}\n`;
}
