/** Refresh tokens in the wrong hands, too often, too late, and for too much. */
import assert from "node:assert/strict";
import { claimsOf, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, type Change, changeApi, changeClient, createApi } from "../browser";
import { post } from "./post";

const DAY = 86_400;
const WEB = { client_id: "web", client_secret: "web-secret" };

describe("refresh tokens, attacked", () => {
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
  const UNKNOWN = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
  const ROTATING = {
    rotation_type: "rotating",
    expiration_type: "expiring",
    token_lifetime: 30 * DAY,
    idle_token_lifetime: 10 * DAY,
  };

  const obtain = async (change: Change = OFFLINE, as: Change = {}): Promise<string> => {
    const { body } = await user.signIn(
      { ...(as.client_id ? { client_id: as.client_id } : {}), ...change },
      as,
    );
    assert.ok(body.refresh_token, JSON.stringify(body));
    return body.refresh_token;
  };
  const refresh = (refresh_token: string, change: Change = {}) =>
    user.token({ grant_type: "refresh_token", refresh_token, ...change });
  async function assertUnknown(refresh_token: string, change: Change = {}): Promise<void> {
    const { status, body } = await refresh(refresh_token, change);
    assert.deepEqual([status, body], [403, UNKNOWN]);
  }
  const rotate = async (token: string, as: Change = PUBLIC): Promise<string> => {
    const { status, body } = await refresh(token, as);
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(body.refresh_token && body.refresh_token !== token);
    return body.refresh_token;
  };

  it("a client that sets nothing: does not rotate, does not expire", async () => {
    const token = await obtain();
    for (let year = 0; year < 10; year++) {
      tenant.clock.advanceSeconds(365 * DAY);
      const { status, body } = await refresh(token);
      assert.deepEqual([status, body.refresh_token], [200, undefined]);
    }
  });

  it("reuse of a rotated token ends the whole family, also what came after it", async () => {
    const first = await obtain(OFFLINE, PUBLIC);
    const second = await rotate(first);
    const third = await rotate(second);
    await assertUnknown(first, PUBLIC);
    await assertUnknown(third, PUBLIC);
    await assertUnknown(second, PUBLIC);
  });

  it("reuse in one family leaves another sign-in of the same user alone", async () => {
    const [one, other] = [await obtain(OFFLINE, PUBLIC), await obtain(OFFLINE, PUBLIC)];
    await rotate(one);
    await assertUnknown(one, PUBLIC);
    await rotate(other);
  });

  for (const number of [8, 50]) {
    it(`of ${number} exchanges of a rotating token at once exactly one wins, and the family ends`, async () => {
      const token = await obtain(OFFLINE, PUBLIC);
      const answers = await Promise.all(Array.from({ length: number }, () => refresh(token, PUBLIC)));
      const won = answers.filter(({ status }) => status === 200);
      assert.equal(won.length, 1);
      for (const { status, body } of answers)
        if (status !== 200) assert.deepEqual([status, body], [403, UNKNOWN]);
      await assertUnknown(won[0]?.body.refresh_token, PUBLIC);
    });
  }

  it("leeway: the previous one may come again until its last second, the one before never", async () => {
    changeClient(tenant, { refresh_token: { ...ROTATING, leeway: 60 } }, "spa");
    const first = await obtain(OFFLINE, PUBLIC);
    const second = await rotate(first);
    tenant.clock.advanceSeconds(59);
    const sibling = await rotate(first);
    assert.notEqual(sibling, second);
    await rotate(second);
    await assertUnknown(first, PUBLIC);
    await assertUnknown(sibling, PUBLIC);
  });

  it("leeway ends when it ends, counted from the first exchange", async () => {
    changeClient(tenant, { refresh_token: { ...ROTATING, leeway: 60 } }, "spa");
    const first = await obtain(OFFLINE, PUBLIC);
    await rotate(first);
    tenant.clock.advanceSeconds(40);
    const sibling = await rotate(first);
    tenant.clock.advanceSeconds(20);
    await assertUnknown(first, PUBLIC);
    await assertUnknown(sibling, PUBLIC);
  });

  it("the absolute end is fixed at issue: rotation, use and later settings do not move it", async () => {
    changeClient(
      tenant,
      { refresh_token: { ...ROTATING, token_lifetime: 100, idle_token_lifetime: 100 } },
      "spa",
    );
    const first = await obtain(OFFLINE, PUBLIC);
    changeClient(tenant, { refresh_token: { ...ROTATING, token_lifetime: 30 * DAY } }, "spa");
    tenant.clock.advanceSeconds(60);
    const second = await rotate(first);
    tenant.clock.advanceSeconds(39);
    const third = await rotate(second);
    tenant.clock.advanceSeconds(1);
    await assertUnknown(third, PUBLIC);
  });

  it("the idle end moves with each use, and a shorter setting reaches tokens that exist", async () => {
    const idle = (seconds: number) =>
      changeClient(tenant, { refresh_token: { ...ROTATING, idle_token_lifetime: seconds } }, "spa");
    idle(100);
    let token = await obtain(OFFLINE, PUBLIC);
    for (let use = 0; use < 3; use++) {
      tenant.clock.advanceSeconds(99);
      token = await rotate(token);
    }
    idle(10);
    tenant.clock.advanceSeconds(10);
    await assertUnknown(token, PUBLIC);
  });

  it("an end that is set later holds from the next exchange on, rotating or not, and is not lifted again", async () => {
    const expiring = { expiration_type: "expiring", token_lifetime: 100, idle_token_lifetime: 100 };
    for (const rotation_type of ["non-rotating", "rotating"]) {
      changeClient(tenant, { refresh_token: { rotation_type, expiration_type: "non-expiring" } });
      const token = await obtain();
      tenant.clock.advanceSeconds(1_000 * DAY);
      changeClient(tenant, {
        refresh_token: { ...expiring, rotation_type, infinite_idle_token_lifetime: true },
      });
      const { status, body } = await refresh(token);
      assert.equal(status, 200);
      changeClient(tenant, { refresh_token: { rotation_type, expiration_type: "non-expiring" } });
      tenant.clock.advanceSeconds(99);
      const next = await refresh(body.refresh_token ?? token);
      assert.equal(next.status, 200, rotation_type);
      tenant.clock.advanceSeconds(1);
      await assertUnknown(next.body.refresh_token ?? token);
    }
  });

  it("a foreign client cannot use it, and does not end it by trying", async () => {
    const token = await obtain();
    await assertUnknown(token, PUBLIC);
    await assertUnknown(token, { client_id: "native", client_secret: undefined });
    assert.equal((await refresh(token, { client_secret: undefined })).status, 401);
    assert.equal((await refresh(token, { client_secret: "wrong" })).status, 401);
    assert.equal((await refresh(token)).status, 200);
  });

  it("a foreign client that replays a rotated token does not end the family of its owner", async () => {
    const first = await obtain(OFFLINE, PUBLIC);
    const second = await rotate(first);
    await assertUnknown(first, { client_id: "native", client_secret: undefined });
    await rotate(second);
  });

  it("a client that lost the grant type is refused", async () => {
    const token = await obtain();
    changeClient(tenant, { grant_types: ["authorization_code"] });
    const { status, body } = await refresh(token);
    assert.deepEqual([status, body.error], [403, "unauthorized_client"]);
  });

  it("more scope than was agreed is not given, whatever the API offers", async () => {
    const token = await obtain();
    for (const scope of [
      "write:x",
      "read:x write:x",
      "openid profile email write:x",
      "read:x admin",
      "create:users",
    ]) {
      const { body } = await refresh(token, { scope });
      const given = (claimsOf(body.access_token).scope ?? "").split(" ").filter(Boolean);
      for (const word of given) assert.ok(["openid", "read:x"].includes(word), `${scope} gave ${word}`);
      assert.equal(body.scope ?? "", given.join(" "));
      assert.equal(given.includes("read:x"), scope.split(" ").includes("read:x"));
    }
  });

  it("fewer scopes once do not make the token poorer for the next time", async () => {
    const token = await obtain();
    assert.equal((await refresh(token, { scope: "read:x" })).body.scope, "read:x");
    assert.match((await refresh(token)).body.scope, /openid.*read:x/);
  });

  it("a scope that the API lost is gone from the next token", async () => {
    const token = await obtain();
    await changeApi(tenant, { scopes: [{ value: "write:x" }] });
    const { body } = await refresh(token, { scope: "openid read:x" });
    assert.equal(body.scope, "openid");
  });

  it("another audience is not served to a client without policies", async () => {
    await createApi(tenant, { identifier: "urn:other" });
    const token = await obtain();
    for (const audience of ["urn:other", "urn:unknown", "https://127.0.0.1:4010/api/v2/"]) {
      const { body } = await refresh(token, { audience });
      assert.deepEqual([claimsOf(body.access_token).aud].flat()[0], "urn:api");
    }
  });

  it("an API that was deleted, or admits no users any more, gets no token", async () => {
    const token = await obtain();
    await changeApi(tenant, { subject_type_authorization: { user: { policy: "deny_all" } } });
    assert.equal((await refresh(token)).body.error, "invalid_request");
    await tenant.call("DELETE", "resource-servers/urn%3Aapi");
    assert.equal((await refresh(token)).body.error, "invalid_grant");
  });

  it("a deleted or blocked user gets no token", async () => {
    const token = await obtain();
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    users.replace({ ...developer, blocked: true });
    assert.equal((await refresh(token)).status, 403);
    users.remove("auth0|dev");
    const { status, body } = await refresh(token);
    assert.deepEqual([status, body.error], [403, "invalid_grant"]);
    assert.equal(
      body.error_description,
      "The refresh_token was generated for a user who doesn't exist anymore.",
    );
  });

  it("is not what the store keeps, no access token, no code", async () => {
    const token = await obtain();
    const [record] = tenant.context.store.refreshTokens.find({});
    assert.ok(record && record.id !== token);
    await assertUnknown(record.id);
    await assertUnknown(`${token}x`);
    await assertUnknown(token.slice(1));
    const { status } = await tenant.send("GET", "/userinfo", undefined, { authorization: `Bearer ${token}` });
    assert.equal(status, 401);
    const redeemed = await user.token({ grant_type: "authorization_code", code: token });
    assert.equal(redeemed.body.error, "invalid_grant");
  });

  it("revoked, it is dead with its family; a foreign client cannot revoke it, and is not told", async () => {
    const first = await obtain(OFFLINE, PUBLIC);
    const second = await rotate(first);
    const revoke = (token: string, credentials: object) =>
      post(tenant, "/oauth/revoke", { token, ...credentials });
    const foreign = await revoke(second, WEB);
    const unknown = await revoke("x", WEB);
    assert.deepEqual([foreign.status, foreign.text], [unknown.status, unknown.text]);
    assert.equal(foreign.status, 200);
    assert.equal(
      (await revoke(second, { client_id: "web" })).status,
      401,
      "a confidential client proves itself",
    );
    const third = await rotate(second);
    assert.equal((await revoke(third, { client_id: "spa" })).status, 200);
    for (const token of [first, second, third]) await assertUnknown(token, PUBLIC);
  });

  it("never comes from /authorize or client credentials, whatever is asked", async () => {
    for (const response_type of [
      "token",
      "id_token",
      "id_token token",
      "code token",
      "code id_token",
      "code id_token token",
    ]) {
      const { answer } = await user.authorize({ ...OFFLINE, response_type, nonce: "n" });
      assert.equal(answer.error, undefined);
      assert.ok(!Object.keys(answer).some((name) => name.includes("refresh")));
      assert.doesNotMatch(answer.scope ?? "", /offline_access/);
      if (answer.access_token) assert.doesNotMatch(claimsOf(answer.access_token).scope, /offline_access/);
    }
    await tenant.call("POST", "client-grants", {
      client_id: "local-admin",
      audience: "urn:api",
      scope: ["read:x"],
    });
    for (const scope of ["read:x", ""]) {
      const { status, body } = await tenant.token({ audience: "urn:api", scope });
      assert.deepEqual([status, body.refresh_token], [200, undefined]);
    }
    assert.equal((await tenant.token({ audience: "urn:api", scope: "read:x offline_access" })).status, 403);
  });
});

