/** Tokens issued in the dashboard: really issued, and explained as they are. */
import assert from "node:assert/strict";
import { FLOWS } from "../../../../provider/model/lifetimes";
import type { OfflineRefusal } from "../../../../tenant/oauth/refresh-scope";
import type { TenantOptions } from "../../../../tenant/options";
import { rsaPem } from "../../../support/keys";
import { claimsOf, type TestTenant, testTenant } from "../fixture";
import { changeApi, changeClient, createApi } from "../oauth/browser";
import { type Fields, idOf, textOf, unescaped, type Visitor, visitor } from "./visitor";

type Page = Awaited<ReturnType<Visitor["submit"]>>;

describe("tokens in the dashboard", () => {
  let tenant: TestTenant;
  let person: Visitor;
  async function begin(options: TenantOptions = {}): Promise<void> {
    tenant = await testTenant(options);
    person = visitor(tenant);
    await createApi(tenant, { allow_offline_access: true });
    await tenant.call("POST", "client-grants", {
      client_id: "local-admin",
      audience: "urn:api",
      scope: ["read:x"],
    });
  }
  beforeEach(() => begin());
  afterEach(() => tenant.close());

  /** As the panel stands at first, for the API, but for the changes. */
  const issue = (change: Fields = {}): Promise<Page> =>
    person.submit("/_tenant/issue", {
      flow: "authorization_code",
      api: idOf(tenant, "urn:api"),
      client: "",
      profile: ["openid", "profile"],
      scope: "read:x",
      offline: "on",
      ...change,
    });
  const reissue = (page: Page, what: string, fields: Fields = {}): Promise<Page> =>
    person.submit(`${page.location.split("#")[0]}/${what}`, fields);
  const tokensOf = (page: { text: string }, name = "access token"): string[] =>
    [...page.text.matchAll(new RegExp(`<pre[^>]*aria-label="${name}"><code>([^<]+)</code>`, "g"))].map(
      ([, token]) => unescaped(token ?? ""),
    );
  const expiriesOf = (page: { text: string }): number[] =>
    [...page.text.matchAll(/data-expires="(\d+)"/g)].map(([, seconds]) => Number(seconds));

  it("says of every flow that can be chosen what it does", async () => {
    const { text } = await person.get("/_tenant/issue");
    const offered = [...text.matchAll(/name="flow" value="(\w+)"/g)].map(([, flow]) => flow);
    // Nobody should use passwords (RFC 9700, section 2.4); the tenant has no such grant.
    assert.deepEqual(offered.sort(), FLOWS.filter((flow) => flow !== "password").toSorted());
  });

  it("is ready for the API that it is asked for", async () => {
    const id = idOf(tenant, "urn:api");
    const { text } = await person.get(`/_tenant/issue?api=${id}`);
    assert.match(text, new RegExp(`<option value="${id}" selected>`));
    assert.match(text, new RegExp(`data-scopes-of="${id}">`));
    assert.match(
      text,
      new RegExp(`data-scopes-of="${idOf(tenant, tenant.context.names.managementAudience)}" hidden>`),
    );
  });

  const lifetimes: [
    flow: string,
    ofApi: number[],
    why: RegExp,
    ofProfile: number[] | undefined,
    fixed: RegExp | undefined,
  ][] = [
    [
      "authorization_code",
      [900],
      /900 s \(15 minutes\): the API’s Token Expiration, because the token endpoint issued it\./,
      [86_400],
      /86400 s \(24 hours\): fixed/,
    ],
    [
      "implicit",
      [300],
      /300 s \(5 minutes\): the API’s Token Expiration For Browser Flows, because \/authorize itself issued it\./,
      [7_200],
      /7200 s \(2 hours\): fixed: .* from the implicit flow/,
    ],
    [
      "hybrid",
      [300, 900],
      /300 s \(5 minutes\): the API’s Token Expiration For Browser.*900 s \(15 minutes\): the API’s Token Expiration,/,
      [86_400, 86_400],
      /86400 s \(24 hours\): fixed/,
    ],
    [
      "device_code",
      [900],
      /900 s \(15 minutes\): the API’s Token Expiration,/,
      [86_400],
      /86400 s \(24 hours\): fixed/,
    ],
    [
      "refresh_token",
      [900, 900],
      /900 s \(15 minutes\): the API’s Token Expiration,/,
      [86_400, 86_400],
      /fixed/,
    ],
    ["client_credentials", [900], /900 s \(15 minutes\): the API’s Token Expiration,/, undefined, undefined],
  ];
  for (const [flow, ofApi, why, ofProfile, fixed] of lifetimes) {
    it(`performs ${flow}, shows what the tokens say, and which rule made them so`, async () => {
      const now = tenant.clock.nowSeconds();
      const page = await issue({ flow });
      const tokens = tokensOf(page);
      assert.deepEqual(
        tokens.map((token) => claimsOf(token).exp - claimsOf(token).iat),
        ofApi,
      );
      assert.deepEqual(
        expiriesOf(page),
        ofApi.map((seconds) => now + seconds),
      );
      assert.match(textOf(page), why);
      for (const [name, value] of Object.entries(claimsOf(tokens[0] ?? ""))) {
        assert.ok(
          unescaped(page.text).includes(`<code>${name}</code></th><td><code>${JSON.stringify(value)}</code>`),
          name,
        );
      }
      const alone = await issue({ flow, api: "", scope: "" });
      if (ofProfile === undefined || fixed === undefined) {
        return assert.match(textOf(alone), /The tenant gave no token\. access_denied: Non-global clients/);
      }
      assert.deepEqual(
        expiriesOf(alone),
        ofProfile.map((seconds) => now + seconds),
      );
      assert.match(textOf(alone), fixed);
      assert.match(textOf(alone), /It is opaque/);
    });
  }

  it("says that a longer time for browser flows does not count", async () => {
    await changeApi(tenant, { token_lifetime: 120 });
    const page = await issue({ flow: "implicit" });
    assert.deepEqual(expiriesOf(page), [tenant.clock.nowSeconds() + 120]);
    assert.match(
      textOf(page),
      /120 s \(2 minutes\): the API’s Token Expiration: .* the time for browser flows is longer/,
    );
  });

  it("says that the setting has changed since, and that the token keeps its time", async () => {
    const { location } = await issue();
    await changeApi(tenant, { token_lifetime: 60, token_lifetime_for_web: 60 });
    const page = await person.get(location);
    assert.match(
      textOf(page),
      /The setting is 60 s \(1 minute\) by now\. This token keeps its 900 s \(15 minutes\)/,
    );
    assert.deepEqual(expiriesOf(page), [tenant.clock.nowSeconds() + 900]);
  });

  describe("whether a refresh token came, and why", () => {
    type Case = [what: string, set: () => Promise<void> | void, change: Fields, comes: boolean, why: RegExp];
    const NO_CLIENT = (): void => changeClient(tenant, { grant_types: ["authorization_code", "implicit"] });
    const cases: Case[] = [
      [
        "asked for and allowed",
        () => {},
        {},
        true,
        /asked for with offline_access, the client may use it, and the API allowed/,
      ],
      ["not asked for", () => {}, { offline: "" }, false, /not asked for: the scope had no offline_access/],
      [
        "not allowed by the API",
        async () => void (await changeApi(tenant, { allow_offline_access: false })),
        {},
        false,
        /but the API does not allow offline access\. The flow succeeds without one\./,
      ],
      [
        "not for this client",
        NO_CLIENT,
        { client: "web" },
        false,
        /but the client may not use refresh tokens/,
      ],
      [
        "without an API",
        () => {},
        { api: "" },
        true,
        /without an API the switch refreshTokenWithoutApi issues it/,
      ],
      ["by the implicit flow", () => {}, { flow: "implicit" }, false, /The implicit flow never brings one/],
      [
        "by client credentials",
        () => {},
        { flow: "client_credentials" },
        false,
        /Client credentials never bring one/,
      ],
      ["by the hybrid flow", () => {}, { flow: "hybrid" }, true, /asked for with offline_access/],
      ["by a device", () => {}, { flow: "device_code" }, true, /asked for with offline_access/],
      [
        "by the refresh flow although nobody ticked it",
        () => {},
        { flow: "refresh_token", offline: "" },
        true,
        /asked for with offline_access/,
      ],
      [
        "by the refresh flow where the API forbids it",
        async () => void (await changeApi(tenant, { allow_offline_access: false })),
        { flow: "refresh_token" },
        false,
        /the API does not allow offline access/,
      ],
    ];
    for (const [what, set, change, comes, why] of cases) {
      it(what, async () => {
        await set();
        const page = await issue(change);
        assert.equal(tokensOf(page, "refresh token").length, comes ? 1 : 0);
        assert.match(textOf(page), new RegExp(`Refresh token ${comes ? "Issued" : "Not issued"} `));
        assert.match(textOf(page), why);
        assert.doesNotMatch(textOf(page), /gave no token/);
      });
    }

    it("withheld by the switch where there is no API", async () => {
      tenant.close();
      await begin({ switches: { refreshTokenWithoutApi: "withhold" } });
      const page = await issue({ api: "" });
      assert.equal(tokensOf(page, "refresh token").length, 0);
      assert.match(textOf(page), /there is no API, and the switch refreshTokenWithoutApi withholds it then/);
      const known: Record<OfflineRefusal, true> = {
        "withheld-without-api": true,
        "client-may-not-refresh": true,
        "api-does-not-allow": true,
      };
      assert.equal(Object.keys(known).length, 3, "each of them is told above");
    });
  });

  it("uses the refresh token, again and again where the client does not rotate, and once where it does", async () => {
    const first = await issue({ client: "web" });
    tenant.clock.advanceSeconds(3_600);
    const second = await reissue(first, "refresh");
    assert.notEqual(second.location, first.location);
    assert.deepEqual(expiriesOf(second), [tenant.clock.nowSeconds() + 900]);
    assert.match(textOf(second), /with the refresh token of an earlier result/);
    assert.deepEqual(tokensOf(second, "refresh token"), tokensOf(first, "refresh token"));
    assert.equal((await reissue(first, "refresh")).status, 200);

    const rotating = await issue({ client: "spa" });
    const next = await reissue(rotating, "refresh");
    assert.notDeepEqual(tokensOf(next, "refresh token"), tokensOf(rotating, "refresh token"));
    const reused = await reissue(rotating, "refresh");
    assert.match(
      textOf(reused),
      /The tenant gave no token\. invalid_grant: Unknown or invalid refresh token\. \(\/oauth\/token, 403\)/,
    );
    assert.match(textOf(await reissue(next, "refresh")), /invalid_grant/, "reuse ends the family");
  });

  it("calls /userinfo: accepted while the token lives, refused in the second of its end", async () => {
    for (const change of [{}, { api: "", scope: "", flow: "implicit" }]) {
      const page = await issue(change);
      const life = (expiriesOf(page)[0] ?? 0) - tenant.clock.nowSeconds();
      tenant.clock.advanceSeconds(life - 1);
      const alive = await reissue(page, "userinfo", { token: "0" });
      assert.match(textOf(alive), /Alive, 1 second left .*\/userinfo: 200 accepted .*"sub":"auth0\|dev"/);
      tenant.clock.advanceSeconds(1);
      const dead = await reissue(page, "userinfo", { token: "0" });
      assert.match(textOf(dead), /Expired 0 seconds ago .*\/userinfo: 401 refused .*invalid_token/);
      assert.match(dead.text, /data-state="dead"/);
    }
  });

  it("lists what it issued, newest first, until a reset", async () => {
    const { location } = await issue();
    await issue({ flow: "client_credentials", client: "web" });
    const [, recent = ""] = textOf(await person.get("/_tenant/issue")).split("Issued here");
    assert.match(
      recent,
      /^ Client credentials urn:api Refused Authorization code urn:api Alive, 15 minutes left/,
    );
    tenant.reset();
    assert.equal((await person.get(location)).status, 404);
    assert.match(textOf(await person.get("/_tenant/issue")), /Issued here Nothing yet/);
  });

  it("keeps the last 50 results", async () => {
    const { location } = await issue({ flow: "client_credentials" });
    const form_token = await person.formToken();
    for (let count = 0; count < 50; count += 1) {
      await person.post(
        "/_tenant/issue",
        { flow: "client_credentials", api: idOf(tenant, "urn:api"), form_token },
        { origin: "http://127.0.0.1:4010" },
      );
    }
    assert.equal((await person.get(location)).status, 404);
  });

  it("shows the requests that it sent, with secrets blotted out", async () => {
    const page = await issue({ client: "web" });
    const text = textOf(page);
    assert.match(
      text,
      /GET \/authorize answered 302 client_id web redirect_uri http:\/\/localhost:3999\/cb scope openid profile read:x offline_access audience urn:api/,
    );
    assert.match(
      text,
      /POST \/oauth\/token answered 200 grant_type authorization_code code •+ .*code_verifier •+ client_id web client_secret •+/,
    );
    const sent = tenant
      .requests()
      .slice(-2)
      .map(({ method, path }) => `${method} ${path.split("?")[0]}`);
    assert.deepEqual(sent, ["GET /authorize", "POST /oauth/token"]);
  });

  it("offers the client grant that a machine lacks", async () => {
    await createApi(tenant, { identifier: "urn:new", scopes: [{ value: "read:n" }] });
    const refused = await issue({ flow: "client_credentials", api: idOf(tenant, "urn:new"), scope: "" });
    assert.match(textOf(refused), /Client is not authorized to access "urn:new"\..* Authorize the client /);
    const page = await reissue(refused, "grant");
    assert.deepEqual(claimsOf(tokensOf(page)[0] ?? "").scope, "read:n");
    assert.equal(tenant.context.store.clientGrants.count({ audience: "urn:new" }), 1);
    const again = await reissue(refused, "grant");
    assert.equal(again.status, 400);
    assert.match(textOf(again), /refuses it \(409\)/);
  });

  const problems: [what: string, change: Fields, set: () => void, message: RegExp][] = [
    [
      "a flow that the client may not use",
      { flow: "implicit", client: "local-admin" },
      () => {},
      /\/authorize answers 4\d\d, on a page: .*callback|redirect_uri|no callback address/,
    ],
    [
      "a grant that the client lacks",
      { flow: "implicit", client: "web" },
      () => changeClient(tenant, { grant_types: ["authorization_code"] }),
      /answers 403, on a page: unauthorized_client: Grant type 'implicit' not allowed for the client\./,
    ],
    [
      "scopes that a machine was not granted",
      { flow: "client_credentials", scope: "write:x" },
      () => {},
      /Client has not been granted scopes: write:x/,
    ],
    ["an unknown client", { client: "nobody" }, () => {}, /There is no client nobody\./],
    [
      "a user who is blocked",
      {},
      () => changeUser({ blocked: true }),
      /unauthorized: user is blocked \(\/authorize\)/,
    ],
    [
      "a client that signs its requests",
      { client: "web" },
      () => changeClient(tenant, { public_key: "-----BEGIN PUBLIC KEY-----" }),
      /signs its requests with a private key that the tenant does not have/,
    ],
    [
      "a token endpoint that breaks the connection",
      {},
      () => void tenant.faults.add({ match: { path: "token-endpoint" }, reset: "before" }),
      /\/oauth\/token gave no answer: fetch failed \(read ECONNRESET\)/,
    ],
    [
      "a token endpoint that is down",
      {},
      () => void tenant.faults.add({ match: { path: "token-endpoint" }, status: 503, body: "down" }),
      /\/oauth\/token answered 503 with a body that is not JSON/,
    ],
  ];
  it("takes no answer of /authorize that is not for its own request", async () => {
    const location = "http://localhost:3999/cb?code=injected&state=of-somebody-else";
    tenant.faults.add({ match: { path: "/authorize" }, status: 302, headers: { location } });
    assert.match(textOf(await issue()), /\/authorize gave back another state than was sent\./);
    assert.equal(tenant.requests().at(-1)?.path.split("?")[0], "/authorize", "the code goes nowhere");
  });

  const changeUser = (change: object): void => {
    const user = tenant.context.store.users.get("auth0|dev");
    if (user !== undefined) tenant.context.store.users.replace({ ...user, ...change });
  };
  for (const [what, change, set, message] of problems) {
    it(`tells of ${what}, in the tenant's words, and issues nothing`, async () => {
      set();
      const page = await issue(change);
      assert.match(textOf(page), /^.*No token by/);
      assert.match(textOf(page), message);
      assert.deepEqual([...tokensOf(page), ...tokensOf(page, "refresh token")], []);
    });
  }

  it("says that no client may use a flow, and that an API is gone", async () => {
    for (const client of tenant.context.store.clients.find({}))
      tenant.context.store.clients.replace({ ...client, grant_types: [] });
    const none = await issue();
    assert.equal(none.status, 400);
    assert.match(textOf(none), /No client of this tenant may use this flow/);
    assert.match(textOf(await issue({ api: "no-such-id" })), /There is no such API any more/);
  });

  it("shows of an encrypted token its header alone", async () => {
    const pem = rsaPem();
    const encryption_key = { name: "k", alg: "RSA-OAEP-256", pem };
    const { status, text } = await changeApi(tenant, {
      token_encryption: { format: "compact-nested-jwe", encryption_key },
    });
    assert.equal(status, 200, text);
    const page = await issue();
    assert.match(
      textOf(page),
      /It is encrypted to the API’s key: only the API can read what it says\. Header alg "RSA-OAEP-256"/,
    );
    assert.deepEqual(expiriesOf(page), [tenant.clock.nowSeconds() + 900]);
  });
});
