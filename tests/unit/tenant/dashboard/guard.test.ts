/** What the dashboard refuses: forms of other pages, other names of this machine, frames, and markup in what it shows. */
import assert from "node:assert/strict";
import { createAdminApp } from "../../../../tenant/admin/app";
import type { Peer } from "../../../../tenant/peer";
import { type TestTenant, testTenant, URL_OF_TENANT } from "../fixture";
import { createApi } from "../oauth/browser";
import { idOf, ORIGIN, type Visitor, visitor } from "./visitor";

describe("the dashboard's guard", () => {
  let tenant: TestTenant;
  let person: Visitor;
  let posts: string[];
  let gets: string[];
  beforeEach(async () => {
    tenant = await testTenant();
    person = visitor(tenant);
    await createApi(tenant);
    const { location } = await person.submit("/_tenant/issue", { flow: "implicit", api: "" });
    const id = idOf(tenant, "urn:api");
    const app = createAdminApp(
      tenant,
      () => assert.fail(),
      () => assert.fail(),
    );
    const pathsOf = (method: string): string[] =>
      [...new Set(app.routes.filter((route) => route.method === method).map(({ path }) => path))].map(
        (path) =>
          path.replace("/apis/:id", `/apis/${id}`).replace("/tokens/:id", location.slice("/_tenant".length)),
      );
    const isForm = (path: string): boolean => !/\/(clock|faults|restore|reset)$/.test(path);
    posts = pathsOf("POST").filter(isForm);
    gets = pathsOf("GET").filter((path) =>
      /\/(assets|apis|tokens|new|issue|$)/.test(path.slice("/_tenant".length)),
    );
  });
  afterEach(() => tenant.close());

  it("is about every form and every page", () => {
    assert.equal(posts.length, 7, String(posts));
    assert.equal(gets.length, 8, String(gets));
  });

  const refusals: [
    what: string,
    headers: Record<string, string>,
    token: "good" | "none" | "wrong",
    status: number,
  ][] = [
    ["that says of no page that it comes from it", {}, "good", 403],
    ["of another site", { origin: "https://evil.example" }, "good", 403],
    ["of another port of this machine", { origin: "http://127.0.0.1:3000" }, "good", 403],
    ["of a page without an origin", { origin: "null" }, "good", 403],
    [
      "of another site, as the browser tells",
      { origin: ORIGIN, "sec-fetch-site": "cross-site" },
      "good",
      403,
    ],
    ["without the token", { origin: ORIGIN }, "none", 403],
    ["with another token", { origin: ORIGIN }, "wrong", 403],
    ["that is JSON", { origin: ORIGIN, "content-type": "application/json" }, "good", 415],
    ["that is plain text", { origin: ORIGIN, "content-type": "text/plain" }, "good", 415],
    ["that a proxy forwards", { origin: ORIGIN, "x-forwarded-for": "203.0.113.7" }, "good", 403],
  ];
  for (const [what, headers, kind, status] of refusals) {
    it(`refuses every form ${what}`, async () => {
      const good = await person.formToken();
      const tokens = { good: { form_token: good }, none: {}, wrong: { form_token: good.replace(/./, "-") } };
      const before = JSON.stringify(tenant.snapshot().collections);
      for (const path of posts) {
        const fields = {
          ...tokens[kind],
          advance: "1d",
          name: "x",
          identifier: "urn:x",
          token_lifetime: "1",
          flow: "implicit",
        };
        const answer = await person.post(path, fields, headers);
        assert.equal(answer.status, status, path);
      }
      assert.equal(JSON.stringify(tenant.snapshot().collections), before);
      assert.equal(tenant.clockControl.state().offsetSeconds, 0);
    });
  }

  it("takes the same form with both proofs", async () => {
    const answer = await person.post(
      "/_tenant/time",
      { form_token: await person.formToken(), advance: "1d" },
      { origin: ORIGIN, "sec-fetch-site": "same-origin" },
    );
    assert.equal(answer.status, 303);
    assert.equal(tenant.clockControl.state().offsetSeconds, 86_400);
  });

  it("refuses a token of another tenant", async () => {
    const other = await testTenant({}, { randomBytes: (size) => new Uint8Array(size).fill(7) });
    const form_token = await visitor(other).formToken();
    assert.notEqual(form_token, await person.formToken());
    const answer = await person.post("/_tenant/time", { form_token, advance: "1d" }, { origin: ORIGIN });
    assert.equal(answer.status, 403);
    assert.match(answer.body.message, /load the page again/);
    other.close();
  });

  async function ask(path: string, url: string, peer: Peer): Promise<number> {
    const outcome = await tenant.handle(new Request(`${url}${path}`), peer);
    return "response" in outcome ? outcome.response.status : 0;
  }

  it("answers to names of this machine only, on every page (DNS rebinding)", async () => {
    for (const path of gets) {
      assert.equal(await ask(path, "http://evil.example:4010", { loopback: true }), 421, path);
      assert.equal(await ask(path, URL_OF_TENANT, { loopback: false }), 403, path);
    }
  });

  it("lets no page around it, runs nothing inline, and loads nothing from elsewhere", async () => {
    for (const path of gets.filter((one) => !one.includes("/assets/") && one !== "/_tenant")) {
      const { status, headers, text } = await person.get(path);
      assert.equal(status, 200, path);
      const policy = headers.get("content-security-policy") ?? "";
      for (const directive of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]) {
        assert.ok(policy.split("; ").includes(directive), `${path}: ${directive}`);
      }
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      assert.equal(headers.get("x-frame-options"), "DENY");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("cache-control"), "no-store");
      // no-referrer would make the browser send `Origin: null` with every form.
      assert.equal(headers.get("referrer-policy"), "same-origin");
      assert.equal(headers.get("access-control-allow-origin"), null);
      assert.doesNotMatch(text, /<style|<script(?![^>]*\ssrc="\/_tenant\/)|\son\w+=|\sstyle=|javascript:/);
      for (const [, address = ""] of text.matchAll(/\s(?:src|href|action)="([^"]*)"/g)) {
        assert.match(address, /^(\/_tenant\/|#)/, `${path}: ${address}`);
      }
    }
  });

  it("goes back after the clock was set to its own pages only", async () => {
    for (const [here, expected] of [
      ["/_tenant/issue", "/_tenant/issue"],
      ["https://evil.example/", "/_tenant/"],
      ["//evil.example/_tenant/", "/_tenant/"],
      ["/_tenant/\\evil.example", "/_tenant/"],
      ["/_tenant/x\r\nset-cookie: a=b", "/_tenant/"],
    ]) {
      const form_token = await person.formToken();
      const answer = await person.post(
        "/_tenant/time",
        { form_token, advance: "1s", here: here ?? "" },
        { origin: ORIGIN },
      );
      assert.equal(answer.headers.get("location"), expected);
    }
  });

  it("shows hostile texts as texts, wherever they come from", async () => {
    const { store } = tenant.context;
    const hostile = (place: string): string =>
      `"'><img src=x onerror=alert(1)></textarea><script>${place}</script>&amp;`;
    const [api] = store.resourceServers.find({ identifier: "urn:api" });
    assert.ok(api);
    // In the store at once: no rule of the Management API is to be what protects the page.
    store.resourceServers.replace({
      ...api,
      name: hostile("name"),
      identifier: hostile("identifier"),
      allow_offline_access: true,
      scopes: [{ value: hostile("scope").replaceAll(" ", ""), description: hostile("description") }],
    });
    const web = store.clients.get("web");
    assert.ok(web);
    store.clients.replace({ ...web, name: hostile("client") });
    store.logs.insert({
      log_id: "1",
      type: "fapi",
      date: new Date(tenant.clock.now()).toISOString(),
      description: hostile("description"),
      user_name: hostile("user"),
      client_name: hostile("client"),
      user_agent: hostile("agent"),
      references: { correlation_id: hostile("correlation") },
      details: {
        request: {
          method: "patch",
          path: `/api/v2/resource-servers/${api.id}`,
          body: { [hostile("key")]: hostile("value") },
        },
      },
    });
    const { location } = await person.submit("/_tenant/issue", {
      flow: "authorization_code",
      api: api.id,
      profile: "openid",
      scope: hostile("asked"),
      offline: "on",
    });
    const { location: refused } = await person.submit("/_tenant/issue", {
      flow: "client_credentials",
      api: api.id,
      client: "local-admin",
    });
    const pages = [
      ...gets.filter((path) => !/assets|tokens/.test(path)),
      location,
      refused,
      `/_tenant/issue?api=${encodeURIComponent(hostile("query"))}`,
      `/_tenant/apis/${api.id}?saved=${encodeURIComponent(hostile("saved"))}`,
    ];
    let seen = "";
    for (const path of pages) {
      const { text } = await person.get(path);
      assert.doesNotMatch(text, /<img src=x|<script>/, path);
      seen += text;
    }
    for (const place of [
      "name",
      "identifier",
      "scope",
      "description",
      "client",
      "user",
      "agent",
      "correlation",
      "key",
      "value",
    ]) {
      assert.ok(seen.includes(`&lt;script&gt;${place}&lt;/script&gt;`), `${place} is shown`);
    }
  });

  it("has no secret on any page", async () => {
    await createApi(tenant, {
      identifier: "urn:hs",
      signing_alg: "HS256",
      signing_secret: "a-signing-secret-of-mine",
    });
    const { location } = await person.submit("/_tenant/issue", {
      flow: "authorization_code",
      api: idOf(tenant, "urn:api"),
      profile: "openid",
    });
    for (const path of ["/_tenant/", "/_tenant/issue", location, `/_tenant/apis/${idOf(tenant, "urn:hs")}`]) {
      const { text } = await person.get(path);
      assert.doesNotMatch(text, /web-secret|local-admin-secret|a-signing-secret-of-mine|"d":/, path);
    }
  });
});
