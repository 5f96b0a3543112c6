/** Devices: impatient, late, foreign, guessing. */
import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, type Change, changeApi, changeClient, createApi } from "../browser";
import { post } from "./post";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

describe("device codes, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_offline_access: true });
  });
  afterEach(() => tenant.close());

  interface Codes {
    device_code: string;
    user_code: string;
    verification_uri_complete: string;
  }
  async function start(change: object = {}): Promise<Codes> {
    const parameters = { client_id: "native", audience: "urn:api", scope: "openid offline_access read:x" };
    const { status, text, body } = await post(tenant, "/oauth/device/code", { ...parameters, ...change });
    assert.equal(status, 200, text);
    return body;
  }
  const poll = (device_code: string, change: Change = {}) =>
    user.token({ grant_type: DEVICE, device_code, client_id: "native", client_secret: undefined, ...change });
  const approve = (code: string) => user.get(`/activate?user_code=${encodeURIComponent(code)}`);
  const errorOf = async (device_code: string, change: Change = {}) => {
    const { status, body } = await poll(device_code, change);
    return [status, body.error];
  };

  it("waits for its user, and is told to slow down when it does not wait between polls", async () => {
    const { device_code } = await start();
    assert.deepEqual(await errorOf(device_code), [403, "authorization_pending"]);
    assert.deepEqual(await errorOf(device_code), [429, "slow_down"]);
    tenant.clock.advanceSeconds(4);
    assert.deepEqual(await errorOf(device_code), [429, "slow_down"]);
    tenant.clock.advanceSeconds(5);
    assert.deepEqual(await errorOf(device_code), [403, "authorization_pending"]);
  });

  it("brings tokens once", async () => {
    const { device_code, user_code } = await start();
    assert.equal((await approve(user_code)).status, 200);
    const { status, body } = await poll(device_code);
    assert.deepEqual([status, body.scope], [200, "openid offline_access read:x"]);
    assert.deepEqual(await errorOf(device_code), [403, "invalid_grant"]);
  });

  for (const number of [8, 50]) {
    it(`of ${number} polls at once exactly one wins`, async () => {
      const { device_code, user_code } = await start();
      await approve(user_code);
      const answers = await Promise.all(Array.from({ length: number }, () => poll(device_code)));
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      for (const { status, body } of answers) if (status !== 200) assert.equal(body.error, "invalid_grant");
    });
  }

  it("expires in the second of its end, says so once, and cannot be approved any more", async () => {
    const { device_code, user_code } = await start();
    tenant.clock.advanceSeconds(899);
    assert.deepEqual(await errorOf(device_code), [403, "authorization_pending"]);
    tenant.clock.advanceSeconds(1);
    assert.equal((await approve(user_code)).status, 400);
    assert.deepEqual(await errorOf(device_code), [403, "expired_token"]);
    assert.deepEqual(await errorOf(device_code), [403, "invalid_grant"]);
  });

  it("an approved code expires too", async () => {
    const { device_code, user_code } = await start();
    await approve(user_code);
    tenant.clock.advanceSeconds(900);
    assert.deepEqual(await errorOf(device_code), [403, "expired_token"]);
  });

  it("a refused device gets nothing, and cannot be let in afterwards", async () => {
    const { device_code, user_code } = await start();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    await tenant.send("POST", "/activate", `user_code=${user_code}&action=cancel`, form);
    assert.deepEqual(await errorOf(device_code), [403, "access_denied"]);
    assert.equal((await approve(user_code)).status, 400);
    assert.deepEqual(await errorOf(device_code), [403, "access_denied"]);
  });

  it("a foreign client, or one with wrong credentials, gets nothing and spoils nothing", async () => {
    const { device_code, user_code } = await start();
    await approve(user_code);
    assert.deepEqual(await errorOf(device_code, { client_id: "web", client_secret: "web-secret" }), [
      403,
      "invalid_grant",
    ]);
    assert.deepEqual(await errorOf(device_code, { client_secret: "x" }), [401, "access_denied"]);
    assert.deepEqual(await errorOf(device_code, { client_id: "spa" }), [403, "unauthorized_client"]);
    assert.equal((await poll(device_code)).status, 200);
  });

  it("the user code, and what the store keeps of the device code, are no device codes", async () => {
    const { user_code } = await start();
    await approve(user_code);
    const [record] = tenant.context.store.deviceCodes.find({});
    for (const guess of [user_code, user_code.replace("-", ""), record?.id ?? "", "x"]) {
      assert.deepEqual(await errorOf(guess), [403, "invalid_grant"]);
    }
  });

  it("the user code is taken in any case, with or without hyphen or blanks", async () => {
    for (const write of [
      (code: string) => code,
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace("-", ""),
      (code: string) => ` ${code.replace("-", " ")} `,
    ]) {
      const { device_code, user_code } = await start();
      assert.match(user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
      assert.equal((await approve(write(user_code))).status, 200);
      assert.equal((await poll(device_code)).status, 200);
    }
  });

  it("wrong user codes let nobody in: parts, wild cards, codes that were used", async () => {
    const { device_code, user_code } = await start();
    for (const guess of [
      user_code.slice(0, 4),
      `${user_code}B`,
      "%",
      "____-____",
      "*",
      "'--",
      user_code.split("").reverse().join(""),
    ]) {
      const { status, text } = await approve(guess);
      assert.equal(status, 400, guess);
      if (!guess.includes(user_code)) assert.ok(!text.includes(user_code), "the page tells no code");
    }
    assert.deepEqual(await errorOf(device_code), [403, "authorization_pending"]);
    await approve(user_code);
    assert.equal((await approve(user_code)).status, 400);
  });

  it("a user code is not handed to the device's user by the page's address alone", async () => {
    const codes = await start();
    assert.equal(
      codes.verification_uri_complete,
      `http://127.0.0.1:4010/activate?user_code=${codes.user_code}`,
    );
    assert.ok(!codes.verification_uri_complete.includes(codes.device_code));
  });

  it("the API's settings at the moment of the token count", async () => {
    const [closed, offline, gone] = [await start(), await start(), await start()];
    for (const { user_code } of [closed, offline, gone]) await approve(user_code);
    await changeApi(tenant, { allow_offline_access: false, token_lifetime: 60, token_lifetime_for_web: 60 });
    const { body } = await poll(offline.device_code);
    assert.deepEqual([body.refresh_token, body.scope, body.expires_in], [undefined, "openid read:x", 60]);
    await changeApi(tenant, { subject_type_authorization: { user: { policy: "deny_all" } } });
    assert.deepEqual(await errorOf(closed.device_code), [400, "invalid_request"]);
    await tenant.call("DELETE", "resource-servers/urn%3Aapi");
    assert.deepEqual(await errorOf(gone.device_code), [403, "access_denied"]);
  });

  it("a blocked user lets no device in, and one who is blocked afterwards gets no token for it", async () => {
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    const [before, after] = [await start(), await start()];
    await approve(before.user_code);
    users.replace({ ...developer, blocked: true });
    assert.deepEqual(await errorOf(before.device_code), [403, "unauthorized"]);
    assert.notEqual((await approve(after.user_code)).status, 200);
    assert.deepEqual(await errorOf(after.device_code), [403, "authorization_pending"]);
  });

  const refusals: readonly [name: string, change: object, status: number, error: string][] = [
    ["a client without the grant type", { client_id: "spa" }, 403, "unauthorized_client"],
    ["a confidential client without its secret", { client_id: "web" }, 401, "access_denied"],
    ["an unknown client", { client_id: "nobody" }, 401, "access_denied"],
    ["no client", { client_id: "" }, 401, "access_denied"],
    ["an unknown API", { audience: "urn:nowhere" }, 403, "access_denied"],
  ];
  for (const [name, change, status, error] of refusals) {
    it(`no codes for ${name}`, async () => {
      const answer = await post(tenant, "/oauth/device/code", { client_id: "native", ...change });
      assert.deepEqual(
        [answer.status, answer.body.error, answer.body.device_code],
        [status, error, undefined],
      );
    });
  }

  it("no codes for an API that denies users, or for a client that always needs an organization", async () => {
    changeClient(tenant, { organization_usage: "require" }, "native");
    const required = await post(tenant, "/oauth/device/code", { client_id: "native" });
    assert.deepEqual([required.status, required.body.error], [400, "invalid_request"]);
    changeClient(tenant, { organization_usage: "deny" }, "native");
    await changeApi(tenant, { subject_type_authorization: { user: { policy: "deny_all" } } });
    const denied = await post(tenant, "/oauth/device/code", { client_id: "native", audience: "urn:api" });
    assert.deepEqual([denied.status, denied.body.error], [400, "invalid_request"]);
  });
});
