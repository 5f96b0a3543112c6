import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { MANAGEMENT_AUDIENCE, START_SECONDS, type TestTenant, testTenant, URL_OF_TENANT } from "../fixture";

describe("authentication of Management API calls", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const list = (headers: Record<string, string>) =>
    tenant.send("GET", "/api/v2/resource-servers", undefined, headers);
  const bearer = (token: string) => list({ authorization: `Bearer ${token}` });
  const good = {
    iss: `${URL_OF_TENANT}/`,
    sub: "local-admin@clients",
    aud: MANAGEMENT_AUDIENCE,
    iat: START_SECONDS,
    exp: START_SECONDS + 60,
    scope: "read:resource_servers",
  };
  const signed = async (claims: object, alg: "RS256" | "PS256" = "RS256") =>
    new SignJWT({ ...good, ...claims })
      .setProtectedHeader({ alg })
      .sign(await tenant.context.keys.signingKey(alg));

  it("takes a good token, the scheme in any case", async () => {
    assert.equal((await bearer(await signed({}))).status, 200);
    assert.equal((await list({ authorization: `bearer ${await signed({})}` })).status, 200);
  });

  it("without a header: 401, no errorCode (recorded)", async () => {
    const { status, text, headers } = await list({});
    assert.equal(status, 401);
    assert.equal(text, '{"statusCode":401,"error":"Unauthorized","message":"Missing authentication"}');
    assert.equal(headers.get("www-authenticate"), "Bearer");
  });

  it("with another scheme: 401 as well", async () => {
    assert.equal((await list({ authorization: "Basic bG9jYWw6eA==" })).status, 401);
  });

  for (const authorization of ["Bearer", "Bearer a b", "Bearer opaque", "Bearer a.b", "Bearer a.b.c.d"]) {
    it(`"${authorization}": 400 with the recorded, odd error code`, async () => {
      const { status, text } = await list({ authorization });
      assert.equal(status, 400);
      assert.equal(
        text,
        '{"statusCode":400,"error":"Bad Request","message":"Bad HTTP authentication header format","errorCode":"Bearer"}',
      );
    });
  }

  it("an expired token, to the second", async () => {
    assert.equal((await bearer(await signed({ exp: START_SECONDS + 1 }))).status, 200);
    const { status, text } = await bearer(await signed({ exp: START_SECONDS }));
    assert.equal(status, 401);
    assert.equal(
      text,
      '{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation","attributes":{"error":"Expired token received for JSON Web Token validation"}}',
    );
  });

  it("a changed token", async () => {
    const [header, , signature] = (await signed({})).split(".");
    const claims = Buffer.from(JSON.stringify({ ...good, scope: "delete:resource_servers" })).toString(
      "base64url",
    );
    const { status, body } = await bearer(`${header}.${claims}.${signature}`);
    assert.equal(status, 401);
    assert.equal(body.message, "Invalid signature received for JSON Web Token validation");
  });

  describe("refuses as invalid", () => {
    const cases: [string, object][] = [
      ["another audience", { aud: "urn:custom" }],
      ["another issuer", { iss: "https://evil.example/" }],
      ["no expiry", { exp: undefined }],
      ["not yet valid", { nbf: START_SECONDS + 10 }],
    ];
    for (const [what, claims] of cases) {
      it(what, async () => {
        const { status, body } = await bearer(await signed(claims));
        assert.deepEqual([status, body.message], [401, "Invalid token"]);
      });
    }

    it("an algorithm other than the API's, though the key is right", async () => {
      assert.equal((await bearer(await signed({}, "PS256"))).status, 401);
    });

    it("alg none", async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      assert.equal((await bearer(`${part({ alg: "none" })}.${part(good)}.`)).status, 401);
    });

    it("HS256 with the public key as secret", async () => {
      const secret = new TextEncoder().encode(JSON.stringify(await tenant.context.keys.publicJwk()));
      const token = await new SignJWT(good).setProtectedHeader({ alg: "HS256" }).sign(secret);
      assert.equal((await bearer(token)).status, 401);
    });

    it("a token that the tenant issued for a custom API", async () => {
      await tenant.call("POST", "resource-servers", {
        identifier: "urn:custom",
        scopes: [{ value: "read:resource_servers" }],
      });
      await tenant.call("POST", "client-grants", {
        client_id: "local-admin",
        audience: "urn:custom",
        scope: ["read:resource_servers"],
      });
      const { body } = await tenant.token({ audience: "urn:custom" });
      assert.equal((await bearer(body.access_token)).status, 401);
    });
  });

  it("scopes are those of the token, each call its own", async () => {
    const { body } = await tenant.token({ scope: "read:resource_servers" });
    const authorization = `Bearer ${body.access_token}`;
    const calls: [string, string, string][] = [
      ["POST", "resource-servers", "create:resource_servers"],
      ["PATCH", "resource-servers/x", "update:resource_servers"],
      ["DELETE", "resource-servers/x", "delete:resource_servers"],
      ["GET", "client-grants", "read:client_grants"],
      ["POST", "client-grants", "create:client_grants"],
      ["GET", "client-grants/x", "read:client_grants"],
      ["PATCH", "client-grants/x", "update:client_grants"],
      ["DELETE", "client-grants/x", "delete:client_grants"],
    ];
    for (const [method, path, scope] of calls) {
      const { status, text } = await tenant.send(method, `/api/v2/${path}`, undefined, { authorization });
      assert.equal(status, 403);
      assert.equal(
        text,
        `{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: ${scope}","errorCode":"insufficient_scope"}`,
      );
    }
    assert.equal((await list({ authorization })).status, 200);
  });

  it("comes before the body is looked at", async () => {
    const { status } = await tenant.send("POST", "/api/v2/resource-servers", "{", {
      "content-type": "application/json",
    });
    assert.equal(status, 401);
  });

  it("an answer of any kind has the tenant's headers", async () => {
    for (const { headers } of [await list({}), await bearer(await signed({}))]) {
      assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
      assert.equal(headers.get("cache-control"), "no-cache");
      assert.equal(headers.get("x-ratelimit-limit"), "1000");
      assert.equal(headers.get("access-control-allow-origin"), null, "no web page may read it");
    }
  });
});
