import assert from "node:assert/strict";
import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { rsaKeys } from "../../../support/keys";
import { MANAGEMENT_AUDIENCE, START_SECONDS, type TestTenant, testTenant } from "../fixture";

const { publicKey, privateKey } = rsaKeys();

describe("client authentication", () => {
  let tenant: TestTenant;
  before(async () => {
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    tenant = await testTenant({
      clients: [
        { clientId: "keyed", publicKey: pem, managementScopes: ["read:resource_servers"] },
        { clientId: "odd id", clientSecret: "p:a%ss+wörd", managementScopes: ["read:resource_servers"] },
      ],
    });
  });
  after(() => tenant.close());

  const post = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    tenant.send(
      "POST",
      "/oauth/token",
      JSON.stringify({ grant_type: "client_credentials", audience: MANAGEMENT_AUDIENCE, ...parameters }),
      { "content-type": "application/json", ...headers },
    );
  const refused = async (parameters: Record<string, string>, headers?: Record<string, string>) => {
    const { status, body } = await post(parameters, headers);
    assert.deepEqual([status, body], [401, { error: "access_denied", error_description: "Unauthorized" }]);
  };
  const basic = (id: string, secret: string) => {
    const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
    return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  };

  it("client_secret_post", async () => {
    assert.equal((await post({ client_id: "local-admin", client_secret: "local-admin-secret" })).status, 200);
  });

  it("client_secret_basic, form-encoded (RFC 6749, section 2.3.1)", async () => {
    assert.equal((await post({}, basic("local-admin", "local-admin-secret"))).status, 200);
    assert.equal((await post({}, basic("odd id", "p:a%ss+wörd"))).status, 200);
    assert.equal((await post({ client_id: "odd id" }, basic("odd id", "p:a%ss+wörd"))).status, 200);
  });

  it("gives the same answer to every wrong one", async () => {
    await refused({});
    await refused({ client_id: "none", client_secret: "local-admin-secret" });
    await refused({ client_id: "local-admin" });
    await refused({ client_id: "local-admin", client_secret: "local-admin-secreT" });
    await refused({ client_id: "local-admin", client_secret: "local-admin-secret " });
    await refused({ client_id: "keyed", client_secret: "undefined" });
    await refused({}, basic("local-admin", "x"));
    await refused({ client_id: "web" }, basic("local-admin", "local-admin-secret"));
    await refused({}, { authorization: `Basic ${Buffer.from("local-admin").toString("base64")}` });
    await refused({}, { authorization: `Basic ${Buffer.from("%zz:x").toString("base64")}` });
  });

  it("refuses two ways at once", async () => {
    const { status, body } = await post(
      { client_id: "local-admin", client_secret: "local-admin-secret" },
      basic("local-admin", "local-admin-secret"),
    );
    assert.deepEqual([status, body.error], [400, "invalid_request"]);
  });

  describe("private_key_jwt", () => {
    const TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    const good = {
      iss: "keyed",
      sub: "keyed",
      aud: "https://127.0.0.1:4010/",
      iat: START_SECONDS,
      exp: START_SECONDS + 120,
      jti: "1",
    };
    const assertion = (claims: object = {}, key: KeyObject = privateKey, alg = "RS256") =>
      new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg }).sign(key);
    const ask = async (token: string, more: Record<string, string> = {}) =>
      post({ client_id: "keyed", client_assertion_type: TYPE, client_assertion: token, ...more });

    it("takes what Auth0's SDKs send, under each alias of the issuer", async () => {
      for (const aud of [
        "https://127.0.0.1:4010/",
        "http://localhost:4010/",
        "http://localhost:4010/oauth/token",
      ]) {
        assert.equal((await ask(await assertion({ aud }))).status, 200, aud);
      }
      assert.equal((await ask(await assertion({}, privateKey, "PS256"))).status, 200);
      const unnamed = await post({ client_assertion_type: TYPE, client_assertion: await assertion() });
      assert.equal(unnamed.status, 200, "client_id may be left out");
    });

    const other = rsaKeys(1).privateKey;
    const cases: [string, () => Promise<string>, Record<string, string>?][] = [
      ["another key", () => assertion({}, other)],
      ["another issuer", () => assertion({ iss: "local-admin" })],
      ["another subject", () => assertion({ sub: "local-admin" })],
      ["another audience", () => assertion({ aud: "https://evil.example/" })],
      ["expired", () => assertion({ exp: START_SECONDS })],
      ["no expiry", () => assertion({ exp: undefined })],
      ["valid for a day", () => assertion({ exp: START_SECONDS + 86_400 })],
      ["no type", () => assertion(), { client_assertion_type: "" }],
      [
        "a client with a secret",
        () => assertion({ iss: "local-admin", sub: "local-admin" }),
        { client_id: "local-admin" },
      ],
      ["garbage", async () => "a.b.c"],
    ];
    for (const [what, token, more] of cases) {
      it(`refuses ${what}`, async () => {
        const { status, body } = await ask(await token(), more);
        assert.deepEqual(
          [status, body],
          [401, { error: "access_denied", error_description: "Unauthorized" }],
        );
      });
    }
  });
});