describe("multi-resource refresh tokens, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  const policies = [
    { audience: "urn:other", scope: ["read:x"] },
    { audience: "urn:closed", scope: ["read:x"] },
    { audience: "urn:gone", scope: ["read:x"] },
    { audience: "https://127.0.0.1:4010/api/v2/", scope: ["read:users", "read:current_user"] },
    { audience: "http://localhost:4010/api/v2/", scope: ["read:users", "read:current_user"] },
  ];
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_offline_access: true });
    await createApi(tenant, { identifier: "urn:other", token_lifetime: 60, token_lifetime_for_web: 60 });
    await createApi(tenant, { identifier: "urn:unlisted" });
    await createApi(tenant, {
      identifier: "urn:closed",
      subject_type_authorization: { user: { policy: "deny_all" } },
    });
    changeClient(tenant, { refresh_token: { policies } });
  });
  afterEach(() => tenant.close());

  async function exchange(change: Change) {
    const { body } = await user.signIn({ scope: "openid offline_access write:x", audience: "urn:api" });
    return user.token({ grant_type: "refresh_token", refresh_token: body.refresh_token, ...change });
  }
  const audienceOf = (token: string): string => [claimsOf(token).aud].flat()[0];

  it("another API of the policies is served, with the policy's scopes and that API's lifetime", async () => {
    const { body } = await exchange({ audience: "urn:other", scope: "read:x write:x" });
    const { aud, scope, iat, exp } = claimsOf(body.access_token);
    assert.deepEqual([[aud].flat()[0], scope, exp - iat, body.expires_in], ["urn:other", "read:x", 60, 60]);
    assert.equal(body.resource, "urn:other");
  });

  for (const audience of [
    "urn:unlisted",
    "urn:gone",
    "urn:nowhere",
    "https://127.0.0.1:4010/api/v2/",
    "http://localhost:4010/api/v2/",
    "https://localhost:4010/api/v2/",
  ]) {
    it(`${audience} is answered for the original API`, async () => {
      const { status, body } = await exchange({ audience });
      assert.equal(status, 200);
      assert.equal(audienceOf(body.access_token), "urn:api");
      assert.equal(body.resource, "urn:api");
      assert.doesNotMatch(claimsOf(body.access_token).scope, /user/);
    });
  }

  it("an API that denies users is refused, though a policy names it", async () => {
    const { status, body } = await exchange({ audience: "urn:closed" });
    assert.deepEqual([status, body.error, body.access_token], [400, "invalid_request", undefined]);
  });

  it("a third-party client has no use of policies", async () => {
    for (const audience of ["urn:api", "urn:other"]) {
      await tenant.call("POST", "client-grants", {
        client_id: "web",
        audience,
        scope: ["read:x", "write:x"],
        subject_type: "user",
      });
    }
    const { body } = await user.signIn({ scope: "openid offline_access write:x", audience: "urn:api" });
    changeClient(tenant, { is_first_party: false });
    const { body: next } = await user.token({
      grant_type: "refresh_token",
      refresh_token: body.refresh_token,
      audience: "urn:other",
    });
    assert.equal(audienceOf(next.access_token), "urn:api");
    assert.equal(next.resource, undefined);
  });

  it("a failed exchange for another API does not spend a rotating token", async () => {
    changeClient(tenant, {
      refresh_token: { policies, rotation_type: "rotating", expiration_type: "expiring" },
    });
    const { body } = await user.signIn({ scope: "openid offline_access write:x", audience: "urn:api" });
    const { refresh_token } = body;
    assert.equal(
      (await user.token({ grant_type: "refresh_token", refresh_token, audience: "urn:closed" })).status,
      400,
    );
    assert.equal(
      (await user.token({ grant_type: "refresh_token", refresh_token, audience: "urn:other" })).status,
      200,
    );
  });
});

