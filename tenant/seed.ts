/** What every tenant starts with. Fixed and documented, because it is for development and reachable on loopback only. */

import type { TenantContext } from "./context";
import { newClient } from "./management/clients/defaults";
import { systemApi, systemDocument } from "./management/resource-servers/system-apis";
import { MANAGEMENT_SCOPES } from "./management/scopes";
import type { TenantClient } from "./options";
import type { Client, User } from "./store/records";
import type { Store } from "./store/store";

/** The client of tools that manage the tenant: it has every Management API scope. */
export const ADMIN_CLIENT = { clientId: "local-admin", clientSecret: "local-admin-secret" } as const;

const CALLBACKS = ["http://localhost:3999/cb", "http://localhost:3000/callback"];
const ORIGINS = ["http://localhost:3999", "http://localhost:3000"];
const DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

/** One client of each kind that signs users in. */
const APPLICATIONS: readonly Client[] = [
  {
    client_id: "web",
    client_secret: "web-secret",
    name: "Web application",
    app_type: "regular_web",
    is_first_party: true,
    oidc_conformant: true,
    callbacks: CALLBACKS,
    allowed_logout_urls: ["http://localhost:3000/"],
    web_origins: ORIGINS,
    grant_types: ["authorization_code", "implicit", "refresh_token", DEVICE_CODE],
    token_endpoint_auth_method: "client_secret_post",
    jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000, secret_encoded: false },
  },
  {
    client_id: "spa",
    name: "Single-page application",
    app_type: "spa",
    is_first_party: true,
    oidc_conformant: true,
    callbacks: CALLBACKS,
    allowed_logout_urls: ["http://localhost:3000/"],
    web_origins: ORIGINS,
    grant_types: ["authorization_code", "implicit", "refresh_token"],
    token_endpoint_auth_method: "none",
    jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000, secret_encoded: false },
    refresh_token: {
      rotation_type: "rotating",
      expiration_type: "expiring",
      leeway: 0,
      token_lifetime: 2_592_000,
      infinite_token_lifetime: false,
      idle_token_lifetime: 1_296_000,
      infinite_idle_token_lifetime: false,
    },
  },
  {
    client_id: "native",
    name: "Native application or device",
    app_type: "native",
    is_first_party: true,
    oidc_conformant: true,
    callbacks: CALLBACKS,
    grant_types: ["authorization_code", "implicit", "refresh_token", DEVICE_CODE],
    token_endpoint_auth_method: "none",
    jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000, secret_encoded: false },
  },
];

/** The user who signs in by itself. */
export const DEVELOPER: User = {
  user_id: "auth0|dev",
  email: "dev@example.test",
  email_verified: true,
  name: "Developer",
  nickname: "dev",
  picture: "https://example.test/dev.png",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
  identities: [
    { connection: "Username-Password-Authentication", provider: "auth0", user_id: "dev", isSocial: false },
  ],
};

const MANAGEMENT_AUDIENCE = "management_audience";

/** Whether a tenant lives in this store already. */
export function isSeeded(store: Store): boolean {
  return store.meta(MANAGEMENT_AUDIENCE) !== undefined;
}

/** Adds what is missing and leaves the rest as it is, so that a data file keeps its changes. */
export function seed(context: TenantContext, clients: readonly TenantClient[]): void {
  context.store.transaction(() => {
    ensureManagementApi(context);
    ensureClient(context, machine({ ...ADMIN_CLIENT, name: "Local administration" }), MANAGEMENT_SCOPES);
    for (const client of APPLICATIONS) {
      once(context, `client ${client.client_id}`, () => ensureClient(context, client, []));
    }
    for (const client of clients) ensureClient(context, machine(client), client.managementScopes ?? []);
    once(context, `user ${DEVELOPER.user_id}`, () => {
      if (context.store.users.get(DEVELOPER.user_id) === undefined) context.store.users.insert(DEVELOPER);
    });
  });
}

const SEEDED = "seeded";

/** What was deleted after it was seeded stays deleted, in a data file and in a snapshot. */
function once({ store }: TenantContext, name: string, add: () => void): void {
  const seeded = JSON.parse(store.meta(SEEDED) ?? "[]") as string[];
  if (seeded.includes(name)) return;
  add();
  store.setMeta(SEEDED, JSON.stringify([...seeded, name]));
}

function machine(client: TenantClient): Client {
  return {
    client_id: client.clientId,
    name: client.name ?? client.clientId,
    app_type: "non_interactive",
    is_first_party: true,
    oidc_conformant: true,
    callbacks: [],
    grant_types: ["client_credentials"],
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
    ...(client.publicKey === undefined ? {} : { public_key: client.publicKey }),
  };
}

/** The tenant's own identifiers hold its address, which may be another one since the data file was written. */
function ensureManagementApi(context: TenantContext): void {
  const { store, names } = context;
  const former = store.meta(MANAGEMENT_AUDIENCE);
  if (former === names.managementAudience) return;
  const definition = systemApi(names.managementAudience, names);
  if (definition === undefined) throw new Error("The Management API has no definition.");
  const existing = former === undefined ? undefined : store.resourceServers.find({ identifier: former })[0];
  if (existing) store.resourceServers.replace({ ...existing, identifier: names.managementAudience });
  else
    store.resourceServers.insert(
      systemDocument(context.random.objectId(), names.managementAudience, definition),
    );
  for (const grant of former === undefined ? [] : store.clientGrants.find({ audience: former })) {
    store.clientGrants.replace({ ...grant, audience: names.managementAudience });
  }
  store.setMeta(MANAGEMENT_AUDIENCE, names.managementAudience);
}

function ensureClient(context: TenantContext, client: Client, managementScopes: readonly string[]): void {
  const { store, random, names } = context;
  if (store.clients.get(client.client_id) !== undefined) return;
  store.clients.insert(complete(context, client));
  if (managementScopes.length === 0) return;
  store.clientGrants.insert({
    id: `cgr_${random.alphanumeric(16)}`,
    client_id: client.client_id,
    audience: names.managementAudience,
    scope: managementScopes,
    subject_type: "client",
  });
}

/** With all that a client has which the Management API made, so that what is exported here can be imported elsewhere. */
function complete(context: TenantContext, client: Client): Client {
  // But for what is generated, and for refresh tokens: the applications show what it means to set nothing.
  const { client_secret: _secret, refresh_token: _refresh, ...made } = newClient(client, context);
  return { ...made, ...client };
}
