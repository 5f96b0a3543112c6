import assert from "node:assert/strict";
import { publicKeyThumbprint } from "../../../../../provider/model/public-key";
import { rsaKeys, rsaPem } from "../../../../support/keys";
import { START_SECONDS, type TestTenant, testTenant } from "../../fixture";

describe("POST /api/v2/resource-servers", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const post = (body: unknown) => tenant.call("POST", "resource-servers", body);
  const refusal = async (body: unknown): Promise<string> => {
    const before = tenant.context.store.resourceServers.count({});
    const answer = await post(body);
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(Object.keys(answer.body), ["statusCode", "error", "message", "errorCode"]);
    assert.equal(answer.body.errorCode, "invalid_body");
    assert.equal(tenant.context.store.resourceServers.count({}), before, "nothing was stored");
    return answer.body.message;
  };
  const ID = { identifier: "urn:x" };

  it("makes ids that carry the time of creation", async () => {
    tenant.clock.advanceSeconds(5);
    const { body } = await post(ID);
    assert.equal(Number.parseInt(body.id.slice(0, 8), 16), START_SECONDS + 5);
  });

  it("takes a web lifetime that is at its default beside a shorter lifetime, as its own answers have it", async () => {
    const exported = { token_lifetime: 900, token_lifetime_for_web: 7_200 };
    const { status, body } = await tenant.call("POST", "resource-servers", {
      identifier: "urn:moved",
      ...exported,
    });
    assert.deepEqual([status, body.token_lifetime, body.token_lifetime_for_web], [201, 900, 7_200]);
    const again = await tenant.call("PATCH", "resource-servers/urn%3Amoved", exported);
    assert.equal(again.status, 200);
  });

  it("lets sent values win over defaults, false and 0 among them", async () => {
    const sent = { ...ID, token_lifetime: 0, signing_alg: "PS256", token_lifetime_for_web: 0 };
    const { status, body } = await post(sent);
    assert.equal(status, 201);
    for (const [key, value] of Object.entries(sent)) assert.deepEqual(body[key], value);
  });

  it("lays a part of subject_type_authorization over the default", async () => {
    const { body } = await post({ ...ID, subject_type_authorization: { client: { policy: "deny_all" } } });
    assert.deepEqual(body.subject_type_authorization, {
      client: { policy: "deny_all" },
      user: { policy: "allow_all" },
    });
  });

  it("generates a secret of 32 characters for HS256 only", async () => {
    assert.match((await post({ ...ID, signing_alg: "HS256" })).body.signing_secret, /^[A-Za-z0-9]{32}$/);
    assert.equal("signing_secret" in (await post({ identifier: "urn:y" })).body, false);
    const given = await post({ identifier: "urn:z", signing_secret: "0123456789abcdef" });
    assert.equal(given.body.signing_secret, "0123456789abcdef", "kept with RS256 as well");
  });

  it("shows a thumbprint instead of the public key", async () => {
    const pem = rsaPem();
    const { body, text } = await post({
      ...ID,
      token_encryption: {
        format: "compact-nested-jwe",
        encryption_key: { name: "k", alg: "RSA-OAEP-256", kid: "1", pem: String(pem) },
      },
    });
    assert.doesNotMatch(text, /BEGIN|pem/);
    // The order of keys is recorded (Terraform provider, TestAccResourceServer 14).
    assert.equal(
      JSON.stringify(body.token_encryption),
      `{"encryption_key":{"name":"k","alg":"RSA-OAEP-256","kid":"1","thumbprint_sha256":"${publicKeyThumbprint(String(pem))}"},"format":"compact-nested-jwe"}`,
    );
  });

  it("refuses what is no public key", async () => {
    const { privateKey } = rsaKeys();
    for (const pem of ["garbage", String(privateKey.export({ type: "pkcs8", format: "pem" }))]) {
      const key = { alg: "RSA-OAEP-256", pem };
      assert.equal(
        await refusal({ ...ID, token_encryption: { format: "compact-nested-jwe", encryption_key: key } }),
        "Payload validation error: 'Object didn't pass validation for format pem: ' on property token_encryption.encryption_key.pem.",
      );
    }
  });

  it("leaves out what is sent as null", async () => {
    const { status, body } = await post({ ...ID, consent_policy: null, token_encryption: null });
    assert.equal(status, 201);
    assert.equal("consent_policy" in body || "token_encryption" in body, false);
  });

  it("refuses a duplicate identifier with 409, but not another spelling", async () => {
    await post({ identifier: "https://api.example.com/" });
    const again = await post({ identifier: "https://api.example.com/" });
    assert.equal(again.status, 409);
    assert.equal(
      again.text,
      '{"statusCode":409,"error":"Conflict","message":"A resource server with the same identifier already exists.","errorCode":"resource_server_conflict"}',
    );
    assert.equal(
      (await post({ identifier: "https://api.example.com" })).status,
      201,
      "a trailing slash counts",
    );
  });

  it("makes one API of many requests at once for the same identifier", async () => {
    await tenant.call("GET", "resource-servers");
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(ID)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409]);
  });

  for (const identifier of [
    "https://127.0.0.1:4010/api/v2/",
    "http://localhost:4010/api/v2/",
    "https://localhost:4010/userinfo",
  ]) {
    it(`keeps ${identifier} for itself`, async () => {
      const answer = await post({ identifier });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.message, "The selected identifier is reserved.");
    });
  }

  describe("texts of refusals", () => {
    const cases: [string, unknown, string][] = [
      ["no identifier", {}, "'Missing required property: identifier'."],
      [
        "unknown members, together",
        { ...ID, id: "x", foo: 1 },
        "'Additional properties not allowed: id,foo'.",
      ],
      ["a read-only field", { ...ID, is_system: true }, "'Additional properties not allowed: is_system'."],
      [
        "a number as text",
        { ...ID, name: 5 },
        "'Expected type string but found type integer' on property name.",
      ],
      [
        "null where nothing is cleared",
        { ...ID, name: null },
        "'Expected type string but found type null' on property name.",
      ],
      [
        "a text as number",
        { ...ID, token_lifetime: "900" },
        "'Expected type integer but found type string' on property token_lifetime (Expiration value (in seconds) for access tokens issued for this API from the token endpoint).",
      ],
      [
        "a fraction",
        { ...ID, token_lifetime_for_web: 1.5 },
        "'Expected type integer but found type number' on property token_lifetime_for_web.",
      ],
      [
        "more than 30 days",
        { ...ID, token_lifetime: 2_592_001 },
        "'Value 2592001 is greater than maximum 2592000' on property token_lifetime (Expiration value (in seconds) for access tokens issued for this API from the token endpoint).",
      ],
      [
        "less than nothing",
        { ...ID, token_lifetime: -1 },
        "'Value -1 is less than minimum 0' on property token_lifetime (Expiration value (in seconds) for access tokens issued for this API from the token endpoint).",
      ],
      [
        "a web lifetime above the lifetime",
        { ...ID, token_lifetime: 3600, token_lifetime_for_web: 3601 },
        "'Value 3601 is greater than maximum 3600' on property token_lifetime_for_web.",
      ],
      [
        "an unknown algorithm",
        { ...ID, signing_alg: "none" },
        `'Invalid value "none"' on property signing_alg.`,
      ],
      [
        "a deep enum",
        { ...ID, subject_type_authorization: { user: { policy: "x" } } },
        `'Invalid value "x"' on property subject_type_authorization.user.policy (Defines the user flows policy for the resource server).`,
      ],
      [
        "a name with <",
        { ...ID, name: "<a>" },
        "'String does not match pattern ^[^<>]+$: <a>' on property name.",
      ],
      [
        "a scope without value",
        { ...ID, scopes: [{ value: "a" }, { description: "b" }] },
        "'Missing required property: value' on property scopes[1].",
      ],
      [
        "a scope with more",
        { ...ID, scopes: [{ value: "a", x: 1 }] },
        "'Additional properties not allowed: x' on property scopes[0].",
      ],
      [
        "a reserved scope",
        { ...ID, scopes: [{ value: "openid" }] },
        `'Invalid value "openid"' on property scopes[0].value.`,
      ],
      [
        "a short secret",
        { ...ID, signing_secret: "short" },
        "'String is too short (5 chars), minimum 16' on property signing_secret.",
      ],
      [
        "a long identifier, counted in characters",
        { identifier: "😀".repeat(601) },
        "'String is too long (601 chars), maximum 600' on property identifier.",
      ],
      ["an array", [], "'Expected type object but found type array'."],
      ["null", null, "'Expected type object but found type null'."],
    ];
    for (const [what, body, text] of cases) {
      it(what, async () => {
        assert.equal(await refusal(body), `Payload validation error: ${text}`);
      });
    }

    it("joins several", async () => {
      assert.equal(
        await refusal({ ...ID, name: "<", signing_alg: "x" }),
        `Payload validation error: 'String does not match pattern ^[^<>]+$: <' on property name. (also) Payload validation error: 'Invalid value "x"' on property signing_alg.`,
      );
    });
  });

  it("takes a form, with numbers and booleans as texts", async () => {
    const authorization = `Bearer ${(await tenant.token()).body.access_token}`;
    const form = (text: string) =>
      tenant.send("POST", "/api/v2/resource-servers", text, {
        authorization,
        "content-type": "application/x-www-form-urlencoded",
      });
    const { status, body } = await form("identifier=urn%3Aform&token_lifetime=900&allow_offline_access=true");
    assert.equal(status, 201);
    assert.deepEqual([body.token_lifetime, body.allow_offline_access], [900, true]);
    assert.equal((await form("identifier=urn%3A2&token_lifetime=9e2")).status, 400);
    assert.equal((await form("identifier=urn%3A3&identifier=urn%3A4")).status, 400);
  });

  it("refuses other types, bad JSON and bodies over 1 MB", async () => {
    const authorization = `Bearer ${(await tenant.token()).body.access_token}`;
    const raw = (text: string, type = "application/json") =>
      tenant.send("POST", "/api/v2/resource-servers", text, { authorization, "content-type": type });
    assert.equal((await raw("{")).body.message, "Invalid request payload JSON format");
    assert.equal((await raw("{")).status, 400);
    assert.equal((await raw('{"identifier":"urn:x"}', "text/plain")).status, 415);
    assert.equal((await raw('{"identifier":"urn:x"}', "application/json;charset=utf-8")).status, 201);
    const large = await raw(JSON.stringify({ identifier: "x".repeat(1_048_576) }));
    assert.equal(large.status, 413);
    assert.equal(large.body.statusCode, 413);
  });

  it("refuses what is nested without end, and keeps what is nested deep", async () => {
    const nested = (depth: number) => ({
      ...ID,
      authorization_details: [JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)],
    });
    const kept = await post(nested(90));
    assert.equal(kept.status, 201);
    assert.equal((await tenant.call("GET", "resource-servers/urn:x")).text, kept.text);
    const { status, body } = await post(nested(150));
    assert.deepEqual([status, body.message], [400, "Invalid request payload JSON format"]);
  });

  it("is not fooled by __proto__", async () => {
    const authorization = `Bearer ${(await tenant.token()).body.access_token}`;
    const { status, body } = await tenant.send(
      "POST",
      "/api/v2/resource-servers",
      '{"identifier":"urn:x","__proto__":{"is_system":true}}',
      { authorization, "content-type": "application/json" },
    );
    assert.equal(status, 400);
    assert.match(body.message, /Additional properties not allowed: __proto__/);
  });
});
