/** What must be true of every route, also of those that somebody adds tomorrow. */
import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { ROUTES } from "../../../../tenant/management/routes";
import { MANAGEMENT_SCOPES } from "../../../../tenant/management/scopes";
import { MANAGEMENT_AUDIENCE, START_SECONDS, type TestTenant, testTenant, URL_OF_TENANT } from "../fixture";

describe("every route of the Management API", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const sign = async (claims: object) =>
    new SignJWT({
      iss: `${URL_OF_TENANT}/`,
      sub: "local-admin@clients",
      azp: "local-admin",
      aud: MANAGEMENT_AUDIENCE,
      iat: START_SECONDS,
      exp: START_SECONDS + 60,
      scope: MANAGEMENT_SCOPES.join(" "),
      ...claims,
    })
      .setProtectedHeader({ alg: "RS256" })
      .sign(await tenant.context.keys.signingKey("RS256"));
  const ask = async (method: string, path: string, token: string | undefined, body = "{}") =>
    tenant.send(method, path.replaceAll(/:\w+/g, "x"), method === "GET" ? undefined : body, {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      "content-type": "application/json",
    });
  const snapshot = () => {
    const { clients, users, resourceServers, clientGrants, roles, organizations } = tenant.context.store;
    return JSON.stringify(
      [clients, users, resourceServers, clientGrants, roles, organizations].map((all) =>
        all.find({} as never),
      ),
    );
  };

  it("asks for scopes that the Management API has", () => {
    for (const { path, scopes } of ROUTES) {
      assert.ok(scopes.length > 0, path);
      for (const scope of scopes) assert.ok(MANAGEMENT_SCOPES.includes(scope), `${path}: ${scope}`);
    }
  });

  for (const { method, path, scopes } of ROUTES) {
    it(`${method} ${path}: 401 without a good token, 403 without its scope, and nothing changes`, async () => {
      const before = snapshot();
      assert.equal((await ask(method, path, undefined)).status, 401);
      const others = MANAGEMENT_SCOPES.filter((scope) => !scopes.includes(scope)).join(" ");
      const refused = await ask(method, path, await sign({ scope: others }));
      assert.deepEqual(
        [refused.status, refused.body.message],
        [403, `Insufficient scope, expected any of: ${scopes.join(",")}`],
      );
      for (const claims of [
        { aud: "urn:other" },
        { aud: "web", nonce: "n" },
        { aud: `${URL_OF_TENANT}/userinfo` },
        { exp: START_SECONDS },
        { iss: "https://evil.example/" },
      ]) {
        assert.equal((await ask(method, path, await sign(claims))).status, 401, JSON.stringify(claims));
      }
      assert.equal(snapshot(), before);
    });
  }

  for (const { method, path } of ROUTES.filter(
    (route) => route.method === "POST" || route.method === "PATCH",
  )) {
    it(`${method} ${path}: answers hostile bodies with a 4xx, and nothing changes`, async () => {
      const before = snapshot();
      const token = await sign({});
      const bodies = [
        `{"${"x".repeat(1_048_576)}":1}`,
        "{",
        "null",
        "[]",
        '"text"',
        '{"__proto__":{"admin":true},"constructor":1}',
        "[".repeat(200) + "]".repeat(200),
        '{"name":"a","unknown_member":1}',
      ];
      for (const body of path.endsWith("rotate-secret") ? [] : bodies) {
        const { status, body: answered } = await ask(method, path, token, body);
        assert.ok(status >= 400 && status < 500, `${status} for ${body.slice(0, 40)}`);
        assert.equal(answered.statusCode, status);
      }
      assert.equal(snapshot(), before);
    });
  }

  it("answers hostile ids in paths with 404 or as if nothing were there, and no more", async () => {
    const token = await sign({});
    const ids = [
      "%00",
      "%2e%2e%2fclients",
      "..%2f..%2f",
      "%0d%0aset-cookie:x=1",
      "'--",
      "%F0%9F%98%80",
      "x".repeat(5_000),
    ];
    for (const { method, path } of ROUTES.filter(({ path }) => path.includes(":"))) {
      if (method !== "GET" && method !== "DELETE") continue;
      for (const id of ids) {
        const answer = await tenant.send(method, path.replaceAll(/:\w+/g, id), undefined, {
          authorization: `Bearer ${token}`,
        });
        assert.ok([200, 204, 400, 404].includes(answer.status), `${method} ${path} ${id}: ${answer.status}`);
        assert.equal(answer.headers.get("set-cookie"), null);
      }
    }
  });
});
