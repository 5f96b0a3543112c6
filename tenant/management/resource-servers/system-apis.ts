/** APIs that belong to the tenant itself. They are the only ones that this room knows by name. */
import type { SystemApi } from "../../../provider/model/field";
import { WIRE_FIELDS } from "../../../provider/model/table";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantNames } from "../../names";
import type { ResourceServer } from "../../store/records";
import { MANAGEMENT_SCOPES } from "../scopes";

export interface SystemApiDefinition {
  /** Which `changeableOn` of the field table applies; null where nothing can be changed. */
  kind: SystemApi | null;
  identifier(names: TenantNames): string;
  /** Whether it exists from the start and cannot be deleted, or is made by a POST with its identifier. */
  permanent: boolean;
  settings: JsonObject;
  /** Scopes that appear only after the POST has been answered. */
  laterScopes: { value: string; description: string }[];
  /** Members that cannot be changed although their field can, as paths. */
  fixed: readonly string[];
}

const scope = (value: string, description: string): { value: string; description: string } => ({
  value,
  description,
});

const SYSTEM_APIS: readonly SystemApiDefinition[] = [
  {
    kind: "management",
    identifier: (names) => names.managementAudience,
    permanent: true,
    settings: {
      name: "Auth0 Management API",
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: {
        client: { policy: "require_client_grant" },
        user: { policy: "allow_all" },
      },
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      signing_alg: "RS256",
      scopes: MANAGEMENT_SCOPES.map((value) => ({ description: describe(value), value })),
    },
    laterScopes: [],
    fixed: ["subject_type_authorization.client"],
  },
  {
    kind: "my-account",
    identifier: (names) => names.myAccountAudience,
    permanent: false,
    settings: {
      name: "Auth0 My Account API",
      allow_offline_access: true,
      skip_consent_for_verifiable_first_party_clients: true,
      subject_type_authorization: {
        client: { policy: "deny_all" },
        user: { policy: "require_client_grant" },
      },
      token_lifetime: 600,
      token_lifetime_for_web: 600,
      signing_alg: "RS256",
      scopes: [
        scope("create:me:connected_accounts", "Create Connected Accounts"),
        scope("read:me:connected_accounts", "Read Connected Accounts"),
        scope("delete:me:connected_accounts", "Delete Connected Accounts"),
      ],
      proof_of_possession: { mechanism: "dpop", required: false },
    },
    laterScopes: [
      scope("read:me:authentication_methods", "Read Authentication Methods"),
      scope("delete:me:authentication_methods", "Delete Authentication Methods"),
      scope("update:me:authentication_methods", "Update Authentication Methods"),
      scope("read:me:factors", "Read Factors"),
      scope("create:me:authentication_methods", "Create Authentication Methods"),
    ],
    fixed: [],
  },
  {
    kind: null,
    identifier: () => "urn:auth0:express-configure",
    permanent: false,
    settings: {
      name: "Okta OIN Express Configuration API",
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: { user: { policy: "allow_all" }, client: { policy: "deny_all" } },
      token_lifetime: 300,
      token_lifetime_for_web: 7_200,
      signing_alg: "RS256",
      scopes: [
        scope("express_configure:sso", "Ability to create SSO configurations"),
        scope("express_configure:scim", "Ability to create scim configurations"),
      ],
      enforce_policies: true,
    },
    laterScopes: [],
    fixed: [],
  },
];

/** The definition of a system API by its (canonical) identifier. */
export function systemApi(identifier: string, names: TenantNames): SystemApiDefinition | undefined {
  return SYSTEM_APIS.find((definition) => definition.identifier(names) === identifier);
}

export function systemIdentifiers(names: TenantNames): string[] {
  return SYSTEM_APIS.map((definition) => definition.identifier(names));
}

/** The fields that the table lets a client change on a system API. */
export function changeableFields(definition: SystemApiDefinition): typeof WIRE_FIELDS {
  const { kind } = definition;
  return kind === null ? [] : WIRE_FIELDS.filter((field) => field.changeableOn?.includes(kind));
}

/** A new system API as it stands in the store. */
export function systemDocument(
  id: string,
  identifier: string,
  definition: SystemApiDefinition,
): ResourceServer {
  return { id, identifier, ...structuredClone(definition.settings), is_system: true };
}

/** "create:client_grants" -> "Create Client Grants". */
function describe(scope: string): string {
  return scope
    .split(/[:_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
