/** Sessions: who has no cookie of this tenant, or one that has ended, is nobody. */
import assert from "node:assert/strict";
import { claimsOf, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser } from "../browser";

const HOUR = 3_600;

describe("sessions, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
  });
  afterEach(() => tenant.close());

  const silent = async (browser: Browser = user): Promise<string | undefined> =>
    (await browser.authorize({ prompt: "none" })).answer.error;
  const cookie = (): string => user.cookies.get("auth0") ?? "";

  it("prompt=none without a session, in every response mode, signs nobody in", async () => {
    assert.equal(await silent(), "login_required");
    for (const response_mode of ["fragment", "form_post", "web_message"]) {
      const { text, answer, headers } = await user.authorize({
        client_id: "spa",
        prompt: "none",
        response_mode,
      });
      assert.ok(/login_required/.test(text) || answer.error === "login_required", response_mode);
      assert.equal(headers.get("set-cookie"), null);
    }
    assert.equal(tenant.context.store.sessions.count({}), 0);
  });

  it("after logout prompt=none needs a login, also for who kept the cookie", async () => {
    await user.authorize();
    const kept = cookie();
    assert.equal(await silent(), undefined);
    await user.get("/v2/logout");
    assert.equal(user.cookies.has("auth0"), false, "the cookie is taken away");
    assert.equal(await silent(), "login_required");
    user.cookies.set("auth0", kept);
    assert.equal(await silent(), "login_required");
  });

  it("one browser's logout leaves the other browser's session alone", async () => {
    const other = browser(tenant);
    await user.authorize();
    await other.authorize();
    assert.notEqual(cookie(), other.cookies.get("auth0"));
    await user.get("/v2/logout");
    assert.deepEqual([await silent(), await silent(other)], ["login_required", undefined]);
  });

  it("a cookie of another tenant is none, and is replaced", async () => {
    const other = await testTenant();
    const there = browser(other);
    // A tenant with other random values: the fixture's are repeatable.
    other.context.random.alphanumeric(100);
    await there.authorize();
    const foreign = there.cookies.get("auth0") ?? "";
    user.cookies.set("auth0", foreign);
    assert.equal(await silent(), "login_required");
    await user.authorize();
    assert.notEqual(cookie(), foreign);
    other.close();
  });

  it("fixation: a value that the tenant never issued does not become a session", async () => {
    for (const value of ["chosen-by-an-attacker", "x".repeat(43), "", "%00", "a%3Bb", "../x", '"quoted"']) {
      user.cookies.set("auth0", value);
      assert.equal(await silent(), "login_required", value);
      await user.authorize();
      assert.notEqual(cookie(), value);
      const thief = browser(tenant);
      thief.cookies.set("auth0", value);
      assert.equal(await silent(thief), "login_required");
    }
  });

  it("signing in again gives a new value and makes the old one worthless", async () => {
    await user.authorize();
    const old = cookie();
    for (const change of [{ prompt: "login" }, { prompt: "select_account" }, { max_age: "0" }]) {
      await user.authorize(change);
      assert.notEqual(cookie(), old, JSON.stringify(change));
    }
    const thief = browser(tenant);
    thief.cookies.set("auth0", old);
    assert.equal(await silent(thief), "login_required");
  });

  it("another user in the same browser ends the session of the first", async () => {
    const { users } = tenant.context.store;
    users.insert({ user_id: "auth0|other", email: "other@example.test" });
    await user.authorize();
    const old = cookie();
    const { body } = await user.signIn({
      scope: "openid",
      prompt: "login",
      login_hint: "other@example.test",
    });
    assert.equal(claimsOf(body.id_token).sub, "auth0|other");
    const thief = browser(tenant);
    thief.cookies.set("auth0", old);
    assert.equal(await silent(thief), "login_required");
  });

  it("a cookie whose name only resembles ours is none", async () => {
    await user.authorize();
    const path =
      "/authorize?response_type=code&client_id=web&redirect_uri=http://localhost:3999/cb&prompt=none";
    for (const name of ["xauth0", "auth0x", "Auth0", "AUTH0", "auth0_compat"]) {
      const { headers } = await tenant.send("GET", path, undefined, { cookie: `${name}=${cookie()}` });
      assert.match(headers.get("location") ?? "", /login_required/, name);
    }
  });

  it("ends after 72 h without use, and 168 h after the sign-in however often it is used", async () => {
    await user.authorize();
    tenant.clock.advanceSeconds(72 * HOUR - 1);
    assert.equal(await silent(), undefined);
    tenant.clock.advanceSeconds(72 * HOUR);
    assert.equal(await silent(), "login_required");
    await user.authorize();
    for (let day = 1; day < 7; day++) {
      tenant.clock.advanceSeconds(24 * HOUR);
      assert.equal(await silent(), undefined, `day ${day}`);
    }
    tenant.clock.advanceSeconds(24 * HOUR - 1);
    assert.equal(await silent(), undefined);
    tenant.clock.advanceSeconds(1);
    assert.equal(await silent(), "login_required");
  });

  it("the tenant's settings of sessions hold for sessions that exist", async () => {
    await user.authorize();
    tenant.context.store.setMeta(
      "tenant_settings",
      JSON.stringify({ session_lifetime: 2, idle_session_lifetime: 1 }),
    );
    tenant.clock.advanceSeconds(HOUR);
    assert.equal(await silent(), "login_required");
  });

  it("max_age asks for a login that is younger; 0 always does (OpenID Connect Core, section 3.1.2.1)", async () => {
    await user.authorize();
    assert.equal((await user.authorize({ prompt: "none", max_age: "0" })).answer.error, "login_required");
    tenant.clock.advanceSeconds(60);
    assert.equal((await user.authorize({ prompt: "none", max_age: "60" })).answer.error, undefined);
    assert.equal((await user.authorize({ prompt: "none", max_age: "59" })).answer.error, "login_required");
    const { body } = await user.signIn({ scope: "openid", max_age: "59" });
    assert.equal(claimsOf(body.id_token).auth_time, tenant.clock.nowSeconds());
    for (const max_age of ["-1", "x", "1.5", "1e3", "99999999999"]) {
      assert.equal((await user.authorize({ max_age })).answer.error, "invalid_request", max_age);
    }
  });

  it("a blocked or deleted user's session is worth nothing", async () => {
    await user.authorize();
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    users.replace({ ...developer, blocked: true });
    assert.equal(await silent(), "unauthorized");
    assert.equal((await user.authorize()).answer.error, "unauthorized");
    users.remove("auth0|dev");
    assert.equal(await silent(), "login_required");
  });

  it("the cookie is not for scripts, not for other sites' requests, and kept as a digest", async () => {
    const { headers } = await user.authorize();
    const header = headers.get("set-cookie") ?? "";
    assert.match(header, /; HttpOnly/);
    assert.match(header, /; SameSite=Lax/);
    assert.match(header, /; Path=\//);
    assert.doesNotMatch(header, /Domain=/);
    assert.match(cookie(), /^[A-Za-z0-9]{43}$/);
    const sessions = JSON.stringify(tenant.context.store.sessions.find({}));
    assert.ok(!sessions.includes(cookie()));
  });

  it("what the store keeps of a session, and its sid, are no cookies", async () => {
    await user.authorize();
    const [record] = tenant.context.store.sessions.find({});
    for (const value of [record?.id, record?.sid]) {
      const thief = browser(tenant);
      thief.cookies.set("auth0", value ?? "");
      assert.equal(await silent(thief), "login_required");
    }
  });

  it("prompt=none stands alone, and unknown prompts are refused", async () => {
    await user.authorize();
    for (const prompt of ["none login", "login none", "create", "NONE", "none\tlogin"]) {
      assert.equal((await user.authorize({ prompt })).answer.error, "invalid_request", prompt);
    }
  });
});
