/**
 * How long tokens live, seen from outside: by what the flow says, by what jose verifies with the published keys, and by
 * what /userinfo still takes while the tenant's clock moves.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from "jose";
import { startTenant } from "../../../tenant/index";
import { browser, CALLBACK, createApi, type Served, serve } from "./served";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
const DAY = 86_400;

interface Tokens {
  access_token: string;
  expires_in: number;
  refresh_token?: string;
  id_token?: string;
  scope?: string;
}

describe("lifetimes over HTTP", () => {
  let served: Served;
  before(async () => {
    served = await serve();
    await createApi(served);
    await served.manage("POST", "client-grants", {
      client_id: "machine",
      audience: "urn:api",
      scope: ["read:x"],
    });
  });
  beforeEach(() => served.context.clock.reset());
  after(() => served.close());

  async function post<T = Tokens>(path: string, form: Record<string, string>): Promise<T> {
    const answer = await fetch(`${served.url}${path}`, { method: "POST", body: new URLSearchParams(form) });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return JSON.parse(text) as T;
  }
  const WEB = { client_id: "web", client_secret: "web-secret" };

  async function authorize(response_type: string, audience?: string): Promise<URLSearchParams> {
    const url = new URL("/authorize", served.url);
    const parameters = {
      client_id: "web",
      redirect_uri: CALLBACK,
      response_type,
      nonce: "n",
      scope: "openid offline_access read:x",
    };
    for (const [name, value] of Object.entries({
      ...parameters,
      ...(audience === undefined ? {} : { audience }),
    })) {
      url.searchParams.set(name, value);
    }
    const { location } = await browser()(url);
    return new URLSearchParams(location.hash === "" ? location.search : location.hash.slice(1));
  }
  const front =
    (response_type: string) =>
    async (audience?: string): Promise<Tokens> => {
      const answer = await authorize(response_type, audience);
      const idToken = answer.get("id_token");
      assert.equal(answer.get("refresh_token"), null);
      return {
        access_token: answer.get("access_token") ?? "",
        expires_in: Number(answer.get("expires_in")),
        scope: answer.get("scope") ?? "",
        ...(idToken === null ? {} : { id_token: idToken }),
      };
    };
  const back =
    (response_type: string) =>
    async (audience?: string): Promise<Tokens> => {
      const code = (await authorize(response_type, audience)).get("code") ?? "";
      return post("/oauth/token", { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...WEB });
    };
  async function device(audience?: string): Promise<Tokens> {
    const asked = {
      ...WEB,
      scope: "openid offline_access read:x",
      ...(audience === undefined ? {} : { audience }),
    };
    const started = await post<{ device_code: string; verification_uri_complete: string }>(
      "/oauth/device/code",
      asked,
    );
    await browser()(started.verification_uri_complete);
    return post("/oauth/token", { grant_type: DEVICE, device_code: started.device_code, ...WEB });
  }
  async function refreshed(audience?: string): Promise<Tokens> {
    const { refresh_token = "" } = await back("code")(audience);
    return post("/oauth/token", { grant_type: "refresh_token", refresh_token, ...WEB });
  }

  const userinfo = async (token: string): Promise<boolean> =>
    (await fetch(`${served.url}/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status === 200;
  async function verifies(token: string): Promise<boolean> {
    const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", served.url));
    const currentDate = new Date(served.context.clock.now());
    try {
      await jwtVerify(token, keys, {
        issuer: `${served.url}/`,
        audience: "urn:api",
        algorithms: ["RS256"],
        currentDate,
      });
      return true;
    } catch (error) {
      assert.ok(error instanceof errors.JWTExpired, String(error));
      return false;
    }
  }
  /** Works until the second before its end, and not in the second of its end. */
  async function assertDies(issuedAt: number, seconds: number, works: () => Promise<boolean>): Promise<void> {
    const { clock } = served.context;
    clock.freeze(issuedAt * 1_000);
    assert.equal(await works(), true, "at once");
    clock.advanceSeconds(seconds - 1);
    assert.equal(await works(), true, "in its last second");
    clock.advanceSeconds(1);
    assert.equal(await works(), false, "at its end");
  }

  const FLOWS: readonly [
    flow: string,
    ofApi: number,
    ofProfile: number,
    get: (audience?: string) => Promise<Tokens>,
  ][] = [
    ["authorization code", 900, DAY, back("code")],
    ["implicit, token", 300, 7_200, front("token")],
    ["implicit, id_token token", 300, 7_200, front("id_token token")],
    ["hybrid, code token, at /authorize", 300, DAY, front("code token")],
    ["hybrid, code id_token token, at /authorize", 300, DAY, front("code id_token token")],
    ["hybrid, code token, by the code", 900, DAY, back("code token")],
    ["hybrid, code id_token, by the code", 900, DAY, back("code id_token")],
    ["hybrid, code id_token token, by the code", 900, DAY, back("code id_token token")],
    ["refresh token", 900, DAY, refreshed],
    ["device code", 900, DAY, device],
  ];
  for (const [flow, ofApi, ofProfile, get] of FLOWS) {
    it(`${flow}: for the API ${ofApi} s`, async () => {
      served.context.clock.freeze();
      const { access_token, expires_in } = await get("urn:api");
      const { iat = 0, exp = 0, aud } = decodeJwt(access_token);
      assert.deepEqual([expires_in, exp - iat], [ofApi, ofApi]);
      assert.deepEqual(aud, ["urn:api", `${served.url}/userinfo`]);
      await assertDies(iat, ofApi, async () => {
        const both = [await verifies(access_token), await userinfo(access_token)];
        assert.equal(both[0], both[1], "jose and /userinfo agree");
        return both[0] === true;
      });
    });

    it(`${flow}: for the user-profile endpoint ${ofProfile} s, opaque, whatever any API says`, async () => {
      served.context.clock.freeze();
      const issuedAt = served.context.clock.nowSeconds();
      const { access_token, expires_in } = await get();
      assert.equal(expires_in, ofProfile);
      assert.ok(!access_token.includes("."));
      await assertDies(issuedAt, ofProfile, () => userinfo(access_token));
    });
  }

  it("client credentials: the API's own lifetime, never the web one, never a refresh token", async () => {
    const form = {
      grant_type: "client_credentials",
      client_id: "machine",
      client_secret: "s3cret: ü+%&",
      audience: "urn:api",
    };
    const { access_token, expires_in, ...rest } = await post("/oauth/token", form);
    const { iat = 0, exp = 0, aud } = decodeJwt(access_token);
    assert.deepEqual([expires_in, exp - iat, aud, rest.refresh_token], [900, 900, "urn:api", undefined]);
    await assertDies(iat, 900, () => verifies(access_token));
  });

  for (const response_type of ["id_token token", "code id_token token"]) {
    it(`${response_type}: at_hash and c_hash bind what came together, and the nonce is the one that was sent`, async () => {
      const answer = await authorize(response_type, "urn:api");
      const half = (text: string) =>
        createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
      const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", served.url));
      const { payload } = await jwtVerify(answer.get("id_token") ?? "", keys, {
        issuer: `${served.url}/`,
        audience: "web",
        algorithms: ["RS256"],
      });
      assert.equal(payload.at_hash, half(answer.get("access_token") ?? ""));
      assert.equal(
        payload.c_hash,
        response_type.startsWith("code") ? half(answer.get("code") ?? "") : undefined,
      );
      assert.equal(payload.nonce, "n");
      assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 36_000);
    });
  }

  it("implicit id_token alone: no access token, no hash", async () => {
    const answer = await authorize("id_token", "urn:api");
    assert.deepEqual([...answer.keys()], ["id_token"]);
    assert.equal(decodeJwt(answer.get("id_token") ?? "").at_hash, undefined);
  });

  it("a setting changed through the Management API reaches the next token of every flow, and no issued one", async () => {
    const before = await Promise.all([back("code")("urn:api"), front("token")("urn:api"), device("urn:api")]);
    const { refresh_token = "" } = before[0];
    await served.manage("PATCH", "resource-servers/urn%3Aapi", {
      token_lifetime: 120,
      token_lifetime_for_web: 60,
    });
    const exchanged = await post("/oauth/token", { grant_type: "refresh_token", refresh_token, ...WEB });
    const after = await Promise.all([back("code")("urn:api"), front("token")("urn:api"), device("urn:api")]);
    assert.deepEqual(
      before.map(({ expires_in }) => expires_in),
      [900, 300, 900],
    );
    assert.deepEqual(
      [...after, exchanged].map(({ expires_in }) => expires_in),
      [120, 60, 120, 120],
    );
    served.context.clock.advanceSeconds(121);
    for (const { access_token } of before) assert.equal(await userinfo(access_token), true);
    for (const { access_token } of [...after, exchanged]) assert.equal(await userinfo(access_token), false);
    await served.manage("PATCH", "resource-servers/urn%3Aapi", {
      token_lifetime: 900,
      token_lifetime_for_web: 300,
    });
  });

  it("where the web lifetime would be the longer one, the API's own holds", async () => {
    await served.manage("PATCH", "resource-servers/urn%3Aapi", { token_lifetime: 100 });
    assert.deepEqual(
      [(await front("token")("urn:api")).expires_in, (await back("code")("urn:api")).expires_in],
      [100, 100],
    );
    await served.manage("PATCH", "resource-servers/urn%3Aapi", { token_lifetime: 900 });
  });

  it("a refresh token's ends: absolute 30 days after the sign-in, idle by the client's setting", async () => {
    served.changeClient("web", {
      refresh_token: {
        rotation_type: "rotating",
        expiration_type: "expiring",
        token_lifetime: 30 * DAY,
        idle_token_lifetime: 15 * DAY,
      },
    });
    const { clock } = served.context;
    clock.freeze();
    const exchange = (refresh_token = "") =>
      fetch(`${served.url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({ grant_type: "refresh_token", refresh_token, ...WEB }),
      });
    const idle = await back("code")("urn:api");
    clock.advanceSeconds(15 * DAY);
    assert.equal((await exchange(idle.refresh_token)).status, 403);
    let { refresh_token } = await back("code")("urn:api");
    for (const seconds of [10 * DAY, 10 * DAY, 10 * DAY - 1]) {
      clock.advanceSeconds(seconds);
      const answer = await exchange(refresh_token);
      assert.equal(answer.status, 200);
      ({ refresh_token } = (await answer.json()) as Tokens);
    }
    clock.advanceSeconds(1);
    assert.equal((await exchange(refresh_token)).status, 403);
    served.changeClient("web", { refresh_token: {} });
  });
});

describe("startTenant({ now })", () => {
  it("a test's own clock ends tokens", async () => {
    let now = Date.parse("2030-01-01T00:00:00Z");
    const tenant = await startTenant({ now: () => now });
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      audience: tenant.audience,
    });
    const { access_token, expires_in } = (await (
      await fetch(`${tenant.url}/oauth/token`, { method: "POST", body })
    ).json()) as Tokens;
    const status = async () =>
      (
        await fetch(`${tenant.url}/api/v2/resource-servers`, {
          headers: { authorization: `Bearer ${access_token}` },
        })
      ).status;
    now += (expires_in - 1) * 1_000;
    assert.equal(await status(), 200);
    now += 1_000;
    assert.equal(await status(), 401);
    await tenant.close();
  });
});
