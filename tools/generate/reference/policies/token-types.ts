/** Which Pulumi types are judged, by which properties, in which unit, and what holds where a property is unset. */
import { TOKEN_TYPES } from "../../../../policy/rules/token-types";
import type { LifetimeField, LifetimeOf, TokenType } from "../../../../policy/rules/token-types/token-type";
import { UNIT_SECONDS, type Unit } from "../../../../policy/rules/units";
import { formatSeconds } from "../../../../provider/model/durations";
import { code, table } from "../markdown";

const INTRODUCTION = `## Resource types

Rules look at the resources of these Pulumi types and pass over all others. Whatever the unit of a property, rules compare seconds, and
where a property is unset they judge what holds then. Where no document says what holds, the result is "not evaluated", not a pass.
`;

const TOKENS: Readonly<Record<LifetimeOf, string>> = {
  access: "access tokens",
  web: "access tokens from /authorize",
  anonymous: "access tokens of anonymous sessions",
  refresh: "refresh tokens, from their issue",
  "refresh-idle": "refresh tokens, from their last use",
};

export function tokenTypesSection(): string[] {
  return [INTRODUCTION, ...TOKEN_TYPES.map(typeSection)];
}

function typeSection(type: TokenType): string {
  const rows = [...type.lifetimes.map(lifetimeRow), ...(type.refreshSwitches ?? []).map(switchRow)];
  const parts = [
    `### ${type.title}`,
    `${code(type.token)}${othersOf(type)}`,
    ...(rows.length === 0
      ? []
      : [table(["property", "governs", "unit", "when unset", "provider's own limits", "source"], rows)]),
    ...(type.clientRefreshTokens
      ? [
          "Of an application: whether it gets refresh tokens, when they end at last, and which other APIs they reach.",
        ]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Properties that are read besides lifetimes. */
function othersOf(type: TokenType): string {
  const read = [
    ["identifier", type.identifier],
    ["name", type.displayName],
    ["scopes", type.scopes],
    ["tier", type.sensitivity],
    ["signing algorithm", type.signingAlgorithm?.property],
  ].flatMap(([what, property]) => (property === undefined ? [] : [`${what} ${code(property)}`]));
  return read.length === 0 ? "" : `; ${read.join(", ")}`;
}

function lifetimeRow(field: LifetimeField): string[] {
  return [
    code(field.property),
    `lifetime of ${TOKENS[field.of]}`,
    typeof field.unit === "string"
      ? unitText(field.unit)
      : `named by ${code(field.unit.property)}, else ${field.unit.otherwise}`,
    unsetText(field),
    limitsText(field),
    field.source,
  ];
}

function switchRow({
  property,
  access,
  whenUnset,
  source,
}: NonNullable<TokenType["refreshSwitches"]>[number]) {
  return [code(property), `${access} access`, "true or false", String(whenUnset), "", source];
}

function unitText(unit: Unit): string {
  return unit === "go-duration" ? "a duration (`15m`, `1h30m`)" : unit;
}

function unsetText({ whenUnset, unsetValues, unlimitedValues, unlimitedWhen }: LifetimeField): string {
  const alike = unsetValues === undefined ? "" : `; ${unsetValues.join(" and ")} means the same`;
  const endless = [
    ...(unlimitedValues ?? []).map(String),
    ...(unlimitedWhen ? [`${code(unlimitedWhen.property)} ${unlimitedWhen.is}`] : []),
  ];
  return `${held(whenUnset)}${alike}${endless.length === 0 ? "" : `; without end: ${endless.join(", ")}`}`;
}

function held(whenUnset: LifetimeField["whenUnset"]): string {
  switch (whenUnset) {
    case "unlimited":
      return "without end";
    case "inherited":
      return "another resource says it";
    case "undocumented":
      return "not documented";
    case "none":
      return "no such tokens";
    default:
      return formatSeconds(whenUnset);
  }
}

function limitsText({ minimum, maximum, unit }: LifetimeField): string {
  const factor = typeof unit === "string" && unit !== "go-duration" ? UNIT_SECONDS[unit] : 1;
  const text = (value: number) => formatSeconds(value * factor);
  if (minimum !== undefined && maximum !== undefined) return `${text(minimum)} to ${text(maximum)}`;
  if (maximum !== undefined) return `at most ${text(maximum)}`;
  return minimum === undefined ? "" : `at least ${text(minimum)}`;
}
