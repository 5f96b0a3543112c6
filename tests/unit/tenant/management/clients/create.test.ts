import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("POST /api/v2/clients", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const post = (body: object) => tenant.call("POST", "clients", { name: "A", ...body });
  const GRANTS = ["authorization_code", "implicit", "refresh_token", "client_credentials"];
  const NEVER_EXPIRING = {
    expiration_type: "non-expiring",
    leeway: 0,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: true,
    token_lifetime: 2_592_000,
    idle_token_lifetime: 1_296_000,
    rotation_type: "non-rotating",
  };

  it("answers the recorded defaults, in the recorded order (ruby-auth0, auth0-deploy-cli)", async () => {
    const { status, text } = await post({ description: "Client description", custom_login_page_on: false });
    assert.equal(status, 201);
    const shape = text
      .replace(/"client_id":"[A-Za-z0-9]{32}"/, '"client_id":"ID"')
      .replace(/"client_secret":"[A-Za-z0-9]{64}"/, '"client_secret":"SECRET"');
    assert.equal(
      shape,
      JSON.stringify({
        tenant: "local",
        global: false,
        is_token_endpoint_ip_header_trusted: false,
        description: "Client description",
        name: "A",
        cross_origin_authentication: false,
        is_first_party: true,
        oidc_conformant: false,
        refresh_token: NEVER_EXPIRING,
        sso_disabled: false,
        cross_origin_auth: false,
        client_id: "ID",
        callback_url_template: false,
        client_secret: "SECRET",
        jwt_configuration: { lifetime_in_seconds: 36_000, secret_encoded: false },
        grant_types: GRANTS,
        custom_login_page_on: false,
      }),
    );
  });

  describe("adds what was recorded for", () => {
    const cases: [string, object, object][] = [
      [
        "a signing algorithm",
        { jwt_configuration: { alg: "RS256" } },
        { jwt_configuration: { secret_encoded: false, alg: "RS256" } },
      ],
      [
        "a public native client",
        { app_type: "native", oidc_conformant: true, token_endpoint_auth_method: "none" },
        { grant_types: GRANTS.slice(0, 3), refresh_token: NEVER_EXPIRING, oidc_conformant: true },
      ],
      [
        "a confidential client",
        { app_type: "non_interactive", token_endpoint_auth_method: "client_secret_post" },
        {
          grant_types: GRANTS,
          refresh_token: { ...NEVER_EXPIRING, token_lifetime: 31_557_600, idle_token_lifetime: 2_592_000 },
        },
      ],
      ["a third party", { is_first_party: false }, { oidc_conformant: true, is_first_party: false }],
      [
        "empty logout settings",
        { oidc_logout: {} },
        {
          oidc_backchannel_logout: {},
          oidc_logout: {
            backchannel_logout_initiators: {
              mode: "custom",
              selected_initiators: ["rp-logout", "idp-logout"],
            },
          },
        },
      ],
      [
        "refresh token settings in part",
        {
          app_type: "spa",
          refresh_token: { rotation_type: "non-rotating", expiration_type: "non-expiring" },
        },
        { refresh_token: NEVER_EXPIRING },
      ],
    ];
    for (const [what, sent, expected] of cases) {
      it(what, async () => {
        const { status, body } = await post(sent);
        assert.equal(status, 201);
        for (const [name, value] of Object.entries(expected)) assert.deepEqual(body[name], value, name);
      });
    }
  });

  it("a strict third party: id, grants and lifetimes of its own (TestAccClient_ThirdPartySecurityMode)", async () => {
    const { body } = await post({
      app_type: "regular_web",
      is_first_party: false,
      third_party_security_mode: "strict",
    });
    assert.match(body.client_id, /^tpc_[A-Za-z0-9]{22}$/);
    assert.deepEqual(body.grant_types, ["authorization_code"]);
    assert.equal(body.jwt_configuration.lifetime_in_seconds, 3_600);
    assert.deepEqual(
      [body.refresh_token.expiration_type, body.refresh_token.infinite_idle_token_lifetime],
      ["expiring", false],
    );
  });

  it("an expiring refresh token ends by default", async () => {
    const settings = { rotation_type: "rotating", expiration_type: "expiring" };
    const { refresh_token: made } = (await post({ refresh_token: settings })).body;
    assert.deepEqual([made.infinite_token_lifetime, made.infinite_idle_token_lifetime], [false, false]);
  });

  it("links an API to the client that speaks for it, and frees it with the client (TestAccClientResourceServer)", async () => {
    const api = (await tenant.call("POST", "resource-servers", { identifier: "urn:a" })).body;
    const linked = { app_type: "resource_server", resource_server_identifier: "urn:a" };
    const { body } = await post(linked);
    assert.deepEqual(
      [body.grant_types, body.jwt_configuration, body.oidc_conformant],
      [[], { alg: "RS256", secret_encoded: false }, true],
    );
    const path = `resource-servers/${api.id}`;
    assert.equal((await tenant.call("GET", path)).body.client_id, body.client_id);
    assert.equal((await post(linked)).status, 409);
    await tenant.call("DELETE", `clients/${body.client_id}`);
    assert.deepEqual((await tenant.call("GET", path)).body, api);
  });

  it("takes a secret that was chosen", async () => {
    assert.equal((await post({ client_secret: "chosen" })).body.client_secret, "chosen");
  });

  it("takes a form", async () => {
    const { access_token: token } = (await tenant.token()).body;
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/x-www-form-urlencoded",
    };
    const answer = await tenant.send("POST", "/api/v2/clients", "name=B&oidc_conformant=true", headers);
    assert.deepEqual([answer.status, answer.body.oidc_conformant], [201, true]);
  });

  it("lets the new client have a token at once", async () => {
    const { client_id, client_secret } = (await post({})).body;
    await tenant.call("POST", "resource-servers", { identifier: "urn:a", scopes: [{ value: "x" }] });
    await tenant.call("POST", "client-grants", { client_id, audience: "urn:a", scope: ["x"] });
    const token = await tenant.token({ client_id, client_secret, audience: "urn:a" });
    assert.equal(token.status, 200);
  });

  describe("refuses", () => {
    const format = (name: string, value: string, place: string) =>
      `Payload validation error: 'Object didn't pass validation for format ${name}: ${value}' on property ${place}.`;
    const cases: [string, object, number, string][] = [
      [
        "an id of its own (quoted by users)",
        { client_id: "mine" },
        403,
        "This operation must be authorized by Auth0",
      ],
      [
        "unknown members, the store's own among them",
        { public_key: "x", tenant: "t" },
        400,
        "Payload validation error: 'Additional properties not allowed: public_key,tenant'.",
      ],
      [
        "markup in the name",
        { name: "<b>" },
        400,
        "Payload validation error: 'String does not match pattern ^[^<>]+$: <b>' on property name.",
      ],
      [
        "a grant type that does not exist",
        { grant_types: ["magic", "implicit"] },
        400,
        "Invalid grant types: magic",
      ],
      [
        "client credentials without a credential (quoted by users)",
        { token_endpoint_auth_method: "none", grant_types: ["client_credentials"] },
        400,
        "Invalid grant types: client_credentials",
      ],
      [
        "a script as callback",
        { callbacks: ["https://a.example/cb", "javascript:alert(1)"] },
        400,
        format("absolute-uri-or-empty", "javascript:alert(1)", "callbacks[1]"),
      ],
      [
        "a callback with a fragment",
        { callbacks: ["https://a.example/#x"] },
        400,
        format("absolute-uri-or-empty", "https://a.example/#x", "callbacks[0]"),
      ],
      [
        "a callback with a line break",
        { callbacks: ["https://a.example/\r\nset-cookie:x"] },
        400,
        format("absolute-uri-or-empty", "https://a.example/\r\nset-cookie:x", "callbacks[0]"),
      ],
      [
        "an origin with a path",
        { web_origins: ["https://a.example/x"] },
        400,
        format("url", "https://a.example/x", "web_origins[0]"),
      ],
      [
        "rotation without an end",
        { refresh_token: { rotation_type: "rotating", expiration_type: "non-expiring" } },
        400,
        `Payload validation error: 'Invalid value "non-expiring"' on property refresh_token.expiration_type.`,
      ],
      [
        "an idle lifetime above the absolute one",
        {
          refresh_token: {
            rotation_type: "rotating",
            expiration_type: "expiring",
            token_lifetime: 10,
            idle_token_lifetime: 11,
          },
        },
        400,
        "Payload validation error: 'Value 11 is greater than maximum 10' on property refresh_token.idle_token_lifetime.",
      ],
      [
        "more than five years",
        {
          refresh_token: {
            rotation_type: "rotating",
            expiration_type: "expiring",
            token_lifetime: 157_788_001,
          },
        },
        400,
        "Payload validation error: 'Value 157788001 is greater than maximum 157788000' on property refresh_token.token_lifetime.",
      ],
      [
        "refresh token policies of an unknown API",
        {
          refresh_token: {
            rotation_type: "rotating",
            expiration_type: "expiring",
            policies: [{ audience: "urn:none", scope: [] }],
          },
        },
        400,
        `Payload validation error: 'Invalid value "urn:none"' on property refresh_token.policies[0].audience.`,
      ],
      [
        "metadata that are no texts",
        { client_metadata: { a: 1 } },
        400,
        "Payload validation error: 'Expected type string but found type number' on property client_metadata.a.",
      ],
      [
        "an API's type without the API",
        { app_type: "resource_server" },
        400,
        "resource_server_identifier and app_type resource_server go together",
      ],
      [
        "an API that is not there",
        { app_type: "resource_server", resource_server_identifier: "urn:none" },
        404,
        "The resource server does not exist",
      ],
      [
        "an empty encryption key (quoted by users)",
        { encryption_key: {} },
        400,
        "Payload validation error: 'Too few properties defined (0), minimum 1' on property encryption_key.",
      ],
    ];
    for (const [what, sent, status, message] of cases) {
      it(what, async () => {
        const before = tenant.context.store.clients.count({});
        const answer = await post(sent);
        assert.deepEqual([answer.status, answer.body.message], [status, message]);
        assert.equal(tenant.context.store.clients.count({}), before);
      });
    }
  });

  it("takes the callbacks that applications have", async () => {
    const callbacks = [
      "http://localhost:3000/callback",
      "com.example.app://a.example/ios/callback",
      "https://*.example.com/cb",
      "https://{organization_name}.example.com/cb",
      "",
    ];
    assert.deepEqual((await post({ callbacks })).body.callbacks, callbacks);
  });
});
