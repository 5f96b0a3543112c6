/** Tests of access-token.js against a tenant in this process: no port, no network, no waiting. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startTenant } from "pulumi-apisettings/tenant";
import { accessTokens } from "./access-token.js";

const AUDIENCE = "https://orders.example.test/";

let tenant;
before(async () => {
  tenant = await startTenant({ listen: false, startAt: "2026-12-24T00:00:00Z", frozen: true });
});
after(() => tenant.close());

// An API whose tokens live 15 minutes, and a client that may have them.
beforeEach(async () => {
  tenant.reset();
  const { access_token: token } = await (await tokenRequest(tenant.audience)).json();
  const post = async (path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await tenant.fetch(`/api/v2/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 201);
  };
  await post("resource-servers", { identifier: AUDIENCE, token_lifetime: 900 });
  await post("client-grants", { client_id: tenant.clientId, audience: AUDIENCE, scope: [] });
});

function tokenRequest(audience) {
  return tenant.fetch("/oauth/token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      audience,
    }),
  });
}

const newAccessTokens = () =>
  accessTokens(
    { url: tenant.url, clientId: tenant.clientId, clientSecret: tenant.clientSecret, audience: AUDIENCE },
    { fetch: tenant.fetch, now: () => tenant.clock.now().getTime() },
  );

test("a token is fetched once and used until it is about to end", async () => {
  const accessToken = newAccessTokens();
  const first = await accessToken();
  tenant.clock.advance("14m");
  assert.equal(await accessToken(), first);
  tenant.clock.advance("1m");
  assert.notEqual(await accessToken(), first);
});

test("a token endpoint that is down for a moment is asked again", async () => {
  const accessToken = newAccessTokens();
  tenant.faults.add({ match: { path: "token-endpoint" }, times: 2, status: 503 });
  assert.match(await accessToken(), /^ey/);
});

test("a token endpoint that stays down is given up", async () => {
  const accessToken = newAccessTokens();
  tenant.faults.set(["token-endpoint-down"]);
  await assert.rejects(accessToken(), /No access token: HTTP 503/);
  assert.equal(tenant.requests().filter(({ status }) => status === 503).length, 3);
});
