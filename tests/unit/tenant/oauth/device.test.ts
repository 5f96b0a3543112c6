/** The device flow (RFC 8628): two codes, a page for the user, and a device that polls. */
import assert from "node:assert/strict";
import { type Answer, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, changeClient, createApi } from "./browser";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const pending = [403, "authorization_pending", "User has yet to authorize device code."];
const slow = [429, "slow_down", "You are polling faster than the specified interval of 5 seconds."];
const gone = [403, "invalid_grant", "Invalid or expired device code."];

describe("device flow", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
  });
  afterEach(() => tenant.close());

  const start = (change: Record<string, string> = {}): Promise<Answer> => {
    const asked = { client_id: "native", scope: "openid profile", ...change };
    return tenant.send("POST", "/oauth/device/code", new URLSearchParams(asked).toString(), FORM);
  };
  const ask = (device_code: string, client_id = "native"): Promise<Answer> =>
    user.token({
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      client_id,
      client_secret: undefined,
      device_code,
    });
  const poll = async (device_code: string, client_id?: string): Promise<unknown[]> => {
    const { status, body } = await ask(device_code, client_id);
    return status === 200 ? [status] : [status, body.error, body.error_description];
  };

  it("gives codes and addresses, in the recorded order", async () => {
    const { status, body, headers } = await start();
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), [
      "device_code",
      "user_code",
      "verification_uri",
      "expires_in",
      "interval",
      "verification_uri_complete",
    ]);
    assert.match(body.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.equal(body.verification_uri, "http://127.0.0.1:4010/activate");
    assert.equal(body.verification_uri_complete, `${body.verification_uri}?user_code=${body.user_code}`);
    assert.deepEqual([body.expires_in, body.interval], [900, 5]);
    assert.equal(headers.get("cache-control"), "no-store");
  });

  it("lets the device in once the user has opened the address, and once only", async () => {
    const { body } = await start();
    assert.deepEqual(await poll(body.device_code), pending);
    const page = await user.get(body.verification_uri_complete.replace("http://127.0.0.1:4010", ""));
    assert.equal(page.status, 200);
    assert.match(page.text, /Device connected/);
    const answer = await ask(body.device_code);
    assert.deepEqual(Object.keys(answer.body), [
      "access_token",
      "id_token",
      "scope",
      "expires_in",
      "token_type",
    ]);
    assert.deepEqual(await poll(body.device_code), gone);
  });

  it("takes the code from the form, typed in any way", async () => {
    const { body } = await start();
    assert.match((await user.get("/activate")).text, /<input name="user_code"/);
    const typed = body.user_code.toLowerCase().replace("-", " ");
    const { text } = await tenant.send("POST", "/activate", `user_code=${encodeURIComponent(typed)}`, FORM);
    assert.match(text, /Device connected/);
    assert.deepEqual(await poll(body.device_code), [200]);
  });

  it("keeps out a device that the user refuses", async () => {
    const { body } = await start();
    const form = `user_code=${body.user_code}&action=cancel`;
    assert.match((await tenant.send("POST", "/activate", form, FORM)).text, /Device refused/);
    assert.deepEqual(await poll(body.device_code), [
      403,
      "access_denied",
      "User cancelled the confirmation prompt.",
    ]);
    assert.equal((await user.get(`/activate?user_code=${body.user_code}`)).status, 400, "decided is decided");
  });

  it("slows down a device that polls too fast, until the user has decided", async () => {
    const { body } = await start();
    assert.deepEqual(await poll(body.device_code), pending);
    tenant.clock.advanceSeconds(4);
    assert.deepEqual(await poll(body.device_code), slow);
    tenant.clock.advanceSeconds(5);
    assert.deepEqual(await poll(body.device_code), pending);
    await user.get(`/activate?user_code=${body.user_code}`);
    assert.deepEqual(await poll(body.device_code), [200]);
  });

  it("expires after 900 s, says so once, and does not come back", async () => {
    const { body } = await start();
    tenant.clock.advanceSeconds(900);
    assert.equal((await user.get(`/activate?user_code=${body.user_code}`)).status, 400);
    assert.deepEqual(await poll(body.device_code), [403, "expired_token", "The device code has expired."]);
    assert.deepEqual(await poll(body.device_code), gone);
    tenant.clock.advanceSeconds(-900);
    assert.deepEqual(await poll(body.device_code), gone);
  });

  it("expires for a device that was let in but did not come for its tokens", async () => {
    const { body } = await start();
    await user.get(`/activate?user_code=${body.user_code}`);
    tenant.clock.advanceSeconds(900);
    assert.deepEqual((await poll(body.device_code))[1], "expired_token");
  });

  it("is for the client that asked, and leaves the code to it", async () => {
    const { body } = await start();
    await user.get(`/activate?user_code=${body.user_code}`);
    changeClient(tenant, { grant_types: ["urn:ietf:params:oauth:grant-type:device_code"] }, "spa");
    assert.deepEqual(await poll(body.device_code, "spa"), gone);
    assert.deepEqual(await poll(body.device_code), [200]);
  });

  it("refuses at once what could not succeed", async () => {
    const cases: [Record<string, string>, number, string][] = [
      [{ client_id: "none" }, 401, "access_denied"],
      [{ client_id: "web", client_secret: "wrong" }, 401, "access_denied"],
      [{ client_id: "spa" }, 403, "unauthorized_client"],
      [{ audience: "urn:none" }, 403, "access_denied"],
    ];
    for (const [change, status, error] of cases) {
      const answer = await start(change);
      assert.deepEqual([answer.status, answer.body.error], [status, error]);
    }
    const policy = { user: { policy: "deny_all" }, client: { policy: "deny_all" } };
    await createApi(tenant, { subject_type_authorization: policy });
    assert.equal((await start({ audience: "urn:api" })).status, 400);
  });
});
