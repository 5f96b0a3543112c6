/** Settings of an API that the dashboard shows as fields: their words here, their facts from the field table. */
import type { Field } from "../../../provider/model/field";
import { shapeOf } from "../../../provider/model/shape";
import { fieldNamed } from "../../../provider/model/table";
import type { Json } from "../../../provider/model/values";
import { changeableFields, systemApi } from "../../management/resource-servers/system-apis";
import type { TenantNames } from "../../names";
import type { ResourceServer } from "../../store/records";

export interface Setting {
  readonly field: Field & { wire: string };
  /** Auth0's own words for it, as people know them from its dashboard. */
  readonly label: string;
  readonly kind: "text" | "seconds" | "toggle" | "choice" | "scopes";
  /** One or two plain sentences: what it does. */
  readonly help: string;
  readonly group: "general" | "token" | "access" | "permissions";
}

function setting(
  name: string,
  label: string,
  group: Setting["group"],
  kind: Setting["kind"],
  help: string,
): Setting {
  const field = fieldNamed(name);
  if (field?.wire == null) throw new Error(`The field table has no ${name}.`);
  return { field: { ...field, wire: field.wire }, label, kind, help, group };
}

export const SETTINGS: readonly Setting[] = [
  setting("name", "Name", "general", "text", "For people only; without < and >."),
  setting(
    "tokenLifetimeSeconds",
    "Token Expiration (Seconds)",
    "token",
    "seconds",
    "How long an access token lives that the token endpoint issues: code, device, refresh token and client credentials.",
  ),
  setting(
    "tokenLifetimeForWebSeconds",
    "Token Expiration For Browser Flows (Seconds)",
    "token",
    "seconds",
    "How long an access token lives that /authorize itself issues: implicit and hybrid flow. Never longer than Token Expiration.",
  ),
  setting(
    "signingAlg",
    "Signing Algorithm",
    "token",
    "choice",
    "With HS256 the API verifies with a secret that the tenant keeps; with the others with the tenant’s public key.",
  ),
  setting(
    "tokenDialect",
    "Token Profile",
    "token",
    "choice",
    "Auth0’s own profile or RFC 9068; those with _authz carry a permissions claim where RBAC is on.",
  ),
  setting(
    "allowOfflineAccess",
    "Allow Offline Access",
    "access",
    "toggle",
    "Lets clients that ask for offline_access have a refresh token. While it is off, the same request succeeds without one.",
  ),
  setting(
    "skipConsentForVerifiableFirstPartyClients",
    "Allow Skipping User Consent",
    "access",
    "toggle",
    "Spares first-party clients the consent page. In this tenant users agree to everything anyway.",
  ),
  setting(
    "enforcePolicies",
    "Enable RBAC",
    "access",
    "toggle",
    "Users get only the scopes that their roles and permissions give them.",
  ),
  setting(
    "scopes",
    "Permissions (Scopes)",
    "permissions",
    "scopes",
    "One a line: the scope, a space, and what it lets a client do.",
  ),
];

export function settingNamed(wire: string): Setting | undefined {
  return SETTINGS.find(({ field }) => field.wire === wire);
}

/** What the API has, or what it means that it has nothing. */
export function settingValue({ field }: Setting, api: ResourceServer): Json {
  return api[field.wire] ?? field.absentMeans ?? field.default ?? null;
}

/** Names of a choice, as the field's type lists them. */
export function choicesOf({ field }: Setting): readonly string[] {
  const shape = shapeOf(field.type);
  return shape.kind === "string" ? (shape.values ?? []) : [];
}

/** The limits that the tenant enforces on a number. */
export function rangeOf({ field }: Setting): { min: number; max: number } {
  const bound = (kind: "min" | "max", otherwise: number): number =>
    Number(field.server?.find((limit) => limit.kind === kind)?.value ?? otherwise);
  return { min: bound("min", 0), max: bound("max", Number.MAX_SAFE_INTEGER) };
}

/** APIs of the tenant itself let little be changed, and some nothing. */
export function isChangeable({ field }: Setting, api: ResourceServer, names: TenantNames): boolean {
  if (api.is_system !== true) return true;
  const definition = systemApi(api.identifier, names);
  return definition !== undefined && changeableFields(definition).some(({ wire }) => wire === field.wire);
}
