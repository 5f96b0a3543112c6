/** Where browsers are sent: to registered addresses, character by character, and nowhere else. */
import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, CALLBACK, changeClient } from "../browser";
import { post } from "./post";

describe("addresses, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
  });
  afterEach(() => tenant.close());

  const ATTACKS = [
    "http://localhost:3999/CB",
    "http://LOCALHOST:3999/cb",
    "HTTP://localhost:3999/cb",
    "http://localhost:3999/cb/",
    "http://localhost:3999/c",
    "http://localhost:3999/cbx",
    "http://localhost:3999/cb?",
    "http://localhost:3999/cb?next=evil",
    "http://localhost:3999/cb#",
    "http://localhost:3999/cb#fragment",
    "http://localhost:3999/cb/../cb",
    "http://localhost:3999/./cb",
    "http://localhost:3999//cb",
    "http://localhost:3999/cb/..;/evil",
    "http://localhost:3999/%63b",
    "http://localhost:3999/cb%2f",
    "http://localhost:3999/cb%00",
    "http://localhost:3999/cb ",
    " http://localhost:3999/cb",
    "http://localhost:3999/cb\r\nSet-Cookie: a=b",
    "http://localhost:3999\\cb",
    "http:\\\\localhost:3999\\cb",
    "http://localhost:3999@evil.example/cb",
    "http://evil.example@localhost:3999/cb",
    "http://user:pass@localhost:3999/cb",
    "http://localhost:3999.evil.example/cb",
    "http://localhost.evil.example:3999/cb",
    "http://evil.example/http://localhost:3999/cb",
    "http://evil.example/?http://localhost:3999/cb",
    "http://evil.example#http://localhost:3999/cb",
    "http://localhost:39999/cb",
    "http://localhost:399/cb",
    "http://localhost/cb",
    "http://127.0.0.1:3999/cb",
    "http://[::1]:3999/cb",
    "https://localhost:3999/cb",
    "//localhost:3999/cb",
    "/cb",
    "cb",
    "javascript:alert(1)//http://localhost:3999/cb",
    "data:text/html,http://localhost:3999/cb",
    "http://localhost:3999/cb,http://evil.example",
    "null",
    "*",
    "http://localhost:3999/*",
  ];

  for (const redirect_uri of ATTACKS) {
    it(`/authorize shows a page and sends nobody to ${JSON.stringify(redirect_uri)}`, async () => {
      for (const response_mode of [undefined, "form_post", "web_message", "fragment"]) {
        const { status, address, text, headers } = await user.authorize({ redirect_uri, response_mode });
        assert.deepEqual([status, address], [400, undefined]);
        assert.match(headers.get("content-type") ?? "", /^text\/html/);
        assert.match(text, /unauthorized_client: Callback URL mismatch/);
        assert.doesNotMatch(text, /<form|postMessage|action=|href=|http-equiv/);
      }
      assert.equal(tenant.context.store.authorizationCodes.count({}), 0);
      assert.equal(tenant.context.store.sessions.count({}), 0, "nobody was signed in");
    });
  }

  it("an address that another client has registered is not this client's", async () => {
    changeClient(tenant, { callbacks: ["https://app.example/cb"] }, "native");
    assert.equal((await user.authorize({ redirect_uri: "https://app.example/cb" })).status, 400);
    assert.equal(
      (await user.authorize({ redirect_uri: "https://app.example/cb", client_id: "native" })).status,
      302,
    );
  });

  it("without an address, the only registered one; of several none is chosen", async () => {
    const { status, text } = await user.authorize({ redirect_uri: undefined });
    assert.equal(status, 400);
    assert.match(text, /Missing required parameter: redirect_uri/);
    changeClient(tenant, { callbacks: [] });
    assert.equal((await user.authorize({ redirect_uri: undefined })).status, 400);
    changeClient(tenant, { callbacks: [CALLBACK] });
    assert.equal((await user.authorize({ redirect_uri: undefined })).address, CALLBACK);
  });

  it("errors before client and address are certain are shown, whatever else is sent", async () => {
    for (const change of [
      { client_id: "nobody" },
      { client_id: undefined },
      { redirect_uri: "http://evil.example/" },
    ]) {
      for (const more of [{}, { response_mode: "form_post" }, { prompt: "none" }, { response_type: "x" }]) {
        const { status, address } = await user.authorize({ ...change, ...more });
        assert.deepEqual([status, address], [400, undefined]);
      }
    }
  });

  it("the query of a registered address stays, its fragment goes, and the answer cannot add a line", async () => {
    changeClient(tenant, { callbacks: ["https://app.example/cb?a=b#c"] });
    const state = 'x&code=evil#frag\r\nSet-Cookie: a=b"<';
    const { headers } = await user.authorize({ redirect_uri: "https://app.example/cb?a=b#c", state });
    const location = new URL(headers.get("location") ?? "");
    assert.equal(location.origin + location.pathname, "https://app.example/cb");
    assert.equal(location.hash, "");
    assert.equal(location.searchParams.get("a"), "b");
    assert.equal(location.searchParams.get("state"), state);
    assert.equal(location.searchParams.getAll("code").length, 1);
  });

  it("a registered address that no header can carry as it is does not break the tenant", async () => {
    for (const redirect_uri of [
      "https://app.example/日本",
      "https://app.example/ü?q=ß",
      "myapp://ünïcode",
      "https://app.example/a b",
    ]) {
      changeClient(tenant, { callbacks: [redirect_uri], allowed_logout_urls: [redirect_uri] });
      for (const response_type of ["code", "token"]) {
        const { status, headers } = await user.authorize({ redirect_uri, response_type });
        assert.equal(status, 302, redirect_uri);
        const location = headers.get("location") ?? "";
        assert.match(location, /^[\x21-\x7e]+$/);
        assert.equal(decodeURI(location.split(/[?#](?=code|access_token)|&code/)[0] ?? ""), redirect_uri);
      }
      const out = await user.get(`/v2/logout?client_id=web&returnTo=${encodeURIComponent(redirect_uri)}`);
      assert.deepEqual([out.status, decodeURI(out.headers.get("location") ?? "")], [302, redirect_uri]);
    }
  });

  it("a registered address that is no web address takes no form and no message", async () => {
    for (const redirect_uri of [
      "myapp://callback",
      "javascript:alert(1)",
      "data:text/html,x",
      "http://",
      "https://",
    ]) {
      changeClient(tenant, { callbacks: [redirect_uri], web_origins: ["null", "myapp://callback"] });
      for (const response_mode of ["form_post", "web_message"]) {
        const { status, text } = await user.authorize({ redirect_uri, response_mode });
        assert.equal(status, 400, `${redirect_uri} ${response_mode}`);
        assert.doesNotMatch(text, /<form|postMessage/);
      }
    }
  });

  it("web_message: only for origins that the client has registered for it", async () => {
    for (const client_id of ["spa", "native"]) {
      const { status, text } = await user.authorize({ client_id, response_mode: "web_message" });
      assert.equal(status, client_id === "spa" ? 200 : 400, client_id);
      assert.equal(/postMessage/.test(text), client_id === "spa");
    }
    changeClient(
      tenant,
      { web_origins: ["http://localhost:3999/", "http://localhost", "*", "https://localhost:3999"] },
      "spa",
    );
    const { status, text } = await user.authorize({
      client_id: "spa",
      response_mode: "web_message",
      prompt: "none",
    });
    assert.equal(status, 400);
    assert.doesNotMatch(text, /postMessage|login_required/);
  });

  it("web_message: the message goes to the origin of the address, never to everybody", async () => {
    const { text } = await user.authorize({ client_id: "spa", response_mode: "web_message" });
    assert.match(text, /"target":"http:\/\/localhost:3999"/);
    assert.doesNotMatch(text, /"\*"|'\*'/);
  });

  for (const path of [
    "/v2/logout?client_id=web&returnTo=",
    "/oidc/logout?client_id=web&post_logout_redirect_uri=",
    "/v2/logout?returnTo=",
  ]) {
    it(`${path} sends nobody to an address that is not registered`, async () => {
      for (const address of [
        "http://evil.example/",
        "http://localhost:3000",
        "http://localhost:3000/?next=http://evil.example",
        "http://localhost:3000//evil.example",
        "http://localhost:3000/#",
        "http://localhost:3000@evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://localhost:3000/\r\nLocation: http://evil.example/",
        "<script>alert(1)</script>",
      ]) {
        await user.authorize();
        const { status, headers, text } = await user.get(path + encodeURIComponent(address));
        assert.deepEqual([status, headers.get("location")], [400, null], address);
        assert.doesNotMatch(text, /<script>alert|href=|http-equiv/);
        assert.equal(
          (await user.authorize({ prompt: "none" })).answer.error,
          undefined,
          "the session goes on",
        );
      }
    });
  }

  it("logout: another client's address, an unknown client, a foreign or forged hint", async () => {
    const returnTo = encodeURIComponent("http://localhost:3000/");
    const { id_token } = (await user.signIn({ scope: "openid" })).body;
    const forged = `${id_token.split(".").slice(0, 2).join(".")}.AAAA`;
    for (const query of [
      `/v2/logout?client_id=native&returnTo=${returnTo}`,
      `/v2/logout?client_id=nobody&returnTo=${returnTo}`,
      `/v2/logout?returnTo=${returnTo}`,
      `/oidc/logout?post_logout_redirect_uri=${returnTo}`,
      `/oidc/logout?client_id=spa&id_token_hint=${id_token}&post_logout_redirect_uri=${returnTo}`,
      `/oidc/logout?id_token_hint=${forged}&post_logout_redirect_uri=${returnTo}`,
      `/oidc/logout?id_token_hint=x&post_logout_redirect_uri=${returnTo}`,
    ]) {
      const { status, headers } = await user.get(query);
      assert.deepEqual([status, headers.get("location")], [400, null], query);
    }
    const right = `/oidc/logout?id_token_hint=${id_token}&post_logout_redirect_uri=${returnTo}&state=a%26b`;
    assert.equal((await user.get(right)).headers.get("location"), "http://localhost:3000/?state=a%26b");
  });

  it("logout takes an ID token of each algorithm as a hint, also an expired one", async () => {
    const returnTo = encodeURIComponent("http://localhost:3000/");
    for (const alg of ["RS256", "RS512", "PS256", "HS256"]) {
      changeClient(tenant, { jwt_configuration: { alg, lifetime_in_seconds: 60 } });
      const { id_token } = (await user.signIn({ scope: "openid" })).body;
      tenant.clock.advanceSeconds(3_600);
      const answer = await user.get(
        `/oidc/logout?id_token_hint=${id_token}&post_logout_redirect_uri=${returnTo}`,
      );
      assert.equal(answer.status, 302, alg);
    }
  });

  it("a state that no address can carry is refused, and breaks nothing", async () => {
    const parameters = { response_type: "code", client_id: "web", redirect_uri: CALLBACK };
    for (const change of [
      { state: "\ud800" },
      { response_type: "\udfff" },
      { scope: "\ud800 openid" },
      { audience: "\ud800" },
    ]) {
      const { status } = await post(tenant, "/authorize", { ...parameters, ...change });
      assert.equal(status, 400, JSON.stringify(change));
    }
    const out = await post(tenant, "/oidc/logout", {
      client_id: "web",
      post_logout_redirect_uri: "http://localhost:3000/",
      state: "\ud800",
    });
    assert.equal(out.status, 400);
    const token = await post(tenant, "/oauth/token", {
      grant_type: "\ud800",
      client_id: "web",
      client_secret: "web-secret",
    });
    assert.deepEqual([token.status, token.body.error], [400, "invalid_request"]);
  });
});
