import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser } from "../../oauth/browser";

describe("refresh tokens of users", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await tenant.call("POST", "resource-servers", {
      identifier: "urn:a",
      allow_offline_access: true,
      scopes: [{ value: "read:x" }],
    });
  });
  afterEach(() => tenant.close());

  const signIn = async () =>
    (await user.signIn({ audience: "urn:a", scope: "openid offline_access read:x" })).body;
  const exchange = (refresh_token: string) => user.token({ grant_type: "refresh_token", refresh_token });
  const ofUser = "users/auth0%7Cdev/refresh-tokens";

  it("are listed without the token or its digest, and found by id", async () => {
    const { refresh_token } = await signIn();
    const { body, text } = await tenant.call("GET", ofUser);
    const [token] = body.tokens;
    assert.equal(body.tokens.length, 1);
    assert.deepEqual(
      [token.client_id, token.user_id, token.created_at, token.rotating, token.expires_at],
      ["web", "auth0|dev", "2026-03-01T00:00:00.000Z", false, null],
    );
    assert.equal(token.resource_servers[0].audience, "urn:a");
    const [stored] = tenant.context.store.refreshTokens.find({});
    for (const secret of [refresh_token, stored?.id ?? ""]) assert.equal(text.includes(secret), false);
    assert.deepEqual((await tenant.call("GET", `refresh-tokens/${token.id}`)).body, token);
  });

  it("keep their id through rotation", async () => {
    await tenant.call("PATCH", "clients/web", {
      refresh_token: { rotation_type: "rotating", expiration_type: "expiring" },
    });
    const { refresh_token } = await signIn();
    const before = (await tenant.call("GET", ofUser)).body.tokens;
    tenant.clock.advanceSeconds(60);
    assert.equal((await exchange(refresh_token)).status, 200);
    const after = (await tenant.call("GET", ofUser)).body.tokens;
    assert.deepEqual([after.length, after[0].id], [1, before[0].id]);
    assert.equal(after[0].last_exchanged_at, "2026-03-01T00:01:00.000Z");
  });

  for (const [what, remove, status] of [
    ["one", (id: string) => `refresh-tokens/${id}`, 202],
    ["all of a user", () => ofUser, 202],
    ["a device credential", (id: string) => `device-credentials/${id}`, 204],
  ] as const) {
    it(`deleting ${what} ends it at once`, async () => {
      const { refresh_token } = await signIn();
      const { tokens } = (await tenant.call("GET", ofUser)).body;
      assert.equal((await exchange(refresh_token)).status, 200, "before");
      assert.equal((await tenant.call("DELETE", remove(tokens[0].id))).status, status);
      assert.equal((await exchange(refresh_token)).status, 403, "after");
      assert.deepEqual((await tenant.call("GET", ofUser)).body, { tokens: [] });
      assert.equal((await tenant.call("GET", `refresh-tokens/${tokens[0].id}`)).status, 404);
    });
  }

  it("that have expired are none", async () => {
    await tenant.call("PATCH", "clients/web", {
      refresh_token: { rotation_type: "non-rotating", expiration_type: "expiring", idle_token_lifetime: 60 },
    });
    await signIn();
    tenant.clock.advanceSeconds(60);
    assert.deepEqual((await tenant.call("GET", ofUser)).body, { tokens: [] });
  });

  it("are device credentials too, by type and client", async () => {
    await signIn();
    const list = async (query: string) =>
      (await tenant.call("GET", `device-credentials?${query}`)).body.length;
    assert.equal(await list("type=refresh_token&user_id=auth0%7Cdev&client_id=web"), 1);
    assert.equal(await list("type=rotating_refresh_token"), 0);
    assert.equal(await list("client_id=spa"), 0);
  });

  it("can be exchanged no more once their user or their client is gone", async () => {
    const first = (await signIn()).refresh_token;
    await tenant.call("DELETE", "users/auth0%7Cdev");
    const { status, body } = await exchange(first);
    assert.deepEqual([status, body.error], [403, "invalid_grant"]);
    assert.match(body.error_description, /user who doesn't exist anymore/);
    assert.equal((await tenant.call("GET", ofUser)).status, 404);
    await tenant.call("DELETE", "clients/web");
    assert.equal(tenant.context.store.refreshTokens.count({}), 0);
  });
});
