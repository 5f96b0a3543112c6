/**
 * Recorded answers of the real Management API, replayed: bodies are compared byte for byte, with ids left out. Where
 * they come from stands beside each (public recordings of Auth0's own tools).
 */
import assert from "node:assert/strict";
import { type Answer, type TestTenant, testTenant } from "../../fixture";

const IDENTIFIER = "https://uat.api.terraform-provider-auth0.com/TestAccResourceServer";
const ONCE = "https:%2F%2Fuat.api.terraform-provider-auth0.com%2FTestAccResourceServer";

const withoutId = ({ text }: Answer): string => text.replace(/"id":"[0-9a-f]{24}"/, '"id":"ID"');

describe("recorded exchanges", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const MINIMAL = `{"id":"ID","identifier":"${IDENTIFIER}","allow_offline_access":false,"skip_consent_for_verifiable_first_party_clients":false,"subject_type_authorization":{"client":{"policy":"require_client_grant"},"user":{"policy":"allow_all"}},"token_lifetime":86400,"token_lifetime_for_web":7200,"signing_alg":"RS256"}`;

  it("POST with nothing but an identifier (Terraform provider, TestAccResourceServer 0)", async () => {
    const created = await tenant.call("POST", "resource-servers", { identifier: IDENTIFIER });
    assert.equal(created.status, 201);
    assert.equal(withoutId(created), MINIMAL);
    for (const path of [created.body.id, ONCE, encodeURIComponent(IDENTIFIER), ONCE.replaceAll("%", "%25")]) {
      const read = await tenant.call("GET", `resource-servers/${path}`);
      assert.deepEqual([read.status, read.text], [200, created.text], path);
    }
  });

  it("PATCH of many keys: merged members keep their stored order (same, 4)", async () => {
    await tenant.call("POST", "resource-servers", { identifier: IDENTIFIER });
    const changed = await tenant.call("PATCH", `resource-servers/${ONCE}`, {
      name: "Acceptance Test - TestAccResourceServer",
      signing_alg: "RS256",
      allow_offline_access: true,
      token_lifetime: 7200,
      token_lifetime_for_web: 3600,
      skip_consent_for_verifiable_first_party_clients: true,
      enforce_policies: false,
      subject_type_authorization: {
        user: { policy: "allow_all" },
        client: { policy: "require_client_grant" },
      },
    });
    assert.equal(changed.status, 200);
    assert.equal(
      withoutId(changed),
      `{"id":"ID","name":"Acceptance Test - TestAccResourceServer","identifier":"${IDENTIFIER}","allow_offline_access":true,"skip_consent_for_verifiable_first_party_clients":true,"subject_type_authorization":{"client":{"policy":"require_client_grant"},"user":{"policy":"allow_all"}},"token_lifetime":7200,"token_lifetime_for_web":3600,"signing_alg":"RS256","enforce_policies":false}`,
    );
  });

  it("POST with sent members in the sent order, then PATCH of scopes (TestAccClientGrant 0 and 4)", async () => {
    const identifier = "https://uat.tf.terraform-provider-auth0.com/client-grant/TestAccClientGrant";
    const created = await tenant.call("POST", "resource-servers", {
      name: "Acceptance Test - Client Grant - TestAccClientGrant",
      identifier,
      authorization_details: [{ type: "payment" }, { type: "shipping" }],
      subject_type_authorization: {
        user: { policy: "allow_all" },
        client: { policy: "require_client_grant" },
      },
    });
    const head = `{"id":"ID","name":"Acceptance Test - Client Grant - TestAccClientGrant","identifier":"${identifier}","allow_offline_access":false,"skip_consent_for_verifiable_first_party_clients":false,"subject_type_authorization":{"user":{"policy":"allow_all"},"client":{"policy":"require_client_grant"}},"token_lifetime":86400,"token_lifetime_for_web":7200,"signing_alg":"RS256"`;
    const tail = `"authorization_details":[{"type":"payment"},{"type":"shipping"}]}`;
    assert.equal(withoutId(created), `${head},${tail}`);
    const scopes = [
      { value: "create:bar", description: "Create bars" },
      { value: "create:foo", description: "Create foos" },
    ];
    const changed = await tenant.call("PATCH", `resource-servers/${encodeURIComponent(identifier)}`, {
      scopes,
    });
    assert.equal(withoutId(changed), `${head},"scopes":${JSON.stringify(scopes)},${tail}`);
  });

  it("PATCH of one lifetime leaves the other alone (Ruby SDK)", async () => {
    await tenant.call("POST", "resource-servers", { identifier: IDENTIFIER });
    const { body } = await tenant.call("PATCH", `resource-servers/${ONCE}`, { token_lifetime: 654_321 });
    assert.deepEqual([body.token_lifetime, body.token_lifetime_for_web], [654_321, 7_200]);
  });

  it("PATCH with null removes the key; [] stays (Terraform provider)", async () => {
    await tenant.call("POST", "resource-servers", {
      identifier: IDENTIFIER,
      proof_of_possession: { mechanism: "dpop", required: true, required_for: "all_clients" },
      scopes: [{ value: "a" }],
    });
    const replaced = await tenant.call("PATCH", `resource-servers/${ONCE}`, {
      proof_of_possession: { mechanism: "mtls", required: false },
      scopes: [],
    });
    assert.deepEqual(replaced.body.proof_of_possession, { mechanism: "mtls", required: false });
    assert.deepEqual(replaced.body.scopes, []);
    const removed = await tenant.call("PATCH", `resource-servers/${ONCE}`, { proof_of_possession: null });
    assert.equal("proof_of_possession" in removed.body, false);
  });

  it("descriptions of scopes are echoed as sent, empty or absent (TestAccResourceServerScope)", async () => {
    const scopes = [{ value: "a", description: "" }, { value: "b" }];
    const { body } = await tenant.call("POST", "resource-servers", { identifier: IDENTIFIER, scopes });
    assert.deepEqual(body.scopes, scopes);
  });

  it("DELETE twice, GET between (Go SDK, TestResourceServer_Delete)", async () => {
    const { body } = await tenant.call("POST", "resource-servers", { identifier: IDENTIFIER });
    const path = `resource-servers/${body.id}`;
    const deleted = await tenant.call("DELETE", path);
    assert.deepEqual([deleted.status, deleted.text], [204, ""]);
    assert.equal(deleted.headers.get("content-type"), "application/json; charset=utf-8");
    const gone = await tenant.call("GET", path);
    assert.equal(gone.status, 404);
    assert.equal(
      gone.text,
      '{"statusCode":404,"error":"Not Found","message":"The resource server does not exist","errorCode":"inexistent_resource_server"}',
    );
    assert.equal((await tenant.call("DELETE", path)).status, 204);
  });

  it("a list by identifier with two fields (Go SDK, TestResourceServer_List)", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "https://api.example.com/" });
    const answer = await tenant.call(
      "GET",
      "resource-servers?fields=id%2Cidentifier&identifiers=https%3A%2F%2Fapi.example.com%2F&include_fields=true&include_totals=true&per_page=50",
    );
    assert.equal(
      withoutId(answer),
      '{"total":1,"start":0,"limit":50,"resource_servers":[{"id":"ID","identifier":"https://api.example.com/"}]}',
    );
  });

  it("the My Account API: made by POST, its name and scopes the tenant's own (TestAccResourceServer_ACR)", async () => {
    const identifier = "https://127.0.0.1:4010/me/";
    const created = await tenant.call("POST", "resource-servers", {
      name: "Test-ResourceServer-Name",
      identifier,
      authorization_policy: { policy_id: "019b76da-a800-73c9-b656-b349ae415c17" },
    });
    assert.equal(created.status, 201);
    const text = (scopes: string): string =>
      `{"id":"ID","name":"Auth0 My Account API","identifier":"${identifier}","allow_offline_access":true,"skip_consent_for_verifiable_first_party_clients":true,"subject_type_authorization":{"client":{"policy":"deny_all"},"user":{"policy":"require_client_grant"}},"token_lifetime":600,"token_lifetime_for_web":600,"signing_alg":"RS256","scopes":[${scopes}],"is_system":true,"proof_of_possession":{"mechanism":"dpop","required":false},"authorization_policy":{"policy_id":"019b76da-a800-73c9-b656-b349ae415c17"}}`;
    const first =
      '{"value":"create:me:connected_accounts","description":"Create Connected Accounts"},{"value":"read:me:connected_accounts","description":"Read Connected Accounts"},{"value":"delete:me:connected_accounts","description":"Delete Connected Accounts"}';
    const later =
      '{"value":"read:me:authentication_methods","description":"Read Authentication Methods"},{"value":"delete:me:authentication_methods","description":"Delete Authentication Methods"},{"value":"update:me:authentication_methods","description":"Update Authentication Methods"},{"value":"read:me:factors","description":"Read Factors"},{"value":"create:me:authentication_methods","description":"Create Authentication Methods"}';
    assert.equal(withoutId(created), text(first));
    const read = await tenant.call("GET", `resource-servers/${created.body.id}`);
    assert.equal(withoutId(read), text(`${first},${later}`));
    assert.equal((await tenant.call("DELETE", `resource-servers/${created.body.id}`)).status, 204);
  });

  it("the express configuration API (Go SDK, TestResourceServer_ExpressConfiguration)", async () => {
    const identifier = "urn:auth0:express-configure";
    const created = await tenant.call("POST", "resource-servers", { identifier });
    const { id, ...rest } = created.body;
    assert.equal(created.status, 201);
    assert.deepEqual(rest, {
      name: "Okta OIN Express Configuration API",
      identifier,
      scopes: [
        { value: "express_configure:sso", description: "Ability to create SSO configurations" },
        { value: "express_configure:scim", description: "Ability to create scim configurations" },
      ],
      signing_alg: "RS256",
      allow_offline_access: false,
      token_lifetime: 300,
      token_lifetime_for_web: 7200,
      skip_consent_for_verifiable_first_party_clients: false,
      enforce_policies: true,
      is_system: true,
      subject_type_authorization: { user: { policy: "allow_all" }, client: { policy: "deny_all" } },
    });
    assert.equal(
      (await tenant.call("PATCH", `resource-servers/${id}`, { name: "Modified Name" })).status,
      400,
    );
    assert.equal((await tenant.call("DELETE", `resource-servers/${id}`)).status, 204);
    assert.equal((await tenant.call("POST", "resource-servers", { identifier })).status, 201);
  });
});
