/**
 * oidc-provider with its own defaults (memory, development keys), client credentials on, and JWT access tokens signed with
 * RS256 as Auth0 issues them, because its opaque ones would be less work. A signed-in user's consent is remembered, as with
 * a first-party client of Auth0.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { announce, onStop, packages, urlOf } from "./ready.mjs";

const AUDIENCE = "urn:bench";
const { Provider } = await import(pathToFileURL(createRequire(packages).resolve("oidc-provider")).href);
const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const url = urlOf(server);

const provider = new Provider(url, {
  clients: [
    {
      client_id: "bench",
      client_secret: "bench-secret",
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["client_credentials", "authorization_code"],
      response_types: ["code"],
      redirect_uris: ["http://localhost:3999/cb"],
    },
  ],
  pkce: { required: () => false },
  /** @param {unknown} _context @param {string} id */
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "read",
        accessTokenFormat: "jwt",
        accessTokenTTL: 86_400,
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
  /** @param {any} context */
  async loadExistingGrant(context) {
    const { client, session } = context.oidc;
    const given = session.grantIdFor(client.clientId);
    if (given) return provider.Grant.find(given);
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid");
    grant.addResourceScope(AUDIENCE, "read");
    await grant.save();
    return grant;
  },
});
server.on("request", provider.callback());
announce(url);
onStop(() => {});
