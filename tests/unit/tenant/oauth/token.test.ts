import assert from "node:assert/strict";
import { MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../fixture";

describe("POST /oauth/token", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const FORM = { "content-type": "application/x-www-form-urlencoded" };
  const parameters = {
    grant_type: "client_credentials",
    client_id: "local-admin",
    client_secret: "local-admin-secret",
    audience: MANAGEMENT_AUDIENCE,
  };
  const form = (change: Record<string, string> = {}) =>
    tenant.send("POST", "/oauth/token", new URLSearchParams({ ...parameters, ...change }).toString(), FORM);

  it("takes a form and JSON alike", async () => {
    assert.equal((await form()).status, 200);
    assert.equal((await tenant.token()).status, 200);
  });

  it("is kept by no cache, errors neither", async () => {
    for (const { headers } of [await form(), await form({ client_secret: "x" })]) {
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
    }
  });

  for (const grantType of ["password", "CLIENT_CREDENTIALS", "implicit", "urn:x"]) {
    it(`refuses grant_type "${grantType}"`, async () => {
      const { status, body } = await form({ grant_type: grantType });
      assert.deepEqual(
        [status, body],
        [
          403,
          {
            error: "unsupported_grant_type",
            error_description: `Unsupported grant type: ${grantType}`,
          },
        ],
      );
    });
  }

  it("refuses a request without a grant type", async () => {
    const { status, body } = await form({ grant_type: "" });
    assert.deepEqual(
      [status, body],
      [400, { error: "invalid_request", error_description: "Missing required parameter: grant_type" }],
    );
  });

  it("refuses a client that may not use the grant", async () => {
    const { status, body } = await form({ client_id: "web", client_secret: "web-secret" });
    assert.deepEqual(
      [status, body],
      [
        403,
        {
          error: "unauthorized_client",
          error_description: "Grant type 'client_credentials' not allowed for the client.",
          error_uri: "https://auth0.com/docs/clients/client-grant-types",
        },
      ],
    );
  });

  it("refuses repeated parameters, other types than texts, and broken bodies", async () => {
    const send = (body: string, type: string) =>
      tenant.send("POST", "/oauth/token", body, { "content-type": type });
    const repeated = `${new URLSearchParams(parameters)}&audience=urn%3Ax`;
    const cases: [string, string, number][] = [
      [repeated, FORM["content-type"], 400],
      [JSON.stringify({ ...parameters, audience: ["urn:x"] }), "application/json", 400],
      ["[]", "application/json", 400],
      ["null", "application/json", 400],
      ["{", "application/json", 400],
      [JSON.stringify(parameters), "text/plain", 400],
      ["x".repeat(1_048_577), FORM["content-type"], 413],
    ];
    for (const [body, type, status] of cases) {
      const answer = await send(body, type);
      assert.deepEqual([answer.status, answer.body.error], [status, "invalid_request"], body.slice(0, 40));
    }
  });

  it("takes null for a parameter that is not there", async () => {
    const send = (body: object) =>
      tenant.send("POST", "/oauth/token", JSON.stringify(body), { "content-type": "application/json" });
    assert.equal((await send({ ...parameters, organization: null })).status, 200);
    const without = await send({ ...parameters, grant_type: null });
    assert.deepEqual(without.body, (await send({ ...parameters, grant_type: "" })).body);
    assert.equal(without.status, 400);
  });

  it("reads no parameters from the query", async () => {
    const { status } = await tenant.send("POST", `/oauth/token?${new URLSearchParams(parameters)}`);
    assert.equal(status, 400);
  });

  it("has no other method", async () => {
    for (const method of ["GET", "PUT", "OPTIONS"]) {
      assert.equal((await tenant.send(method, "/oauth/token")).status, 404);
    }
  });
});
