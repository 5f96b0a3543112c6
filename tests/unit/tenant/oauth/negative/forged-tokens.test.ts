/** Tokens that are forged, tampered with, expired, or meant for somebody else, at /userinfo and the Management API. */
import assert from "node:assert/strict";
import { createHmac, createPublicKey } from "node:crypto";
import { CompactSign, exportJWK, importJWK, type JWTPayload, SignJWT } from "jose";
import { scopesOf } from "../../../../../tenant/apis";
import { rsaKeys } from "../../../../support/keys";
import { claimsOf, headerOf, MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, changeApi, createApi } from "../browser";

describe("forged and misused tokens", () => {
  let tenant: TestTenant;
  let user: Browser;
  let managementToken: string;
  let userToken: string;
  before(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant);
    managementToken = (await tenant.token()).body.access_token;
    userToken = (await user.signIn({ scope: "openid profile read:x", audience: "urn:api" })).body
      .access_token;
  });
  after(() => tenant.close());

  const authorization = (token: string) => ({ authorization: `Bearer ${token}` });
  const userinfo = (token: string) => tenant.send("GET", "/userinfo", undefined, authorization(token));
  const management = (token: string) =>
    tenant.send("GET", "/api/v2/resource-servers", undefined, authorization(token));

  async function assertRefused(forUserinfo: string, forManagement: string): Promise<void> {
    const profile = await userinfo(forUserinfo);
    assert.deepEqual([profile.status, profile.text], [401, "Unauthorized"]);
    assert.match(profile.headers.get("www-authenticate") ?? "", /^Bearer realm="Users"/);
    const apis = await management(forManagement);
    assert.ok([400, 401].includes(apis.status), `${apis.status} ${apis.text}`);
    assert.doesNotMatch(apis.text, /identifier/);
  }
  const parts = (token: string): [string, string, string] => token.split(".") as [string, string, string];
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const both = async (forge: (token: string) => string | Promise<string>) =>
    assertRefused(await forge(userToken), await forge(managementToken));

  it("the genuine ones are taken (else nothing below says anything)", async () => {
    assert.equal((await userinfo(userToken)).status, 200);
    assert.equal((await management(managementToken)).status, 200);
  });

  async function publicKeyForms(): Promise<[name: string, secret: Buffer][]> {
    const { body } = await tenant.send("GET", "/.well-known/jwks.json");
    const [jwk] = body.keys;
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const spki = key.export({ format: "pem", type: "spki" }).toString();
    return [
      ["SPKI in PEM", Buffer.from(spki)],
      ["SPKI in PEM without the last line break", Buffer.from(spki.trim())],
      ["PKCS #1 in PEM", Buffer.from(key.export({ format: "pem", type: "pkcs1" }).toString())],
      ["SPKI in DER", key.export({ format: "der", type: "spki" })],
      ["the JWK's text", Buffer.from(JSON.stringify(jwk))],
      ["the modulus", Buffer.from(jwk.n, "base64url")],
      ["the modulus as text", Buffer.from(jwk.n)],
      ["nothing", Buffer.from("")],
    ];
  }

  for (let form = 0; form < 8; form++) {
    it(`HS256 with the public key as secret, form ${form + 1}`, async () => {
      const [, secret] = (await publicKeyForms())[form] ?? [];
      assert.ok(secret);
      await both((token) => {
        const input = `${encode({ ...headerOf(token), alg: "HS256" })}.${encode(claimsOf(token))}`;
        return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      });
    });
  }

  for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
    it(`alg "${alg}", with and without the signature`, async () => {
      await both((token) => `${encode({ ...headerOf(token), alg })}.${encode(claimsOf(token))}.`);
      await both(
        (token) => `${encode({ ...headerOf(token), alg })}.${encode(claimsOf(token))}.${parts(token)[2]}`,
      );
    });
  }

  it("the signature taken away, or of another token", async () => {
    await both((token) => `${parts(token).slice(0, 2).join(".")}.`);
    await both((token) => parts(token).slice(0, 2).join("."));
    await assertRefused(
      [...parts(userToken).slice(0, 2), parts(managementToken)[2]].join("."),
      [...parts(managementToken).slice(0, 2), parts(userToken)[2]].join("."),
    );
  });

  for (const alg of ["RS512", "PS256"] as const) {
    it(`the right claims and the right key, but ${alg}`, async () => {
      const key = await tenant.context.keys.signingKey(alg);
      await both((token) =>
        new SignJWT(claimsOf(token)).setProtectedHeader({ ...headerOf(token), alg }).sign(key),
      );
    });

    it(`a genuine signature under a header that says ${alg}`, async () => {
      await both((token) => `${encode({ ...headerOf(token), alg })}.${parts(token)[1]}.${parts(token)[2]}`);
    });
  }

  it("another key, under this tenant's key id, with its key in the header, or from an address in it", async () => {
    const { privateKey, publicKey } = rsaKeys();
    const jwk = await exportJWK(publicKey);
    for (const more of [
      {},
      { jwk },
      { jku: "http://127.0.0.1:9/jwks.json" },
      { x5u: "http://127.0.0.1:9/x" },
      { kid: "../../etc/passwd" },
    ]) {
      await both((token) =>
        new SignJWT(claimsOf(token)).setProtectedHeader({ ...headerOf(token), ...more }).sign(privateKey),
      );
    }
  });

  const CHANGES: readonly [name: string, change: (claims: JWTPayload) => JWTPayload][] = [
    ["a later end", (claims) => ({ ...claims, exp: (claims.exp ?? 0) + 1 })],
    ["more scope", (claims) => ({ ...claims, scope: `${claims.scope} admin` })],
    ["another user", (claims) => ({ ...claims, sub: "auth0|other" })],
    [
      "another audience",
      (claims) => ({ ...claims, aud: [MANAGEMENT_AUDIENCE, "http://127.0.0.1:4010/userinfo"] }),
    ],
  ];
  for (const [name, change] of CHANGES) {
    it(`tampered: ${name}`, async () => {
      await both((token) => [parts(token)[0], encode(change(claimsOf(token))), parts(token)[2]].join("."));
    });
  }

  const SIGNED: readonly [name: string, change: (claims: JWTPayload, now: number) => JWTPayload][] = [
    ["without an end", ({ exp: _, ...claims }) => claims],
    ["without a beginning", ({ iat: _, ...claims }) => claims],
    ["without a subject", ({ sub: _, ...claims }) => claims],
    ["with the end as a text", (claims) => ({ ...claims, exp: String(claims.exp) as unknown as number })],
    ["that ends now", (claims, now) => ({ ...claims, exp: now })],
    ["that is not yet valid", (claims, now) => ({ ...claims, nbf: now + 60 })],
    ["of another issuer", (claims) => ({ ...claims, iss: "http://127.0.0.1:4011/" })],
    ["of this issuer without its slash", (claims) => ({ ...claims, iss: "http://127.0.0.1:4010" })],
    ["for nobody", ({ aud: _, ...claims }) => claims],
    [
      "for nearly the right one",
      (claims) => ({ ...claims, aud: ["http://127.0.0.1:4010/userinfo/", "https://127.0.0.1:4010/api/v2"] }),
    ],
  ];
  for (const [name, change] of SIGNED) {
    it(`with the tenant's own signature, a token ${name}`, async () => {
      const key = await tenant.context.keys.signingKey("RS256");
      const now = tenant.clock.nowSeconds();
      await both((token) =>
        new SignJWT(change(claimsOf(token), now)).setProtectedHeader(headerOf(token)).sign(key),
      );
    });
  }

  it("claims that are no JSON object, with the tenant's own signature", async () => {
    const key = await tenant.context.keys.signingKey("RS256");
    for (const text of ["[]", "null", "1", '"x"', "{", ""]) {
      const token = await new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: "RS256" })
        .sign(key);
      await assertRefused(token, token);
    }
  });

  it("unknown critical header members", async () => {
    await both(
      (token) => `${encode({ ...headerOf(token), crit: ["exp"] })}.${parts(token)[1]}.${parts(token)[2]}`,
    );
  });

  it("an ID token is no access token, neither here nor there", async () => {
    const { body } = await user.signIn({ scope: "openid profile", audience: "urn:api" });
    await assertRefused(body.id_token, body.id_token);
    const { answer } = await user.authorize({ response_type: "id_token", scope: "openid", nonce: "n" });
    assert.ok(answer.id_token);
    await assertRefused(answer.id_token, answer.id_token);
  });

  it("a token of another API, with and without openid", async () => {
    const withOpenid = (await user.signIn({ scope: "openid", audience: "urn:api" })).body.access_token;
    const without = (await user.signIn({ scope: "read:x", audience: "urn:api" })).body.access_token;
    assert.equal((await management(withOpenid)).status, 401);
    await assertRefused(without, without);
  });

  it("tokens of an API with HS256 or PS256, which this endpoint cannot or must not verify", async () => {
    for (const signing_alg of ["HS256", "PS256"]) {
      await createApi(tenant, { identifier: `urn:${signing_alg}`, signing_alg });
      const { body } = await user.signIn({ scope: "openid", audience: `urn:${signing_alg}` });
      assert.equal(headerOf(body.access_token).alg, signing_alg);
      await assertRefused(body.access_token, body.access_token);
    }
  });

  it("a client's own token has no user: nothing at /userinfo", async () => {
    assert.equal((await userinfo(managementToken)).status, 401);
  });

  it("an opaque token is refused by the Management API, and so is one that nobody issued", async () => {
    const { body } = await user.signIn({ scope: "openid" });
    assert.equal((await userinfo(body.access_token)).status, 200);
    assert.equal((await management(body.access_token)).status, 400);
    const [record] = tenant.context.store.opaqueTokens.find({});
    for (const guess of [
      record?.id ?? "",
      "A".repeat(32),
      body.access_token.toLowerCase(),
      `${body.access_token}A`,
    ]) {
      assert.equal((await userinfo(guess)).status, 401);
    }
  });

  it("a token in the query, a form, a cookie or with another scheme is not taken", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const answers = [
      await tenant.send("GET", `/userinfo?access_token=${userToken}`),
      await tenant.send("POST", "/userinfo", `access_token=${userToken}`, form),
      await tenant.send("GET", "/userinfo", undefined, { cookie: `access_token=${userToken}` }),
      await tenant.send("GET", "/userinfo", undefined, { authorization: userToken }),
      await tenant.send("GET", "/userinfo", undefined, { authorization: `Basic ${userToken}` }),
      await tenant.send("GET", "/userinfo", undefined, { authorization: `DPoP ${userToken}` }),
      await tenant.send("GET", "/userinfo", undefined, {
        authorization: `Bearer ${userToken}, Bearer ${userToken}`,
      }),
      await tenant.send("GET", `/api/v2/resource-servers?access_token=${managementToken}`),
    ];
    for (const { status } of answers) assert.equal(status, 401);
  });

  it("nothing at /userinfo of a user who is blocked or gone", async () => {
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    users.replace({ ...developer, blocked: true });
    assert.equal((await userinfo(userToken)).status, 401);
    users.remove("auth0|dev");
    assert.equal((await userinfo(userToken)).status, 401);
    users.insert(developer);
    assert.equal((await userinfo(userToken)).status, 200);
  });

  it("a user's token for the Management API has no scope of administrators, whichever is asked for", async () => {
    const [own] = tenant.context.store.resourceServers.find({ identifier: MANAGEMENT_AUDIENCE });
    const scopes = own === undefined ? [] : scopesOf(own);
    assert.ok(scopes.length > 40);
    const attempts = [scopes.join(" "), ...scopes.map((scope) => `openid ${scope}`)];
    for (const scope of attempts) {
      for (const audience of [MANAGEMENT_AUDIENCE, "http://localhost:4010/api/v2/"]) {
        const { answer } = await user.authorize({ response_type: "code", scope, audience });
        const [record] = tenant.context.store.authorizationCodes.find({}).slice(-1);
        assert.ok(answer.code && record);
        for (const given of record.scope) {
          assert.ok(given === "openid" || given.includes(":current_user"), given);
        }
      }
    }
    const { body } = await user.signIn({ scope: scopes.join(" "), audience: MANAGEMENT_AUDIENCE });
    for (const [method, path] of [
      ["GET", "resource-servers"],
      ["GET", "client-grants"],
      ["DELETE", "resource-servers/urn%3Aapi"],
    ] as const) {
      const { status } = await tenant.send(
        method,
        `/api/v2/${path}`,
        undefined,
        authorization(body.access_token),
      );
      assert.equal(status, 403, path);
    }
  });

  it("a token lives until the second of its end, at both endpoints", async () => {
    await changeApi(tenant, { token_lifetime: 100, token_lifetime_for_web: 100 });
    const { body } = await user.signIn({ scope: "openid", audience: "urn:api" });
    const own = (await tenant.token()).body;
    tenant.clock.advanceSeconds(99);
    assert.equal((await userinfo(body.access_token)).status, 200);
    tenant.clock.advanceSeconds(1);
    assert.equal((await userinfo(body.access_token)).status, 401);
    tenant.clock.advanceSeconds(own.expires_in - 101);
    assert.equal((await management(own.access_token)).status, 200);
    tenant.clock.advanceSeconds(1);
    assert.equal((await management(own.access_token)).status, 401);
  });

  it("the key set tells the public key only", async () => {
    const { body } = await tenant.send("GET", "/.well-known/jwks.json");
    for (const key of body.keys) {
      assert.deepEqual(Object.keys(key).sort(), ["e", "kid", "kty", "n", "use"]);
      await assert.doesNotReject(importJWK(key, "RS256"));
    }
  });
});
