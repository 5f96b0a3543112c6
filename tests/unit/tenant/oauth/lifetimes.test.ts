/** How long tokens live, flow by flow: `expires_in`, `exp - iat` and the moment they stop working agree. */
import assert from "node:assert/strict";
import { errors, type JWK, jwtVerify } from "jose";
import { claimsOf, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, CALLBACK, changeApi, changeClient, createApi } from "./browser";

const OPENID = "openid profile";
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

describe("lifetimes", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant, { allow_offline_access: true });
  });
  afterEach(() => tenant.close());

  async function userinfo(token: string): Promise<number> {
    return (await tenant.send("GET", "/userinfo", undefined, { authorization: `Bearer ${token}` })).status;
  }

  /** Works until the second before, and not in the second of its expiry. */
  async function assertLives(seconds: number, works: () => Promise<boolean>): Promise<void> {
    assert.equal(await works(), true, "works at once");
    tenant.clock.advanceSeconds(seconds - 1);
    assert.equal(await works(), true, `works after ${seconds - 1} s`);
    tenant.clock.advanceSeconds(1);
    assert.equal(await works(), false, `is dead after ${seconds} s`);
  }

  async function verifies(token: string): Promise<boolean> {
    const { body } = await tenant.send("GET", "/.well-known/jwks.json");
    try {
      await jwtVerify(token, body.keys[0] as JWK, {
        algorithms: ["RS256"],
        audience: "urn:api",
        issuer: "http://127.0.0.1:4010/",
        currentDate: new Date(tenant.clock.now()),
      });
      return true;
    } catch (error) {
      assert.ok(error instanceof errors.JWTExpired, String(error));
      return false;
    }
  }

  interface Got {
    access_token: string;
    expires_in: number | string;
  }
  const flows: readonly [
    flow: string,
    ofApi: number,
    ofProfile: number,
    get: (audience?: string) => Promise<Got>,
  ][] = [
    ["code", 900, 86_400, async (audience) => (await user.signIn({ scope: OPENID, audience })).body],
    ["implicit", 300, 7_200, (audience) => atAuthorize("token", audience)],
    ["implicit with an ID token", 300, 7_200, (audience) => atAuthorize("id_token token", audience)],
    ["hybrid", 300, 86_400, (audience) => atAuthorize("code token", audience)],
    ["hybrid with an ID token", 300, 86_400, (audience) => atAuthorize("code id_token token", audience)],
    [
      "the code of a hybrid flow",
      900,
      86_400,
      async (audience) =>
        (await user.signIn({ scope: OPENID, audience, response_type: "code token", nonce: "n" })).body,
    ],
    [
      "refresh token",
      900,
      86_400,
      async (audience) => {
        const { body } = await user.signIn({ scope: `${OPENID} offline_access`, audience });
        return (await user.token({ grant_type: "refresh_token", refresh_token: body.refresh_token })).body;
      },
    ],
    [
      "device code",
      900,
      86_400,
      async (audience) => {
        const form = new URLSearchParams({ client_id: "native", scope: OPENID });
        if (audience !== undefined) form.set("audience", audience);
        const { body } = await tenant.send("POST", "/oauth/device/code", form.toString(), {
          "content-type": "application/x-www-form-urlencoded",
        });
        await user.get(`/activate?user_code=${body.user_code}`);
        const { device_code } = body;
        return (
          await user.token({ grant_type: DEVICE, client_id: "native", client_secret: undefined, device_code })
        ).body;
      },
    ],
  ];

  async function atAuthorize(response_type: string, audience?: string): Promise<Got> {
    const { answer } = await user.authorize({ response_type, scope: OPENID, audience, nonce: "n" });
    return { access_token: String(answer.access_token), expires_in: Number(answer.expires_in) };
  }

  for (const [flow, ofApi, ofProfile, get] of flows) {
    it(`${flow}: a token of an API lives ${ofApi} s`, async () => {
      const { access_token, expires_in } = await get("urn:api");
      const { iat, exp, aud } = claimsOf(access_token);
      assert.equal(expires_in, ofApi);
      assert.equal(exp - iat, ofApi);
      assert.equal(iat, tenant.clock.nowSeconds());
      assert.deepEqual(aud, ["urn:api", "http://127.0.0.1:4010/userinfo"]);
      await assertLives(ofApi, async () => {
        const [jose, profile] = [await verifies(access_token), (await userinfo(access_token)) === 200];
        assert.equal(jose, profile, "jose and /userinfo agree");
        return jose;
      });
    });

    it(`${flow}: a token for the user-profile endpoint is opaque and lives ${ofProfile} s, whatever any API says`, async () => {
      await changeApi(tenant, { token_lifetime: 60, token_lifetime_for_web: 60 });
      const { access_token, expires_in } = await get();
      assert.equal(expires_in, ofProfile);
      assert.match(access_token, /^[A-Za-z0-9]{32}$/);
      await assertLives(ofProfile, async () => (await userinfo(access_token)) === 200);
    });
  }

  it("the audience of the user-profile endpoint, by any name of the tenant, is no API", async () => {
    for (const audience of ["http://127.0.0.1:4010/userinfo", "https://localhost:4010/userinfo"]) {
      const { body } = await user.signIn({ scope: OPENID, audience });
      assert.deepEqual([body.expires_in, body.access_token.length], [86_400, 32]);
    }
    assert.equal(
      (await user.authorize({ audience: "https://else.example/userinfo" })).answer.error,
      "access_denied",
    );
  });

  it("where the web lifetime is the longer one, the API's own holds", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:short", token_lifetime: 60 });
    const { answer } = await user.authorize({ response_type: "token", audience: "urn:short" });
    assert.equal(answer.expires_in, "60");
  });

  it("a change reaches the next token, by refresh too, and leaves issued ones alone", async () => {
    const first = (await user.signIn({ scope: `${OPENID} offline_access`, audience: "urn:api" })).body;
    await changeApi(tenant, { token_lifetime: 60 });
    const second = (await user.signIn({ scope: OPENID, audience: "urn:api" })).body;
    const refreshed = (await user.token({ grant_type: "refresh_token", refresh_token: first.refresh_token }))
      .body;
    assert.deepEqual([first.expires_in, second.expires_in, refreshed.expires_in], [900, 60, 60]);
    tenant.clock.advanceSeconds(61);
    assert.equal(await userinfo(first.access_token), 200, "issued before: lives on");
    assert.equal(await userinfo(second.access_token), 401, "issued after: dead");
    assert.equal(await userinfo(refreshed.access_token), 401);
  });

  it("after expiry the flow, repeated, and the refresh token regain access", async () => {
    const { body } = await user.signIn({ scope: `${OPENID} offline_access`, audience: "urn:api" });
    tenant.clock.advanceSeconds(900);
    assert.equal(await userinfo(body.access_token), 401);
    const again = await user.signIn({ scope: OPENID, audience: "urn:api", prompt: "none" });
    assert.equal(await userinfo(again.body.access_token), 200);
    const refreshed = await user.token({ grant_type: "refresh_token", refresh_token: body.refresh_token });
    assert.equal(await userinfo(refreshed.body.access_token), 200);
  });

  it("a change between code and token counts: the token is issued after it", async () => {
    const { answer } = await user.authorize({ audience: "urn:api" });
    await changeApi(tenant, { token_lifetime: 60 });
    const { code } = answer;
    const { body } = await user.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK });
    assert.equal(body.expires_in, 60);
  });

  it("a Default Audience of the tenant turns requests without an audience into requests for that API", async () => {
    tenant.context.store.setMeta("tenant_settings", JSON.stringify({ default_audience: "urn:api" }));
    const { body } = await user.signIn({ scope: OPENID });
    assert.equal(body.expires_in, 900);
    assert.equal((await atAuthorize("token")).expires_in, 300);
    const profile = await user.signIn({ scope: OPENID, audience: "http://127.0.0.1:4010/userinfo" });
    assert.equal(profile.body.expires_in, 86_400, "asked for by name, the profile endpoint is still meant");
  });

  it("an ID token lives 36,000 s, or as the client says, whatever the API says", async () => {
    const idToken = async () => {
      const { iat, exp } = claimsOf(
        (await user.signIn({ scope: OPENID, audience: "urn:api" })).body.id_token,
      );
      return exp - iat;
    };
    assert.equal(await idToken(), 36_000);
    changeClient(tenant, { jwt_configuration: { alg: "RS256", lifetime_in_seconds: 120 } });
    assert.equal(await idToken(), 120);
  });
});
