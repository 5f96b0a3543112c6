/** When a flow brings a refresh token, and what it says when it does not. */
import assert from "node:assert/strict";
import type { Switches } from "../../../../tenant/options";
import { type Answer, claimsOf, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, CALLBACK, changeApi, changeClient, createApi } from "./browser";

const ASKED = "openid read:x offline_access";
const REDUCED = "openid read:x";

describe("offline access", () => {
  let tenant: TestTenant;
  let user: Browser;
  async function start(switches: Partial<Switches> = {}): Promise<void> {
    tenant = await testTenant({ switches });
    user = browser(tenant);
  }
  beforeEach(() => start());
  afterEach(() => tenant.close());

  function assertBrings(answer: Answer, brings: boolean): void {
    assert.equal(answer.status, 200, answer.text);
    assert.equal("refresh_token" in answer.body, brings);
    const { scope } = answer.body;
    assert.equal(scope.split(" ").includes("offline_access"), brings, scope);
    if (answer.body.access_token.includes(".")) {
      assert.equal(claimsOf(answer.body.access_token).scope, scope, "the token says the same");
    }
  }

  it("comes where the API allows it and it was asked for", async () => {
    await createApi(tenant, { allow_offline_access: true });
    const answer = await user.signIn({ scope: ASKED, audience: "urn:api" });
    assertBrings(answer, true);
    assert.equal(answer.body.scope, ASKED);
    assert.match(answer.body.refresh_token, /^v1\.M[A-Za-z0-9]{86}$/);
    assert.deepEqual(Object.keys(answer.body), [
      "access_token",
      "refresh_token",
      "id_token",
      "scope",
      "expires_in",
      "token_type",
    ]);
  });

  it("does not come where the API does not allow it: the flow succeeds without it and without the scope", async () => {
    await createApi(tenant);
    const answer = await user.signIn({ scope: ASKED, audience: "urn:api" });
    assertBrings(answer, false);
    assert.equal(answer.body.scope, REDUCED);
  });

  it("does not come unasked", async () => {
    await createApi(tenant, { allow_offline_access: true });
    assertBrings(await user.signIn({ scope: REDUCED, audience: "urn:api" }), false);
  });

  it("does not come to a client that may not refresh", async () => {
    await createApi(tenant, { allow_offline_access: true });
    changeClient(tenant, { grant_types: ["authorization_code"] });
    assertBrings(await user.signIn({ scope: ASKED, audience: "urn:api" }), false);
  });

  it("does not come when the API stopped to allow it between code and token", async () => {
    await createApi(tenant, { allow_offline_access: true });
    const { answer } = await user.authorize({ scope: ASKED, audience: "urn:api" });
    await changeApi(tenant, { allow_offline_access: false });
    const { code } = answer;
    assertBrings(await user.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK }), false);
  });

  for (const response_type of ["token", "id_token token"]) {
    it(`never comes in the implicit flow (${response_type})`, async () => {
      await createApi(tenant, { allow_offline_access: true });
      const { answer } = await user.authorize({
        response_type,
        scope: ASKED,
        audience: "urn:api",
        nonce: "n",
      });
      assert.equal(answer.scope, REDUCED);
      assert.equal("refresh_token" in answer, false);
      assert.equal(claimsOf(String(answer.access_token)).scope, REDUCED);
      assert.equal(tenant.context.store.refreshTokens.count({}), 0);
    });
  }

  it("comes with the code of a hybrid flow, not in the browser", async () => {
    await createApi(tenant, { allow_offline_access: true });
    const asked = { response_type: "code token", scope: ASKED, audience: "urn:api", nonce: "n" };
    const { answer } = await user.authorize(asked);
    assert.equal(answer.scope, REDUCED);
    assert.equal("refresh_token" in answer, false);
    const { code } = answer;
    assertBrings(await user.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK }), true);
  });

  it("never comes with client credentials", async () => {
    await createApi(tenant, { allow_offline_access: true });
    await tenant.call("POST", "client-grants", {
      client_id: "local-admin",
      audience: "urn:api",
      scope: ["read:x"],
    });
    const answer = await tenant.token({ audience: "urn:api" });
    assert.deepEqual(Object.keys(answer.body), ["access_token", "scope", "expires_in", "token_type"]);
    assert.equal((await tenant.token({ audience: "urn:api", scope: "offline_access" })).status, 403);
  });

  it("without an API it comes, unless the switch withholds it", async () => {
    assertBrings(await user.signIn({ scope: "openid offline_access" }), true);
    tenant.close();
    await start({ refreshTokenWithoutApi: "withhold" });
    assertBrings(await user.signIn({ scope: "openid offline_access" }), false);
  });

  it("after the API's switch goes off, old tokens are exchanged, unless the switch refuses it", async () => {
    for (const [value, status] of [
      ["exchange", 200],
      ["refuse", 403],
    ] as const) {
      tenant.close();
      await start({ refreshAfterOfflineAccessOff: value });
      await createApi(tenant, { allow_offline_access: true });
      const { body } = await user.signIn({ scope: ASKED, audience: "urn:api" });
      const refresh = () => user.token({ grant_type: "refresh_token", refresh_token: body.refresh_token });
      assert.equal((await refresh()).status, 200);
      await changeApi(tenant, { allow_offline_access: false });
      assert.equal((await refresh()).status, status, value);
    }
  });

  it("comes to a device by the same rule", async () => {
    for (const [allowed, identifier] of [
      [true, "urn:with"],
      [false, "urn:without"],
    ] as const) {
      await createApi(tenant, { identifier, allow_offline_access: allowed });
      const form = { "content-type": "application/x-www-form-urlencoded" };
      const asked = new URLSearchParams({ client_id: "native", scope: ASKED, audience: identifier });
      const { body } = await tenant.send("POST", "/oauth/device/code", asked.toString(), form);
      await user.get(`/activate?user_code=${body.user_code}`);
      const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
      const { device_code } = body;
      assertBrings(
        await user.token({ grant_type, client_id: "native", client_secret: undefined, device_code }),
        allowed,
      );
    }
  });
});

