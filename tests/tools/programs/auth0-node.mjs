// The vendor's npm SDK, as a program of a user has it.
import { ManagementClient } from "auth0";

const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = process.env;
const { resourceServers, clientGrants } = new ManagementClient({ domain, clientId, clientSecret });
const identifier = "https://orders.example/";

const created = await resourceServers.create({ identifier, name: "Orders", token_lifetime: 900 });
const read = await resourceServers.get(created.id);
const updated = await resourceServers.update(created.id, { token_lifetime: 600 });
const listed = [];
for await (const api of await resourceServers.list()) listed.push(api.identifier);
const grant = await clientGrants.create({ client_id: clientId, audience: identifier, scope: [] });
const answer = await fetch(`https://${domain}/oauth/token`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    audience: identifier,
  }),
});
const token = await answer.json();
await clientGrants.delete(grant.id);
await resourceServers.delete(created.id);
const gone = await resourceServers.get(created.id).catch((error) => error.statusCode);

console.log(
  JSON.stringify({
    created: created.token_lifetime,
    read: read.token_lifetime,
    updated: updated.token_lifetime,
    listed,
    expiresIn: token.expires_in,
    accessToken: token.access_token,
    gone,
  }),
);
