/** Refresh tokens after they were issued: rotation, reuse, expiry, revocation, other APIs. */
import assert from "node:assert/strict";
import { type Answer, claimsOf, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, changeApi, changeClient, createApi } from "./browser";

const DAY = 86_400;
const REFUSED = [403, { error: "invalid_grant", error_description: "Unknown or invalid refresh token." }];

describe("refresh tokens", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_offline_access: true });
  });
  afterEach(() => tenant.close());

  const configure = (settings: object): void => changeClient(tenant, { refresh_token: settings });
  const first = async (scope = "openid read:x offline_access"): Promise<string> =>
    (await user.signIn({ scope, audience: "urn:api" })).body.refresh_token;
  const refresh = (refresh_token: string, change: Record<string, string> = {}): Promise<Answer> =>
    user.token({ grant_type: "refresh_token", refresh_token, ...change });
  const rotated = async (refresh_token: string): Promise<string> => {
    const { status, body, text } = await refresh(refresh_token);
    assert.equal(status, 200, text);
    assert.notEqual(body.refresh_token, refresh_token);
    return body.refresh_token;
  };
  const assertRefused = async (refresh_token: string, why: string): Promise<void> => {
    const { status, body } = await refresh(refresh_token);
    assert.deepEqual([status, body], REFUSED, why);
  };

  it("of a client that configures nothing neither rotate nor expire", async () => {
    const token = await first();
    tenant.clock.advanceSeconds(10 * 365 * DAY);
    for (let time = 0; time < 3; time++) {
      const { status, body } = await refresh(token);
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ["access_token", "id_token", "scope", "expires_in", "token_type"]);
    }
  });

  it("of a single-page application rotate and expire after 30 days, unless it says otherwise", async () => {
    changeClient(tenant, { app_type: "spa" });
    const token = await rotated(await first());
    tenant.clock.advanceSeconds(30 * DAY - 1);
    const next = await rotated(token);
    tenant.clock.advanceSeconds(1);
    await assertRefused(next, "30 days after the sign-in");
  });

  it("rotate: reuse of a replaced one ends the whole family, the newest included", async () => {
    configure({ rotation_type: "rotating" });
    const one = await first();
    const two = await rotated(one);
    const three = await rotated(two);
    await assertRefused(one, "replaced long ago");
    await assertRefused(three, "the family is gone");
    await assertRefused(two, "the family is gone");
    assert.equal((await refresh(await first())).status, 200, "another sign-in is another family");
  });

  it("rotate: within the leeway the previous one, and only that, gets another successor", async () => {
    configure({ rotation_type: "rotating", leeway: 10 });
    const one = await first();
    const two = await rotated(one);
    tenant.clock.advanceSeconds(9);
    const sibling = await rotated(one);
    assert.equal((await refresh(sibling)).status, 200, "a full member of the family");
    await assertRefused(one, "now the last but one, although within 10 s of its first exchange");
    await assertRefused(two, "and its reuse ended the family");
  });

  it("rotate: after the leeway reuse is theft", async () => {
    configure({ rotation_type: "rotating", leeway: 10 });
    const one = await first();
    const two = await rotated(one);
    tenant.clock.advanceSeconds(10);
    await assertRefused(one, "10 s later");
    await assertRefused(two, "the family is gone");
  });

  it("expire absolutely: neither rotation nor a later setting moves the end", async () => {
    configure({ rotation_type: "rotating", expiration_type: "expiring", token_lifetime: 10 * DAY });
    let token = await first();
    configure({ rotation_type: "rotating", expiration_type: "expiring", token_lifetime: 300 * DAY });
    for (let day = 1; day < 10; day++) {
      tenant.clock.advanceSeconds(DAY);
      token = await rotated(token);
    }
    tenant.clock.advanceSeconds(DAY);
    await assertRefused(token, "10 days after the sign-in");
  });

  it("expire when idle: each use starts the time again, and the client's present setting counts", async () => {
    const expiring = { expiration_type: "expiring", infinite_token_lifetime: true };
    configure({ ...expiring, idle_token_lifetime: 2 * DAY });
    const token = await first();
    for (let time = 0; time < 5; time++) {
      tenant.clock.advanceSeconds(2 * DAY - 1);
      assert.equal((await refresh(token)).status, 200);
    }
    configure({ ...expiring, idle_token_lifetime: DAY });
    tenant.clock.advanceSeconds(DAY);
    await assertRefused(token, "the shorter setting reaches it");
    const other = await first();
    configure({ ...expiring, infinite_idle_token_lifetime: true });
    tenant.clock.advanceSeconds(365 * DAY);
    assert.equal((await refresh(other)).status, 200);
  });

  it("rotation that is switched on reaches the tokens that exist, and leaves one line of them", async () => {
    const [token, sameApi] = [await first(), await first()];
    const otherApi = (await user.signIn({ scope: "openid offline_access" })).body.refresh_token;
    configure({ rotation_type: "rotating" });
    const next = await rotated(token);
    await assertRefused(sameApi, "the others for this API are deleted");
    assert.equal((await refresh(otherApi)).status, 200, "those for another target are not");
    await assertRefused(token, "it was replaced");
    await assertRefused(next, "reuse ended the family");
  });

  it("rotation that is switched off swaps the token for one that stays, and ends the line", async () => {
    configure({ rotation_type: "rotating" });
    const one = await first();
    const two = await rotated(one);
    configure({ rotation_type: "non-rotating" });
    const kept = await rotated(two);
    for (let time = 0; time < 2; time++) {
      const { status, body } = await refresh(kept);
      assert.deepEqual([status, "refresh_token" in body], [200, false]);
    }
    for (const old of [one, two]) await assertRefused(old, "its line has ended");
    assert.equal((await refresh(kept)).status, 200, "and coming again, it ends nothing");
  });

  it("are refused to another client, and live on", async () => {
    const token = await first();
    const foreign = await user.token({
      grant_type: "refresh_token",
      client_id: "spa",
      client_secret: undefined,
      refresh_token: token,
    });
    assert.deepEqual([foreign.status, foreign.body], REFUSED);
    assert.equal((await refresh(token)).status, 200);
  });

  it("give fewer scopes on request and never more", async () => {
    const token = await first();
    const fewer = await refresh(token, { scope: "read:x" });
    assert.equal(fewer.body.scope, "read:x");
    assert.equal("id_token" in fewer.body, false);
    const more = await refresh(token, { scope: "read:x write:x email" });
    assert.equal(more.body.scope, "read:x");
    assert.equal(
      (await refresh(token)).body.scope,
      "openid read:x offline_access",
      "the token keeps its own",
    );
  });

  it("give no scope that the API has lost", async () => {
    const token = await first();
    await changeApi(tenant, { scopes: [{ value: "write:x" }] });
    assert.equal((await refresh(token)).body.scope, "openid offline_access");
  });

  it("end with the API, and with the user", async () => {
    const one = await first();
    await tenant.call("DELETE", "resource-servers/urn%3Aapi");
    await assertRefused(one, "its API is gone");
    await createApi(tenant, { allow_offline_access: true });
    await assertRefused(one, "another API with the same identifier is another API");
    const two = await first();
    tenant.context.store.users.remove("auth0|dev");
    assert.equal((await refresh(two)).status, 403);
  });

  it("are 200 at most for a user and client; the oldest goes", async () => {
    const tokens: string[] = [];
    for (let count = 0; count < 201; count++) tokens.push(await first("read:x offline_access"));
    await assertRefused(tokens[0] ?? "", "the oldest");
    assert.equal((await refresh(tokens[1] ?? "")).status, 200);
  });

  it("are kept as digests only", async () => {
    const token = await first();
    const [kept] = tenant.context.store.refreshTokens.find({});
    assert.ok(!JSON.stringify(kept).includes(token.slice(4, 24)));
  });

  describe("revocation", () => {
    const revoke = (token: string, change: Record<string, string> = {}): Promise<Answer> => {
      const form = new URLSearchParams({ client_id: "web", client_secret: "web-secret", token, ...change });
      const type = { "content-type": "application/x-www-form-urlencoded" };
      return tenant.send("POST", "/oauth/revoke", form.toString(), type);
    };

    it("ends the token, and by it what it was rotated from and to", async () => {
      configure({ rotation_type: "rotating" });
      const one = await first();
      const two = await rotated(one);
      const { status, text } = await revoke(two);
      assert.deepEqual([status, text], [200, ""]);
      await assertRefused(two, "revoked");
    });

    it("leaves other sign-ins alone, unless the tenant's flag says otherwise", async () => {
      const [one, two, three] = [await first(), await first(), await first()];
      await revoke(one);
      assert.equal((await refresh(two)).status, 200);
      tenant.context.store.setMeta("tenant_settings", '{"flags":{"revoke_refresh_token_grant":true}}');
      await revoke(two);
      await assertRefused(three, "same user, client and API");
    });

    it("answers 200 for what is unknown or another client's, and does nothing", async () => {
      const token = await first();
      assert.equal((await revoke("v1.Munknown")).status, 200);
      changeClient(
        tenant,
        { client_secret: "spa-secret", token_endpoint_auth_method: "client_secret_post" },
        "spa",
      );
      const foreign = await revoke(token, { client_id: "spa", client_secret: "spa-secret" });
      assert.equal(foreign.status, 200);
      assert.equal((await refresh(token)).status, 200);
    });

    it("refuses who is not the client, and a request without a token", async () => {
      assert.equal((await revoke("x", { client_secret: "wrong" })).status, 401);
      assert.equal((await revoke("")).status, 400);
    });

    it("leaves access tokens alone: a JWT lives on to its exp", async () => {
      const { body } = await user.signIn({ scope: "openid offline_access", audience: "urn:api" });
      await revoke(body.refresh_token);
      const headers = { authorization: `Bearer ${body.access_token}` };
      assert.equal((await tenant.send("GET", "/userinfo", undefined, headers)).status, 200);
    });
  });

  describe("for several APIs", () => {
    const policies = [{ audience: "urn:other", scope: ["read:o", "none:o"] }];
    beforeEach(async () => {
      await createApi(tenant, {
        identifier: "urn:other",
        token_lifetime: 60,
        token_lifetime_for_web: 60,
        scopes: [{ value: "read:o" }, { value: "write:o" }],
      });
      configure({ policies });
    });

    it("give the scopes of the client's policy at the other API, with that API's lifetime", async () => {
      const { status, body } = await refresh(await first(), { audience: "urn:other" });
      assert.equal(status, 200);
      const { aud, scope } = claimsOf(body.access_token);
      assert.deepEqual(aud, ["urn:other", "http://127.0.0.1:4010/userinfo"]);
      assert.equal(scope, "openid read:o");
      assert.deepEqual([body.expires_in, body.resource], [60, "urn:other"]);
    });

    it("answer for the original API where no policy names the other one, and say so", async () => {
      await createApi(tenant, { identifier: "urn:third" });
      const token = await first();
      for (const audience of ["urn:third", "urn:none", "https://127.0.0.1:4010/api/v2/"]) {
        const { status, body } = await refresh(token, { audience });
        assert.deepEqual(
          [status, body.resource, claimsOf(body.access_token).aud[0]],
          [200, "urn:api", "urn:api"],
        );
      }
    });

    it("give at the original API what a policy adds to what was agreed", async () => {
      configure({ policies: [...policies, { audience: "urn:api", scope: ["write:x", "none:x"] }] });
      const token = await first();
      const { body } = await refresh(token);
      assert.equal(body.scope, "openid read:x offline_access write:x");
      assert.equal((await refresh(token, { scope: "write:x" })).body.scope, "write:x");
      configure({ policies });
      assert.equal(
        (await refresh(token)).body.scope,
        "openid read:x offline_access",
        "the token keeps its own",
      );
    });

    it("never give the Management API, even where a policy names it", async () => {
      configure({ policies: [{ audience: "https://127.0.0.1:4010/api/v2/", scope: ["read:clients"] }] });
      const { body } = await refresh(await first(), { audience: "https://127.0.0.1:4010/api/v2/" });
      assert.equal(claimsOf(body.access_token).aud[0], "urn:api");
    });

    it("heed the other API's policy for users", async () => {
      const policy = { user: { policy: "deny_all" }, client: { policy: "deny_all" } };
      await changeApi(tenant, { subject_type_authorization: policy }, "urn:other");
      const { status, body } = await refresh(await first(), { audience: "urn:other" });
      assert.deepEqual([status, body.error], [400, "invalid_request"]);
    });

    it("are ignored for a client without policies", async () => {
      configure({});
      const plain = await refresh(await first(), { audience: "urn:other" });
      assert.deepEqual(
        [claimsOf(plain.body.access_token).aud[0], "resource" in plain.body],
        ["urn:api", false],
      );
    });
  });
});