describe("online refresh tokens, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  const ONLINE = { scope: "openid online_access read:x", audience: "urn:api" };
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_online_access: true });
  });
  afterEach(() => tenant.close());

  const obtain = async (): Promise<string> => {
    const { body } = await user.signIn(ONLINE);
    assert.match(body.refresh_token, /^ORT/);
    return body.refresh_token;
  };
  const refresh = async (refresh_token: string): Promise<number> =>
    (await user.token({ grant_type: "refresh_token", refresh_token })).status;

  it("ends at logout", async () => {
    const token = await obtain();
    assert.equal(await refresh(token), 200);
    await user.get("/v2/logout");
    assert.equal(await refresh(token), 403);
  });

  it("ends at logout also when the user had to sign in again in between", async () => {
    const token = await obtain();
    await user.signIn({ ...ONLINE, prompt: "login" });
    assert.equal(await refresh(token), 200, "the session goes on");
    await user.get("/v2/logout");
    assert.equal(await refresh(token), 403);
  });

  it("ends with the session: idle after 72 h, absolutely after 168 h, however often it is used", async () => {
    const idle = await obtain();
    tenant.clock.advanceSeconds(72 * 3_600);
    assert.equal(await refresh(idle), 403);
    const used = await obtain();
    for (let hours = 0; hours < 167; hours++) {
      tenant.clock.advanceSeconds(3_600);
      assert.equal(await refresh(used), 200);
    }
    tenant.clock.advanceSeconds(3_600);
    assert.equal(await refresh(used), 403);
  });

  it("never rotates, though its client rotates", async () => {
    changeClient(tenant, { refresh_token: { rotation_type: "rotating", expiration_type: "expiring" } });
    const token = await obtain();
    for (let use = 0; use < 3; use++) {
      const { status, body } = await user.token({ grant_type: "refresh_token", refresh_token: token });
      assert.deepEqual([status, body.refresh_token], [200, undefined]);
    }
  });

  it("is not given to a device, or by an API that does not allow it", async () => {
    const { body } = await post(tenant, "/oauth/device/code", { client_id: "native", ...ONLINE });
    await user.get(`/activate?user_code=${body.user_code}`);
    const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
    const device = await user.token({
      grant_type,
      device_code: body.device_code,
      client_id: "native",
      client_secret: undefined,
    });
    assert.deepEqual(
      [device.status, device.body.refresh_token, device.body.scope],
      [200, undefined, "openid read:x"],
    );
    await changeApi(tenant, { allow_online_access: false });
    assert.equal((await user.signIn(ONLINE)).body.refresh_token, undefined);
  });

  it("revoking it ends the session of its browser", async () => {
    const token = await obtain();
    await post(tenant, "/oauth/revoke", { token, client_id: "web", client_secret: "web-secret" });
    assert.equal(await refresh(token), 403);
    assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
  });
});
