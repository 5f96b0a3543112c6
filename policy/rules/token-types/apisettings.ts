/** Our own `Api`, in both forms. Names and defaults come from the field table. */
import { defaultOf } from "../../../provider/model/effective";
import type { Field } from "../../../provider/model/field";
import { ALL_FIELDS } from "../../../provider/model/table";
import { readText } from "../reading";
import { closedFlows, senderConstrained } from "./auth0-api";
import type { LifetimeField, LifetimeOf, TokenType } from "./token-type";

function lifetime(name: string, of: LifetimeOf): LifetimeField {
  const field = ALL_FIELDS.find((one) => one.name === name);
  if (!field) throw new Error(`The field table has no ${name}.`);
  const byDefault = defaultOf(field);
  return {
    property: name,
    of,
    unit: "seconds",
    whenUnset: typeof byDefault === "number" ? byDefault : "none",
    source: field.source,
    ...numericBounds(field),
  };
}

function numericBounds(field: Field): { minimum?: number; maximum?: number } {
  const bounds: { minimum?: number; maximum?: number } = {};
  for (const { kind, value } of [...(field.server ?? []), ...(field.preview ?? [])]) {
    if (kind === "min" && typeof value === "number") bounds.minimum = value;
    if (kind === "max" && typeof value === "number") bounds.maximum = value;
  }
  return bounds;
}

const REFERENCE = "pulumi-apisettings, reference of Api";

const API: Omit<TokenType, "token" | "title"> = {
  kind: "api",
  identifier: "identifier",
  displayName: "name",
  scopes: "scopes",
  sensitivity: "sensitivity",
  lifetimes: [
    lifetime("tokenLifetimeSeconds", "access"),
    lifetime("tokenLifetimeForWebSeconds", "web"),
    lifetime("tokenLifetimeForAnonymousAccessTokensSeconds", "anonymous"),
  ],
  refreshSwitches: [
    { property: "allowOfflineAccess", access: "offline", whenUnset: false, source: REFERENCE },
    { property: "allowOnlineAccess", access: "online", whenUnset: false, source: REFERENCE },
  ],
  // An API that was there before keeps what the program does not declare.
  keepsWhatIsUnset: (props) => {
    const existing = readText(props, "existing", "refuse");
    return existing.state !== "known" || existing.value === "adopt";
  },
  signingAlgorithm: { property: "signingAlg", whenUnset: "RS256" },
  closedFlows,
  senderConstrained,
};

export const APISETTINGS_TYPES: readonly TokenType[] = [
  { ...API, token: "apisettings:index:Api", title: "Api (plugin form)" },
  { ...API, token: "pulumi-nodejs:dynamic/apisettings:Api", title: "Api (dynamic form)" },
];
