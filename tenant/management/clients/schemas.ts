/** Forms of client requests: the members that Auth0's own SDK sends (npm auth0 7, CreateClientRequestContent). */
import { arrayOf, choice, FLAG, type JsonSchema, nullable, object, open, text } from "../validation/schemas";

const URLS = arrayOf(text(2_083));
const ALGORITHMS = ["HS256", "RS256", "RS512", "PS256"];
const APP_TYPES = [
  "native",
  "spa",
  "regular_web",
  "non_interactive",
  "resource_server",
  "express_configuration",
  "rms",
  "box",
  "cloudbees",
  "concur",
  "dropbox",
  "mscrm",
  "echosign",
  "egnyte",
  "newrelic",
  "office365",
  "salesforce",
  "sentry",
  "sharepoint",
  "slack",
  "springcm",
  "zendesk",
  "zoom",
  "sso_integration",
  "oag",
];

/** One year of 365.25 days, five times: Auth0's maximum for the absolute lifetime of refresh tokens. */
const MAXIMUM_REFRESH_TOKEN_LIFETIME_SECONDS = 157_788_000;

const REFRESH_TOKEN = object(
  {
    rotation_type: choice("rotating", "non-rotating"),
    expiration_type: choice("expiring", "non-expiring"),
    leeway: { type: "integer", minimum: 0 },
    token_lifetime: { type: "integer", minimum: 1, maximum: MAXIMUM_REFRESH_TOKEN_LIFETIME_SECONDS },
    infinite_token_lifetime: FLAG,
    idle_token_lifetime: { type: "integer", minimum: 1 },
    infinite_idle_token_lifetime: FLAG,
    policies: nullable(
      arrayOf(object({ audience: text(600, 1), scope: arrayOf(text(280, 1)) }, ["audience", "scope"])),
    ),
  },
  ["rotation_type", "expiration_type"],
);

const JWT_CONFIGURATION: JsonSchema = {
  type: "object",
  properties: {
    lifetime_in_seconds: { type: "integer", minimum: 0, maximum: 2_592_000 },
    secret_encoded: FLAG,
    scopes: open,
    alg: choice(...ALGORITHMS),
  },
  additionalProperties: false,
};

export const CREDENTIAL_PROPERTIES: Record<string, JsonSchema> = {
  credential_type: choice("public_key"),
  name: text(128),
  pem: text(4_096, 1),
  alg: choice("RS256", "RS384", "PS256"),
  parse_expiry_from_cert: FLAG,
  expires_at: text(64),
  kid: { type: "string", pattern: "^[0-9a-zA-Z\\-_]{10,64}$" },
};

const credentials = (item: JsonSchema): JsonSchema =>
  object({
    private_key_jwt: object({ credentials: { ...arrayOf(item), minItems: 1, maxItems: 2 } }, ["credentials"]),
  });

/** What POST takes of credentials: whole keys. */
const NEW_METHODS = credentials(object(CREDENTIAL_PROPERTIES, ["credential_type", "pem"]));
/** What PATCH takes: ids of credentials that are there. */
const KNOWN_METHODS = credentials(object({ id: text(64, 1) }, ["id"]));

/** Members of both requests that take no null. */
const COMMON: Record<string, JsonSchema> = {
  name: { type: "string", minLength: 1, pattern: "^[^<>]+$" },
  description: text(140),
  client_secret: { type: "string", minLength: 1 },
  logo_uri: text(2_083),
  callbacks: URLS,
  allowed_origins: URLS,
  web_origins: URLS,
  client_aliases: arrayOf(text(2_083)),
  allowed_clients: arrayOf(text(600)),
  allowed_logout_urls: URLS,
  grant_types: arrayOf(text(280, 1)),
  is_token_endpoint_ip_header_trusted: FLAG,
  app_type: choice(...APP_TYPES),
  is_first_party: FLAG,
  oidc_conformant: FLAG,
  jwt_configuration: JWT_CONFIGURATION,
  sso: FLAG,
  cross_origin_authentication: FLAG,
  // Its former name, which older tools still send.
  cross_origin_auth: FLAG,
  sso_disabled: FLAG,
  custom_login_page_on: FLAG,
  custom_login_page: { type: "string" },
  custom_login_page_preview: { type: "string" },
  form_template: { type: "string" },
  addons: open,
  client_metadata: { type: "object", additionalProperties: true, maxProperties: 10 },
  mobile: open,
  initiate_login_uri: text(2_083),
  oidc_logout: open,
  oidc_backchannel_logout: open,
  require_pushed_authorization_requests: FLAG,
  require_proof_of_possession: FLAG,
  signed_request_object: open,
  token_vault_privileged_access: open,
  third_party_security_mode: choice("strict", "permissive"),
  redirection_policy: choice("allow_always", "open_redirect_protection"),
  b2b_integration_configuration: open,
};

/** Members that PATCH clears with null. */
const CLEARABLE: Record<string, JsonSchema> = {
  cross_origin_loc: text(2_083),
  encryption_key: { type: "object", additionalProperties: true, minProperties: 1 },
  session_transfer: open,
  native_social_login: open,
  fedcm_login: open,
  refresh_token: REFRESH_TOKEN,
  default_organization: object(
    { organization_id: text(64, 1), flows: { ...arrayOf(choice("client_credentials")), minItems: 1 } },
    ["organization_id", "flows"],
  ),
  organization_usage: choice("deny", "allow", "require"),
  organization_require_behavior: choice("no_prompt", "pre_login_prompt", "post_login_prompt"),
  organization_discovery_methods: { ...arrayOf(choice("email", "organization_name")), minItems: 1 },
  token_endpoint_auth_method: choice("none", "client_secret_post", "client_secret_basic"),
  compliance_level: choice(
    "none",
    "fapi1_adv_pkj_par",
    "fapi1_adv_mtls_par",
    "fapi2_sp_pkj_mtls",
    "fapi2_sp_mtls_mtls",
  ),
  skip_non_verifiable_callback_uri_confirmation_prompt: FLAG,
  token_exchange: open,
  par_request_expiry: { type: "integer", minimum: 10, maximum: 600 },
  token_quota: open,
  identity_assertion_authorization_grant: open,
  anonymous_sessions: open,
  express_configuration: open,
  my_organization_configuration: open,
  async_approval_notification_channels: arrayOf(choice("guardian-push", "email", "sms")),
};

/** Members that POST takes as null too, to the same effect as leaving them out. */
const NULLABLE_ON_CREATE = [
  "encryption_key",
  "session_transfer",
  "refresh_token",
  "default_organization",
  "compliance_level",
  "par_request_expiry",
];

export const CREATE: JsonSchema = object(
  {
    ...COMMON,
    ...Object.fromEntries(
      Object.entries(CLEARABLE).map(([name, schema]) => [
        name,
        NULLABLE_ON_CREATE.includes(name) ? nullable(schema) : schema,
      ]),
    ),
    client_authentication_methods: NEW_METHODS,
    resource_server_identifier: text(600, 1),
  },
  ["name"],
);

export const UPDATE: JsonSchema = object({
  ...COMMON,
  ...Object.fromEntries(Object.entries(CLEARABLE).map(([name, schema]) => [name, nullable(schema)])),
  client_authentication_methods: nullable(KNOWN_METHODS),
});
