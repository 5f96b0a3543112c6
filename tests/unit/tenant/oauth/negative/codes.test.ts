/** Authorization codes: once, by their client, for their address, while everything that they stand for still holds. */
import assert from "node:assert/strict";
import { claimsOf, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, CALLBACK, type Change, changeApi, changeClient, createApi } from "../browser";

describe("authorization codes, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_offline_access: true });
  });
  afterEach(() => tenant.close());

  const OFFLINE = { scope: "openid offline_access read:x", audience: "urn:api" };
  const PUBLIC: Change = { client_id: "spa", client_secret: undefined };

  async function codeFor(change: Change = OFFLINE): Promise<string> {
    const { answer } = await user.authorize(change);
    assert.ok(answer.code, JSON.stringify(answer));
    return answer.code;
  }
  const redeem = (code: string, change: Change = {}) =>
    user.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...change });
  const refresh = (refresh_token: string, change: Change = {}) =>
    user.token({ grant_type: "refresh_token", refresh_token, ...change });
  const userinfo = async (token: string): Promise<number> =>
    (await tenant.send("GET", "/userinfo", undefined, { authorization: `Bearer ${token}` })).status;
  const INVALID = { error: "invalid_grant", error_description: "Invalid authorization code" };

  it("a code that comes again gets nothing, and takes back what it brought", async () => {
    const code = await codeFor();
    const first = (await redeem(code)).body;
    const rotated = await refresh(first.refresh_token);
    assert.equal(rotated.status, 200, "until then the refresh token works");
    const again = await redeem(code);
    assert.deepEqual([again.status, again.body], [403, INVALID]);
    assert.deepEqual((await refresh(first.refresh_token)).body.error, "invalid_grant");
  });

  it("a replay takes back opaque access tokens, the rotated refresh token, and nothing of anybody else", async () => {
    const PROFILE = { client_id: "spa", scope: "openid offline_access" };
    const code = await codeFor(PROFILE);
    const first = (await redeem(code, PUBLIC)).body;
    const next = (await refresh(first.refresh_token, PUBLIC)).body;
    const other = (await redeem(await codeFor(PROFILE), PUBLIC)).body;
    assert.equal((await redeem(code, PUBLIC)).status, 403);
    assert.equal(await userinfo(first.access_token), 401);
    assert.equal(await userinfo(next.access_token), 401);
    assert.equal((await refresh(next.refresh_token, PUBLIC)).status, 403);
    assert.equal(await userinfo(other.access_token), 200);
    assert.equal((await refresh(other.refresh_token, PUBLIC)).status, 200);
  });

  it("a replay by a foreign client takes nothing back", async () => {
    const code = await codeFor();
    const { body } = await redeem(code);
    assert.equal((await redeem(code, PUBLIC)).status, 403);
    assert.equal((await refresh(body.refresh_token)).status, 200);
  });

  for (const number of [8, 50]) {
    it(`of ${number} redemptions at once exactly one wins, and the others took its refresh token back`, async () => {
      const code = await codeFor();
      const answers = await Promise.all(Array.from({ length: number }, () => redeem(code)));
      const [winner, ...others] = answers.filter(({ status }) => status === 200);
      assert.ok(winner);
      assert.deepEqual(others, []);
      for (const { status, body } of answers)
        if (status !== 200) assert.deepEqual([status, body], [403, INVALID]);
      assert.equal((await refresh(winner.body.refresh_token)).status, 403, "its code was used twice");
    });
  }

  it("an expired code is refused in the second of its end", async () => {
    const [early, late] = [await codeFor(), await codeFor()];
    tenant.clock.advanceSeconds(599);
    assert.equal((await redeem(early)).status, 200);
    tenant.clock.advanceSeconds(1);
    assert.deepEqual((await redeem(late)).body, INVALID);
  });

  it("a guessed, truncated, padded or differently cased code is refused", async () => {
    const code = await codeFor();
    for (const guess of [
      "x",
      code.slice(0, -1),
      `${code}x`,
      ` ${code}`,
      `${code}\0`,
      code.toLowerCase(),
      `${code}' OR '1'='1`,
    ]) {
      assert.deepEqual((await redeem(guess)).body, INVALID, guess);
    }
    assert.equal((await redeem(code)).status, 200, "the attempts did not spend it");
  });

  it("what the store keeps of a code cannot be redeemed", async () => {
    const code = await codeFor();
    const [record] = tenant.context.store.authorizationCodes.find({});
    assert.ok(record && record.id !== code);
    assert.equal((await redeem(record.id)).status, 403);
  });

  it("a foreign client cannot redeem it, with its own credentials or with half of the owner's", async () => {
    const code = await codeFor();
    assert.deepEqual((await redeem(code, PUBLIC)).body, INVALID);
    assert.deepEqual((await redeem(code, { client_id: "native", client_secret: undefined })).body, INVALID);
    const pretending = await redeem(code, { client_secret: undefined });
    assert.deepEqual([pretending.status, pretending.body.error], [401, "access_denied"]);
    assert.equal((await redeem(code, { client_secret: "wrong" })).status, 401);
    assert.equal((await redeem(code, { client_secret: "" })).status, 401);
    assert.equal((await redeem(code)).status, 200);
  });

  it("a public client that shows a secret is refused: it has none", async () => {
    const code = await codeFor({ ...OFFLINE, client_id: "spa" });
    assert.equal((await redeem(code, { client_id: "spa", client_secret: "web-secret" })).status, 401);
    assert.equal((await redeem(code, { client_id: "spa", client_secret: "undefined" })).status, 401);
    assert.equal((await redeem(code, PUBLIC)).status, 200);
  });

  it("a confidential client that becomes public, or a public one that becomes confidential, is asked anew", async () => {
    const [ofWeb, ofSpa] = [await codeFor(), await codeFor({ ...OFFLINE, client_id: "spa" })];
    changeClient(tenant, { token_endpoint_auth_method: "none" });
    changeClient(tenant, { token_endpoint_auth_method: "client_secret_post", client_secret: "new" }, "spa");
    assert.equal((await redeem(ofWeb)).status, 401);
    assert.equal((await redeem(ofSpa, PUBLIC)).status, 401);
    assert.equal((await redeem(ofSpa, { client_id: "spa", client_secret: "new" })).status, 200);
  });

  const others = [
    undefined,
    "",
    `${CALLBACK}/`,
    `${CALLBACK}?`,
    `${CALLBACK}#`,
    `${CALLBACK}?a=b`,
    CALLBACK.toUpperCase(),
    "http://localhost:3000/callback",
    "http://localhost:3999/cb/../cb",
    "http://127.0.0.1:3999/cb",
    "http://localhost:3999/%63b",
    "http://localhost:3999/c",
    "http://user@localhost:3999/cb",
    "https://localhost:3999/cb",
    "http://localhost/cb",
  ];
  for (const redirect_uri of others) {
    it(`is refused with redirect_uri ${JSON.stringify(redirect_uri ?? null)}`, async () => {
      const code = await codeFor();
      const { status, body } = await redeem(code, { redirect_uri });
      assert.deepEqual([status, body.error], [403, "unauthorized_client"]);
      assert.equal((await redeem(code)).status, 200);
    });
  }

  it("an API that is deleted between code and token gets no token", async () => {
    const code = await codeFor();
    assert.equal((await tenant.call("DELETE", "resource-servers/urn%3Aapi")).status, 204);
    const { status, body } = await redeem(code);
    assert.deepEqual([status, body.error], [403, "access_denied"]);
  });

  it("offline access that is switched off between code and token brings no refresh token", async () => {
    const code = await codeFor();
    await changeApi(tenant, { allow_offline_access: false });
    const { status, body } = await redeem(code);
    assert.deepEqual([status, body.scope, body.refresh_token], [200, "openid read:x", undefined]);
  });

  it("offline access that is switched on after /authorize brings none either", async () => {
    await changeApi(tenant, { allow_offline_access: false });
    const code = await codeFor();
    await changeApi(tenant, { allow_offline_access: true });
    const { body } = await redeem(code);
    assert.deepEqual([body.scope, body.refresh_token], ["openid read:x", undefined]);
  });

  it("a client that may no longer refresh gets no refresh token", async () => {
    const code = await codeFor();
    changeClient(tenant, { grant_types: ["authorization_code"] });
    assert.equal((await redeem(code)).body.refresh_token, undefined);
  });

  it("a client that may no longer use codes is refused", async () => {
    const code = await codeFor();
    changeClient(tenant, { grant_types: ["implicit"] });
    const { status, body } = await redeem(code);
    assert.deepEqual([status, body.error], [403, "unauthorized_client"]);
  });

  it("a scope that the API loses between code and token is not given", async () => {
    const code = await codeFor({ scope: "openid read:x write:x", audience: "urn:api" });
    await changeApi(tenant, { scopes: [{ value: "write:x" }] });
    const { body } = await redeem(code);
    assert.equal(body.scope, "openid write:x");
    assert.equal(claimsOf(body.access_token).scope, "openid write:x");
  });

  it("an API that stops to admit users between code and token gets no token", async () => {
    const code = await codeFor();
    await changeApi(tenant, { subject_type_authorization: { user: { policy: "deny_all" } } });
    const { status, body } = await redeem(code);
    assert.deepEqual([status, body.error], [400, "invalid_request"]);
    assert.match(body.error_description, /is not authorized to access resource server "urn:api"\.$/);
  });

  it("a user who was deleted or blocked in between gets no token", async () => {
    const { users } = tenant.context.store;
    const [first, second] = [await codeFor(), await codeFor()];
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    users.replace({ ...developer, blocked: true });
    assert.deepEqual((await redeem(first)).body, {
      error: "unauthorized",
      error_description: "user is blocked",
    });
    users.remove("auth0|dev");
    assert.equal((await redeem(second)).body.error, "invalid_grant");
  });

  it("is no access token, no refresh token and no device code", async () => {
    const code = await codeFor();
    assert.equal(await userinfo(code), 401);
    assert.equal((await refresh(code)).status, 403);
    const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
    assert.equal((await user.token({ grant_type, device_code: code })).body.error, "invalid_grant");
    assert.equal((await redeem(code)).status, 200);
  });
});
