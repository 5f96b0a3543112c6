/** Hostile input: nothing breaks, nothing runs in a page, nothing slips into a header. */
import assert from "node:assert/strict";
import { type Answer, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, CALLBACK, changeClient } from "../browser";
import { post } from "./post";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const SCRIPTS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  "</script><script>alert(1)</script>",
  "</title><script>alert(1)</script>",
  "<!--<script>",
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "\u2028alert(1)//\u2029",
  "</form><form action=http://evil.example>",
  "</style><script>alert(1)</script>",
];

describe("hostile input", () => {
  let tenant: TestTenant;
  let user: Browser;
  before(async () => {
    tenant = await testTenant();
  });
  beforeEach(() => {
    user = browser(tenant);
  });
  after(() => tenant.close());

  /** The page has one script and one style at most, each with this answer's nonce, and no markup of the sender's. */
  function assertHarmless({ text, headers }: Pick<Answer, "text" | "headers">): void {
    const policy = headers.get("content-security-policy") ?? "";
    const [, nonce] = /script-src 'nonce-([A-Za-z0-9]{22})'/.exec(policy) ?? [];
    assert.ok(nonce, policy);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /base-uri 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|https?:\/\/evil/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.match(headers.get("content-type") ?? "", /^text\/html; charset=utf-8$/);
    for (const [, attributes] of text.matchAll(/<script([^>]*)>/gi))
      assert.equal(attributes, ` nonce="${nonce}"`);
    for (const [, attributes] of text.matchAll(/<style([^>]*)>/gi))
      assert.equal(attributes, ` nonce="${nonce}"`);
    assert.ok((text.match(/<script/gi) ?? []).length <= 1, text);
    assert.equal((text.match(/<\/script/gi) ?? []).length, (text.match(/<script/gi) ?? []).length);
    assert.doesNotMatch(text, /<(img|svg|iframe|object|base|link)\b/i);
    for (const [form] of text.matchAll(/<form[^>]*>/gi)) assert.doesNotMatch(form, /evil/);
    assert.doesNotMatch(text.replace(/<script[\s\S]*?<\/script>/g, ""), /[\u2028\u2029]alert[^<]*<\/script/);
  }

  it("nothing of a request runs in the error page", async () => {
    for (const script of SCRIPTS) {
      for (const change of [
        { client_id: script },
        { redirect_uri: script },
        { redirect_uri: `http://evil.example/${script}` },
        { client_id: undefined, state: script },
      ]) {
        const answer = await user.authorize(change);
        assert.equal(answer.status, 400);
        assertHarmless(answer);
      }
      for (const path of [
        "/v2/logout?returnTo=",
        "/v2/logout?client_id=",
        "/oidc/logout?post_logout_redirect_uri=",
        "/oidc/logout?id_token_hint=",
      ]) {
        const answer = await user.get(path + encodeURIComponent(script));
        assert.equal(answer.status, 400);
        assertHarmless(answer);
      }
    }
  });

  it("nothing of a request runs in the pages that carry an answer", async () => {
    for (const state of SCRIPTS) {
      for (const response_mode of ["form_post", "web_message"]) {
        for (const change of [
          {},
          { audience: state },
          { response_type: "code id_token", scope: "openid", nonce: state },
          { prompt: state },
        ]) {
          const answer = await user.authorize({ response_mode, state, ...change });
          assert.equal(answer.status, 200);
          assertHarmless(answer);
        }
      }
    }
  });

  it("form_post carries the state as it was, to the registered address and nowhere else", async () => {
    for (const state of SCRIPTS) {
      const { text, headers } = await user.authorize({ response_mode: "form_post", state });
      assert.match(headers.get("content-security-policy") ?? "", /form-action http:\/\/localhost:3999(;|$)/);
      const [, value = ""] = /name="state" value="([^"]*)"/.exec(text) ?? [];
      const unescaped = value.replace(
        /&(lt|gt|quot|#39|amp);/g,
        (_, name) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name as "lt"],
      );
      assert.equal(unescaped, state);
      assert.deepEqual(
        [...text.matchAll(/action="([^"]*)"/g)].map(([, action]) => action),
        [CALLBACK],
      );
    }
  });

  it("web_message carries the state as it was", async () => {
    for (const state of SCRIPTS) {
      const { text } = await user.authorize({ response_mode: "web_message", state });
      const [, data = ""] = /const data = (.*?); \(window/.exec(text) ?? [];
      assert.equal(JSON.parse(data).message.response.state, state);
    }
  });

  it("nothing of a user code, of the user's e-mail address or of a client's name runs in the activation page", async () => {
    const { users } = tenant.context.store;
    for (const script of SCRIPTS) {
      const wrong = await user.get(`/activate?user_code=${encodeURIComponent(script)}`);
      assert.equal(wrong.status, 400);
      assertHarmless(wrong);
      const posted = await tenant.send(
        "POST",
        "/activate",
        new URLSearchParams({ user_code: script, action: script }).toString(),
        FORM,
      );
      assertHarmless(posted);
      users.insert({ user_id: script, email: script });
      changeClient(tenant, { name: script }, "native");
      const { body } = await post(tenant, "/oauth/device/code", { client_id: "native" });
      const shown = await browser(tenant).get(
        `/activate?${new URLSearchParams({ user_code: body.user_code, login_hint: script })}`,
      );
      assert.equal(shown.status, 200);
      assertHarmless(shown);
      users.remove(script);
    }
    assertHarmless(await user.get("/activate"));
  });

  it("the page in which a user lets a device in, and every page of errors, can be framed by nobody", async () => {
    for (const path of ["/activate", "/activate?user_code=x", "/authorize", "/v2/logout?returnTo=x"]) {
      const { headers } = await user.get(path);
      assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/, path);
    }
    const { headers } = await user.authorize({ response_mode: "web_message" });
    assert.doesNotMatch(
      headers.get("content-security-policy") ?? "",
      /frame-ancestors 'none'/,
      "an iframe gets this one",
    );
  });

  it("each page has a nonce of its own", async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 20; count++) {
      const { headers } = await user.get("/activate");
      nonces.add(/nonce-(\w+)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "");
    }
    assert.equal(nonces.size, 20);
  });

  const LINES = "x\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>";
  it("no parameter adds a header or a line", async () => {
    for (const name of [
      "state",
      "nonce",
      "scope",
      "audience",
      "prompt",
      "response_type",
      "response_mode",
      "organization",
      "login_hint",
      "connection",
      "max_age",
      "code_challenge",
      "client_id",
      "redirect_uri",
    ]) {
      const { headers } = await user.authorize({ [name]: LINES });
      for (const [header, value] of headers) {
        assert.doesNotMatch(value, /[\r\n]/, header);
        assert.doesNotMatch(header === "set-cookie" ? value : "", /evil/);
      }
    }
    for (const name of ["grant_type", "client_id", "audience", "code", "scope"]) {
      const { headers } = await tenant.token({ [name]: LINES });
      for (const [, value] of headers) assert.doesNotMatch(value, /evil/);
    }
  });

  it("errors are JSON that no browser takes for a page", async () => {
    const { headers, text } = await tenant.token({ grant_type: "<script>alert(1)</script>" });
    assert.match(headers.get("content-type") ?? "", /^application\/json/);
    assert.equal(JSON.parse(text).error, "unsupported_grant_type");
  });

  it("a parameter that comes twice is refused, at every endpoint", async () => {
    const base = "client_id=web&redirect_uri=http%3A%2F%2Flocalhost%3A3999%2Fcb&response_type=code&state=a";
    for (const name of [
      "client_id",
      "redirect_uri",
      "response_type",
      "state",
      "scope",
      "audience",
      "prompt",
      "nonce",
    ]) {
      const twice = `/authorize?${base}&${name}=a&${name}=b`;
      const { status, headers } = await tenant.send("GET", twice);
      assert.deepEqual([status, headers.get("location")], [400, null], name);
    }
    for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/device/code"]) {
      for (const name of ["client_id", "client_secret", "grant_type", "code", "token"]) {
        const body = `client_id=web&client_secret=web-secret&grant_type=authorization_code&code=x&token=x&${name}=y`;
        const { status, body: answer } = await tenant.send("POST", path, body, FORM);
        assert.deepEqual([status, answer.error], [400, "invalid_request"], `${path} ${name}`);
      }
    }
    assert.equal(
      (await tenant.send("GET", "/v2/logout?returnTo=a&returnTo=http://localhost:3000/")).status,
      400,
    );
  });

  const BODIES: readonly [name: string, body: string, type: string, status: number][] = [
    ["an array", "[]", "application/json", 400],
    ["null", "null", "application/json", 400],
    ["a text", '"x"', "application/json", 400],
    ["broken JSON", '{"client_id":', "application/json", 400],
    ["numbers for texts", '{"grant_type":1}', "application/json", 400],
    ["objects for texts", '{"grant_type":{"$ne":null},"client_id":{"$gt":""}}', "application/json", 400],
    ["arrays for texts", '{"client_id":["web"],"client_secret":["web-secret"]}', "application/json", 400],
    ["booleans for texts", '{"client_secret":true}', "application/json", 400],
    ["nested 10,000 deep", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, "application/json", 400],
    ["arrays nested 50,000 deep", "[".repeat(50_000), "application/json", 400],
    ["over 1 MB", `client_id=${"x".repeat(1_048_576)}`, "application/x-www-form-urlencoded", 413],
    ["50,000 parameters", "a&".repeat(50_000), "application/x-www-form-urlencoded", 400],
    ["text/plain", "grant_type=client_credentials", "text/plain", 400],
    ["multipart", "--x--", "multipart/form-data; boundary=x", 400],
    ["XML", "<x/>", "application/xml", 400],
    ["no type", "grant_type=client_credentials", "", 400],
    ["a strange type", "x", "application/json-seq", 400],
    ["prototype pollution", '{"__proto__":{"client_id":"web"},"constructor":"x"}', "application/json", 400],
    ["percent signs", "client_id=%&grant_type=%zz&code=%ff%fe", "application/x-www-form-urlencoded", 403],
    [
      "a NUL",
      "grant_type=authorization_code&client_id=we%00b&client_secret=x",
      "application/x-www-form-urlencoded",
      401,
    ],
  ];
  for (const [name, body, type, status] of BODIES) {
    it(`a body of ${name} is refused by the endpoints of clients`, async () => {
      for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/device/code"]) {
        const answer = await tenant.send("POST", path, body, { "content-type": type });
        if (path === "/oauth/token") assert.equal(answer.status, status, answer.text);
        assert.ok(answer.status >= 400 && answer.status < 500, `${path} ${answer.status}`);
        assert.equal(typeof answer.body.error, "string");
      }
      for (const path of ["/authorize", "/oidc/logout", "/activate"]) {
        const answer = await tenant.send("POST", path, body, { "content-type": type });
        assert.ok(answer.status < 500, `${path} ${answer.status}`);
      }
    });
  }

  it("bytes that are no UTF-8 are refused", async () => {
    const request = new Request("http://127.0.0.1:4010/oauth/token", {
      method: "POST",
      headers: FORM,
      body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe]),
    });
    assert.equal((await tenant.fetch(request)).status, 400);
  });

  it("what would change a request's meaning, and is not understood, is refused", async () => {
    for (const name of ["request", "request_uri", "registration"]) {
      assert.equal((await user.authorize({ [name]: "x" })).answer.error, "invalid_request", name);
    }
  });

  const REFUSED: readonly [name: string, change: Record<string, string | undefined>, error: string][] = [
    ["no response type", { response_type: undefined }, "invalid_request"],
    ["an unknown response type", { response_type: "banana" }, "unsupported_response_type"],
    ["the response type none", { response_type: "none" }, "unsupported_response_type"],
    ["a response type twice", { response_type: "code code" }, "unsupported_response_type"],
    ["a response type in other case", { response_type: "CODE" }, "unsupported_response_type"],
    ["an unknown response mode", { response_mode: "banana" }, "invalid_request"],
    ["tokens in the query", { response_type: "token", response_mode: "query" }, "invalid_request"],
    [
      "an ID token in the query",
      { response_type: "id_token", response_mode: "query", scope: "openid", nonce: "n" },
      "invalid_request",
    ],
    ["an ID token without a nonce", { response_type: "id_token", scope: "openid" }, "invalid_request"],
    [
      "an ID token with an empty nonce",
      { response_type: "code id_token", scope: "openid", nonce: "" },
      "invalid_request",
    ],
    ["an ID token without openid", { response_type: "id_token", nonce: "n" }, "invalid_request"],
    ["an unknown audience", { audience: "urn:nowhere" }, "access_denied"],
    ["an organization for a client without", { organization: "org_1" }, "invalid_request"],
  ];
  for (const [name, change, error] of REFUSED) {
    it(`/authorize tells the client: ${name}`, async () => {
      const { status, address, answer } = await user.authorize(change);
      assert.deepEqual([status, address, answer.error, answer.state], [302, CALLBACK, error, "s"]);
      assert.deepEqual(Object.keys(answer), ["error", "error_description", "state"]);
    });
  }

  it("no method but those listed is answered", async () => {
    for (const [path, methods] of [
      ["/oauth/token", ["GET", "PUT", "DELETE", "PATCH"]],
      ["/oauth/revoke", ["GET", "DELETE"]],
      ["/userinfo", ["PUT", "DELETE"]],
      ["/authorize", ["PUT", "DELETE"]],
      ["/v2/logout", ["POST"]],
    ] as const) {
      for (const method of methods)
        assert.equal((await tenant.send(method, path)).status, 404, `${method} ${path}`);
    }
  });

  it("paths that climb or double their slashes reach nothing", async () => {
    for (const path of [
      "/oauth/../oauth/token/",
      "//oauth/token",
      "/oauth//token",
      "/oauth/token%2f",
      "/OAUTH/TOKEN",
      "/api/v2/../../oauth/token/x",
      "/.well-known/../jwks",
      "/.well-known/%2e%2e/keys",
    ]) {
      const { status } = await tenant.send("POST", path, "grant_type=client_credentials", FORM);
      assert.ok([401, 404].includes(status), `${path} ${status}`);
    }
  });
});
