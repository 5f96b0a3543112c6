/** /authorize: how answers come, and what is refused where. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { claimsOf, type TestTenant, testTenant } from "../fixture";
import {
  type Browser,
  browser,
  CALLBACK,
  type Change,
  changeClient,
  createApi,
  S256,
  VERIFIER,
} from "./browser";

describe("/authorize", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
  });
  afterEach(() => tenant.close());

  describe("answers", () => {
    const asked = { scope: "openid read:x", nonce: "n", audience: "urn:api" };
    beforeEach(() => createApi(tenant));

    for (const [type, inFragment, names] of [
      ["code", false, ["code", "state"]],
      ["token", true, ["access_token", "scope", "expires_in", "token_type", "state"]],
      ["id_token", true, ["state", "id_token"]],
      ["id_token token", true, ["access_token", "scope", "expires_in", "token_type", "state", "id_token"]],
      ["token id_token", true, ["access_token", "scope", "expires_in", "token_type", "state", "id_token"]],
      ["code id_token", true, ["code", "state", "id_token"]],
      ["code token", true, ["code", "access_token", "scope", "expires_in", "token_type", "state"]],
      [
        "code id_token token",
        true,
        ["code", "access_token", "scope", "expires_in", "token_type", "state", "id_token"],
      ],
    ] as const) {
      it(`${type}: ${names.join(", ")}`, async () => {
        const { status, address, answer, ...rest } = await user.authorize({ ...asked, response_type: type });
        assert.deepEqual([status, address, rest.inFragment], [302, CALLBACK, inFragment]);
        assert.deepEqual(Object.keys(answer), names);
        assert.equal(answer.state, "s");
        const hash = (text?: string): string | undefined =>
          text && createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
        if (answer.id_token !== undefined) {
          const claims = claimsOf(answer.id_token);
          assert.deepEqual(
            [claims.nonce, claims.at_hash, claims.c_hash, claims.aud],
            ["n", hash(answer.access_token), hash(answer.code), "web"],
          );
        }
      });
    }

    it("are sent back without a state where none was sent", async () => {
      assert.deepEqual(Object.keys((await user.authorize({ state: undefined })).answer), ["code"]);
    });

    it("are taken from a form as well", async () => {
      const form = new URLSearchParams({ response_type: "code", client_id: "web", redirect_uri: CALLBACK });
      const { status, headers } = await tenant.send("POST", "/authorize", form.toString(), {
        "content-type": "application/x-www-form-urlencoded",
      });
      assert.equal(status, 302);
      assert.match(headers.get("location") ?? "", /^http:\/\/localhost:3999\/cb\?code=/);
    });

    it("come in a form that submits itself", async () => {
      const { status, text, headers } = await user.authorize({ response_mode: "form_post", state: '"><b>' });
      assert.equal(status, 200);
      assert.match(text, /<form method="post" action="http:\/\/localhost:3999\/cb">/);
      assert.match(text, /<input type="hidden" name="code" value="[A-Za-z0-9]{45}">/);
      assert.match(text, /name="state" value="&quot;&gt;&lt;b&gt;"/);
      assert.match(headers.get("content-security-policy") ?? "", /form-action http:\/\/localhost:3999;/);
    });

    it("come in a message to the client's window", async () => {
      const { status, text } = await user.authorize({ response_mode: "web_message", state: "</script><b>" });
      assert.equal(status, 200);
      const [, literal = ""] = /const data = (.*?); \(window/.exec(text) ?? [];
      const { target, message } = JSON.parse(literal);
      assert.equal(target, "http://localhost:3999");
      assert.equal(message.type, "authorization_response");
      assert.deepEqual(Object.keys(message.response), ["code", "state"]);
      assert.equal(message.response.state, "</script><b>");
      assert.ok(!text.includes("</script><b>"));
    });

    it("come in a query that the registered address has already", async () => {
      changeClient(tenant, { callbacks: ["https://app.example/cb?tenant=1"] });
      const { headers } = await user.authorize({ redirect_uri: "https://app.example/cb?tenant=1" });
      assert.match(headers.get("location") ?? "", /^https:\/\/app\.example\/cb\?tenant=1&code=/);
    });
  });

  describe("shows on a page, and sends nowhere,", () => {
    const cases: readonly [what: string, change: Change, status: number, text: string][] = [
      ["an unknown client", { client_id: "x" }, 400, "invalid_request: Unknown client: x"],
      ["no client", { client_id: undefined }, 400, "invalid_request: Missing required parameter: client_id"],
      [
        "an address that is not registered",
        { redirect_uri: `${CALLBACK}/` },
        400,
        `unauthorized_client: Callback URL mismatch. ${CALLBACK}/ is not in the list of allowed callback URLs`,
      ],
      ["no address where several are registered", { redirect_uri: undefined }, 400, "redirect_uri"],
    ];
    for (const [what, change, status, text] of cases) {
      it(what, async () => {
        const answer = await user.authorize(change);
        assert.deepEqual([answer.status, answer.headers.get("location")], [status, null]);
        assert.ok(answer.text.includes(text), answer.text);
        assert.match(answer.headers.get("content-type") ?? "", /^text\/html/);
      });
    }

    it("a flow that the client may not use", async () => {
      changeClient(tenant, { grant_types: ["authorization_code"] });
      for (const response_type of ["token", "id_token", "code token"]) {
        const { status, text, headers } = await user.authorize({ response_type });
        assert.deepEqual([status, headers.get("location")], [403, null]);
        assert.ok(
          text.includes("unauthorized_client: Grant type &#39;implicit&#39; not allowed for the client."),
        );
      }
    });
  });

  describe("sends to the client", () => {
    const cases: readonly [what: string, change: Change, error: string, description: string][] = [
      [
        "no response type",
        { response_type: undefined },
        "invalid_request",
        "Missing required parameter: response_type",
      ],
      [
        "an unknown type",
        { response_type: "magic" },
        "unsupported_response_type",
        "Unsupported response type: magic",
      ],
      ["an unknown mode", { response_mode: "x" }, "invalid_request", "Unsupported response mode: x"],
      ["an unknown API", { audience: "urn:none" }, "access_denied", "Service not found: urn:none"],
      ["an unknown prompt", { prompt: "magic" }, "invalid_request", "Unsupported prompt: magic"],
      ["prompt=none with another", { prompt: "none login" }, "invalid_request", "prompt=none stands alone."],
      ["a max_age that is no number", { max_age: "-1" }, "invalid_request", "Invalid parameter: max_age"],
      ["a request object", { request: "e30.e30." }, "invalid_request", "Unsupported parameter: request"],
      ["a silent request without a session", { prompt: "none" }, "login_required", "Login required"],
      [
        "a challenge of an unknown method",
        { code_challenge: S256, code_challenge_method: "S512" },
        "invalid_request",
        "Unsupported code_challenge_method: S512",
      ],
      [
        "a method without a challenge",
        { code_challenge_method: "S256" },
        "invalid_request",
        "Missing required parameter: code_challenge",
      ],
      [
        "a challenge that is too short",
        { code_challenge: "short", code_challenge_method: "S256" },
        "invalid_request",
        "Invalid parameter: code_challenge",
      ],
    ];
    for (const [what, change, error, error_description] of cases) {
      it(what, async () => {
        const { status, address, answer, inFragment } = await user.authorize(change);
        assert.deepEqual([status, address, inFragment], [302, CALLBACK, false]);
        assert.deepEqual(answer, { error, error_description, state: "s" });
        assert.deepEqual(Object.keys(answer), ["error", "error_description", "state"]);
      });
    }

    it("an ID token without nonce or openid, in the fragment", async () => {
      for (const change of [{ scope: "openid" }, { nonce: "n", scope: "profile" }]) {
        const { answer, inFragment } = await user.authorize({ response_type: "id_token", ...change });
        assert.deepEqual([answer.error, inFragment], ["invalid_request", true]);
      }
    });

    it("tokens that were to come in the query, in the fragment", async () => {
      const { answer, inFragment } = await user.authorize({ response_type: "token", response_mode: "query" });
      assert.deepEqual(
        [answer.error, "access_token" in answer, inFragment],
        ["invalid_request", false, true],
      );
    });

    it("errors in the mode that was asked for", async () => {
      const { status, text } = await user.authorize({ prompt: "none", response_mode: "web_message" });
      assert.equal(status, 200);
      assert.ok(
        text.includes('"error":"login_required","error_description":"Login required","state":"s"'),
        text,
      );
    });
  });

  describe("sessions", () => {
    it("let prompt=none succeed, in the same browser only", async () => {
      await user.authorize();
      assert.ok((await user.authorize({ prompt: "none" })).answer.code);
      assert.equal((await browser(tenant).authorize({ prompt: "none" })).answer.error, "login_required");
    });

    it("keep the time of sign-in until the user signs in again, and their sid", async () => {
      const claims = async (change: Change = {}) =>
        claimsOf((await user.signIn({ scope: "openid", ...change })).body.id_token);
      const one = await claims();
      tenant.clock.advanceSeconds(100);
      const two = await claims({ prompt: "none" });
      assert.deepEqual([two.auth_time, two.sid, two.iat], [one.auth_time, one.sid, one.iat + 100]);
      const three = await claims({ prompt: "login" });
      assert.equal(three.auth_time, one.auth_time + 100);
      assert.equal(three.sid, one.sid);
      tenant.clock.advanceSeconds(61);
      assert.equal((await user.authorize({ prompt: "none", max_age: "60" })).answer.error, "login_required");
      assert.equal((await claims({ max_age: "60" })).auth_time, three.auth_time + 61);
    });

    it("end 168 hours after the sign-in, and after 72 idle hours", async () => {
      await user.authorize();
      for (let day = 1; day < 7; day++) {
        tenant.clock.advanceSeconds(86_400);
        assert.ok((await user.authorize({ prompt: "none" })).answer.code, `day ${day}`);
      }
      tenant.clock.advanceSeconds(86_400);
      assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
      await user.authorize();
      tenant.clock.advanceSeconds(72 * 3_600);
      assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
    });

    it("end as the tenant's settings say", async () => {
      tenant.context.store.setMeta("tenant_settings", '{"session_lifetime":2,"idle_session_lifetime":1}');
      await user.authorize();
      tenant.clock.advanceSeconds(3_600);
      assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
    });

    it("are cookies that scripts cannot read and other sites do not send", async () => {
      const { headers } = await user.authorize();
      assert.match(
        headers.get("set-cookie") ?? "",
        /^auth0=[A-Za-z0-9]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
      );
    });

    it("sign in the user that login_hint names, else the developer", async () => {
      tenant.context.store.users.insert({ user_id: "auth0|jane", email: "jane@example.test" });
      const subject = async (login_hint?: string) =>
        claimsOf((await browser(tenant).signIn({ scope: "openid", login_hint })).body.id_token).sub;
      assert.equal(await subject("jane@example.test"), "auth0|jane");
      assert.equal(await subject("nobody@example.test"), "auth0|dev");
      assert.equal(await subject(), "auth0|dev");
    });

    it("refuse a blocked user, also one who has a session", async () => {
      await user.authorize();
      const developer = tenant.context.store.users.get("auth0|dev");
      tenant.context.store.users.replace({ user_id: "auth0|dev", ...developer, blocked: true });
      for (const prompt of [undefined, "none", "login"]) {
        const { answer } = await user.authorize({ prompt });
        assert.deepEqual([answer.error, answer.error_description], ["unauthorized", "user is blocked"]);
      }
    });
  });

  describe("logout", () => {
    it("ends the session and goes to a registered address", async () => {
      await user.authorize();
      const to = encodeURIComponent("http://localhost:3000/");
      const { status, headers } = await user.get(`/v2/logout?client_id=web&returnTo=${to}`);
      assert.deepEqual([status, headers.get("location")], [302, "http://localhost:3000/"]);
      assert.equal(user.cookies.size, 0);
      assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
    });

    it("ends it on the side of the tenant, too", async () => {
      await user.authorize();
      const kept = new Map(user.cookies);
      await user.get("/v2/logout");
      for (const [name, value] of kept) user.cookies.set(name, value);
      assert.equal((await user.authorize({ prompt: "none" })).answer.error, "login_required");
    });

    it("goes to no other address, and then ends nothing", async () => {
      await user.authorize();
      for (const path of [
        "/v2/logout?client_id=web&returnTo=https%3A%2F%2Fevil.example%2F",
        "/v2/logout?returnTo=http%3A%2F%2Flocalhost%3A3000%2F",
        "/oidc/logout?client_id=web&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fx",
        "/oidc/logout?id_token_hint=x.y.z",
      ]) {
        const { status, headers } = await user.get(path);
        assert.deepEqual([status, headers.get("location")], [400, null], path);
      }
      assert.ok((await user.authorize({ prompt: "none" })).answer.code);
    });

    it("takes the client from the ID token, expired or not, and gives the state back", async () => {
      const { body } = await user.signIn({ scope: "openid" });
      tenant.clock.advanceSeconds(100_000);
      const query = new URLSearchParams({
        id_token_hint: body.id_token,
        post_logout_redirect_uri: "http://localhost:3000/",
        state: "a b",
      });
      const { status, headers } = await user.get(`/oidc/logout?${query}`);
      assert.deepEqual([status, headers.get("location")], [302, "http://localhost:3000/?state=a%20b"]);
      assert.equal(
        (await user.get(`/oidc/logout?${query}&client_id=spa`)).status,
        400,
        "another client's token",
      );
    });

    it("says OK where nothing is said", async () => {
      const { status, text } = await user.get("/v2/logout");
      assert.deepEqual([status, text], [200, "OK"]);
    });
  });

  describe("policies of the API for users", () => {
    const policy = (user_policy: string) => ({
      subject_type_authorization: { user: { policy: user_policy }, client: { policy: "deny_all" } },
    });
    const refusal = 'Client "web" is not authorized to access resource server "urn:api".';
    const ask = async () => (await user.authorize({ audience: "urn:api", scope: "read:x write:x" })).answer;
    const grant = (change: object) =>
      tenant.call("POST", "client-grants", {
        client_id: "web",
        audience: "urn:api",
        scope: ["read:x"],
        ...change,
      });

    it("deny_all refuses, whatever is granted", async () => {
      await createApi(tenant, policy("deny_all"));
      await grant({ subject_type: "user" });
      assert.equal((await ask()).error_description, refusal);
    });

    it("require_client_grant needs a grant for users, and gives its scopes", async () => {
      await createApi(tenant, policy("require_client_grant"));
      assert.equal((await ask()).error_description, refusal);
      await grant({ subject_type: "client" });
      assert.equal((await ask()).error_description, refusal, "a grant for machines is none");
      await grant({ subject_type: "user" });
      const { body } = await user.signIn({ audience: "urn:api", scope: "read:x write:x" });
      assert.equal(body.scope, "read:x");
    });

    it("a third-party client needs one always, and must use PKCE", async () => {
      await createApi(tenant);
      changeClient(tenant, { is_first_party: false });
      const challenge = { code_challenge: S256, code_challenge_method: "S256" };
      const asked = { audience: "urn:api", scope: "read:x", ...challenge };
      assert.equal((await user.authorize(asked)).answer.error_description, refusal);
      await grant({ subject_type: "user" });
      assert.equal((await ask()).error_description, "Missing required parameter: code_challenge");
      assert.equal((await user.signIn(asked, { code_verifier: VERIFIER })).body.scope, "read:x");
      const { answer } = await user.authorize({ ...asked, response_type: "token" });
      assert.equal(answer.error, "unsupported_response_type");
    });
  });

  describe("organizations", () => {
    const organization = "org_1";
    beforeEach(() => {
      tenant.context.store.organizations.insert({
        id: organization,
        name: "acme",
        member_ids: ["auth0|dev"],
        client_grant_ids: [],
      });
    });

    it("stand in both tokens of a member", async () => {
      await createApi(tenant);
      changeClient(tenant, { organization_usage: "allow" });
      const { body } = await user.signIn({ scope: "openid", audience: "urn:api", organization });
      assert.deepEqual(
        [claimsOf(body.access_token).org_id, claimsOf(body.id_token).org_id],
        [organization, organization],
      );
      const without = await user.signIn({ scope: "openid", audience: "urn:api" });
      assert.equal("org_id" in claimsOf(without.body.access_token), false);
    });

    it("are needed where the client requires them, and refused where it does not take them", async () => {
      const error = async (asked?: string) =>
        (await user.authorize({ organization: asked })).answer.error_description;
      assert.equal(await error(organization), "parameter organization is not allowed for this client");
      changeClient(tenant, { organization_usage: "require" });
      assert.equal(await error(), "parameter organization is required for this client");
      assert.equal(
        await error("acme"),
        "authorization request parameter organization must be an organization id",
      );
      assert.equal(await error("org_none"), "parameter organization is invalid: org_none");
      assert.equal(await error(organization), undefined);
    });

    it("let their members in only", async () => {
      changeClient(tenant, { organization_usage: "require" });
      tenant.context.store.users.insert({ user_id: "auth0|jane", email: "jane@example.test" });
      const { answer } = await user.authorize({ organization, login_hint: "jane@example.test" });
      assert.equal(answer.error_description, "user auth0|jane is not part of the org_1 organization");
    });

    it("govern client credentials by the client grant", async () => {
      await createApi(tenant);
      const machine = { client_id: "local-admin", audience: "urn:api", scope: ["read:x"] };
      const { body: grant } = await tenant.call("POST", "client-grants", machine);
      const change = (body: object) => tenant.call("PATCH", `client-grants/${grant.id}`, body);
      const outcome = async (asked?: string) => {
        const { status, body } = await tenant.token({
          audience: "urn:api",
          ...(asked === undefined ? {} : { organization: asked }),
        });
        return status === 200 ? claimsOf(body.access_token).org_id : body.error;
      };
      assert.deepEqual([await outcome(), await outcome(organization)], [undefined, "invalid_request"]);
      await change({ organization_usage: "require" });
      assert.deepEqual([await outcome(), await outcome(organization)], ["invalid_request", "access_denied"]);
      await change({ allow_any_organization: true });
      assert.deepEqual(
        [await outcome(organization), await outcome("org_none")],
        [organization, "invalid_request"],
      );
      await change({ organization_usage: "allow", allow_any_organization: false });
      const stored = tenant.context.store.organizations.get(organization);
      if (stored) tenant.context.store.organizations.replace({ ...stored, client_grant_ids: [grant.id] });
      assert.deepEqual([await outcome(), await outcome(organization)], [undefined, organization]);
      const flows = ["client_credentials"];
      changeClient(tenant, { default_organization: { organization_id: organization, flows } }, "local-admin");
      await change({ organization_usage: "require" });
      assert.equal(await outcome(), organization, "the client's default one");
    });
  });
});