describe("online access", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_online_access: true });
  });
  afterEach(() => tenant.close());

  const signIn = async (scope = "openid online_access"): Promise<Answer> =>
    user.signIn({ scope, audience: "urn:api" });
  const refresh = (refresh_token: string): Promise<Answer> =>
    user.token({ grant_type: "refresh_token", refresh_token });

  it("brings a token that does not rotate, whatever the client says", async () => {
    changeClient(tenant, { refresh_token: { rotation_type: "rotating", expiration_type: "expiring" } });
    const { body } = await signIn();
    assert.match(body.refresh_token, /^ORT/);
    assert.equal(body.scope, "openid online_access");
    for (let time = 0; time < 3; time++) {
      const again = await refresh(body.refresh_token);
      assert.equal(again.status, 200);
      assert.equal("refresh_token" in again.body, false);
    }
  });

  it("does not come where the API does not allow it", async () => {
    await changeApi(tenant, { allow_online_access: false });
    const { status, body } = await signIn();
    assert.deepEqual([status, body.scope, "refresh_token" in body], [200, "openid", false]);
  });

  it("gives way to offline access where both are asked for and allowed", async () => {
    await changeApi(tenant, { allow_offline_access: true });
    const { body } = await signIn("openid online_access offline_access");
    assert.equal(body.scope, "openid offline_access");
    assert.match(body.refresh_token, /^v1\./);
  });

  it("ends with the session: by logout", async () => {
    const { body } = await signIn();
    await user.get("/v2/logout");
    assert.equal((await refresh(body.refresh_token)).status, 403);
  });

  it("ends with the session: by its absolute end, which use does not move, but use keeps it from being idle", async () => {
    const { body } = await signIn();
    for (let day = 1; day <= 6; day++) {
      tenant.clock.advanceSeconds(86_400);
      assert.equal((await refresh(body.refresh_token)).status, 200, `day ${day}`);
    }
    tenant.clock.advanceSeconds(86_400);
    assert.equal((await refresh(body.refresh_token)).status, 403, "168 hours after the sign-in");
  });

  it("ends with the session: by 72 idle hours", async () => {
    const { body } = await signIn();
    tenant.clock.advanceSeconds(72 * 3_600);
    assert.equal((await refresh(body.refresh_token)).status, 403);
  });

  it("revoking it ends the session", async () => {
    const { body } = await signIn();
    const form = new URLSearchParams({
      client_id: "web",
      client_secret: "web-secret",
      token: body.refresh_token,
    });
    const revoked = await tenant.send("POST", "/oauth/revoke", form.toString(), {
      "content-type": "application/x-www-form-urlencoded",
    });
    assert.equal(revoked.status, 200);
    assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
  });
});
