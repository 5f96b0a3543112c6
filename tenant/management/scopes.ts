/**
 * Scopes of the Management API. The real list grows (132 to 273 over the recordings); these are the ones of entities
 * that tools for APIs and their clients meet. `docs/tenant-fidelity.md` says so.
 */
const ACTIONS = ["read", "update", "delete", "create"] as const;

const FULLY_MANAGED = [
  "client_grants",
  "resource_servers",
  "clients",
  "client_keys",
  "client_credentials",
  "connections",
  "users",
  "users_app_metadata",
  "user_tickets",
  "roles",
  "role_members",
  "organizations",
  "organization_members",
  "organization_member_roles",
  "organization_connections",
  "organization_client_grants",
  "rules",
  "rules_configs",
  "hooks",
  "actions",
  "custom_domains",
  "email_templates",
  "log_streams",
  "branding",
  "prompts",
  "triggers",
  "scim_config",
  "self_service_profiles",
  "sessions",
  "refresh_tokens",
  "grants",
  "device_credentials",
  "tenant_settings",
  "guardian_factors",
  "attack_protection",
  "signing_keys",
  "encryption_keys",
] as const;

export const MANAGEMENT_SCOPES: readonly string[] = [
  ...FULLY_MANAGED.flatMap((entity) => ACTIONS.map((action) => `${action}:${entity}`)),
  "read:logs",
  "read:logs_users",
  "read:stats",
  "read:entitlements",
  "blacklist:tokens",
  "rotate:signing_keys",
];
