import assert from "node:assert/strict";
import { MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../../fixture";

describe("client grants", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant({
      clients: [{ clientId: "other", clientSecret: "other-secret" }],
    });
    for (const name of ["a", "b"]) {
      await tenant.call("POST", "resource-servers", {
        identifier: `urn:${name}`,
        scopes: [{ value: "read:x" }, { value: "write:x" }],
      });
    }
  });
  afterEach(() => tenant.close());

  const post = (body: object) => tenant.call("POST", "client-grants", body);
  const GRANT = { client_id: "other", audience: "urn:a", scope: ["read:x"] };

  it("answers the grant, keys in the recorded order (Terraform provider, TestAccClientGrant 8)", async () => {
    const { status, text } = await post({
      subject_type: "user",
      authorization_details_types: ["payment"],
      ...GRANT,
    });
    assert.equal(status, 201);
    assert.equal(
      text.replace(/cgr_[A-Za-z0-9]{16}"/, 'ID"'),
      '{"id":"ID","client_id":"other","audience":"urn:a","scope":["read:x"],"subject_type":"user","authorization_details_types":["payment"]}',
    );
  });

  it("can be read, changed and deleted by id", async () => {
    const { body } = await post(GRANT);
    const path = `client-grants/${body.id}`;
    assert.deepEqual((await tenant.call("GET", path)).body, body);
    const changed = await tenant.call("PATCH", path, { scope: ["write:x", "read:x"] });
    assert.deepEqual(changed.body, { ...body, scope: ["write:x", "read:x"] });
    assert.deepEqual((await tenant.call("GET", path)).body, changed.body);
    assert.equal((await tenant.call("DELETE", path)).status, 204);
    assert.equal((await tenant.call("GET", path)).status, 404);
    assert.equal((await tenant.call("PATCH", path, {})).status, 404);
    assert.equal((await tenant.call("DELETE", path)).status, 204);
  });

  it("is one for each client, API and kind of subject", async () => {
    await post(GRANT);
    const again = await post({ ...GRANT, scope: [] });
    assert.equal(again.status, 409);
    assert.equal(
      again.text,
      '{"statusCode":409,"error":"Conflict","message":"A client grant already exists between other and urn:a"}',
    );
    assert.equal((await post({ ...GRANT, subject_type: "client" })).status, 409, "the same as without");
    assert.equal((await post({ ...GRANT, subject_type: "user" })).status, 201);
    assert.equal((await post({ ...GRANT, audience: "urn:b" })).status, 201);
    assert.equal((await post({ ...GRANT, client_id: "web" })).status, 201);
  });

  it("takes an alias of the Management API and stores its identifier", async () => {
    const { body } = await post({
      ...GRANT,
      audience: "http://localhost:4010/api/v2/",
      scope: ["read:clients"],
    });
    assert.equal(body.audience, MANAGEMENT_AUDIENCE);
  });

  describe("refuses", () => {
    const cases: [string, object, number, string][] = [
      ["an unknown client", { ...GRANT, client_id: "none" }, 404, "Client not found"],
      ["an unknown API", { ...GRANT, audience: "urn:none" }, 404, "Resource server not found"],
      [
        "a scope that the API does not have",
        { ...GRANT, scope: ["read:x", "admin"] },
        400,
        `Payload validation error: 'Invalid value "admin"' on property scope[1].`,
      ],
      [
        "no client",
        { audience: "urn:a" },
        400,
        "Payload validation error: 'Missing required property: client_id'.",
      ],
      [
        "a text as scope",
        { ...GRANT, scope: "read:x" },
        400,
        "Payload validation error: 'Expected type array but found type string' on property scope.",
      ],
      [
        "another member",
        { ...GRANT, id: "x" },
        400,
        "Payload validation error: 'Additional properties not allowed: id'.",
      ],
    ];
    for (const [what, body, status, message] of cases) {
      it(what, async () => {
        const answer = await post(body);
        assert.deepEqual([answer.status, answer.body.message], [status, message]);
        assert.equal(tenant.context.store.clientGrants.count({ client_id: "other" }), 0);
      });
    }

    it("another client or audience on PATCH (quoted by users)", async () => {
      const { body } = await post(GRANT);
      const answer = await tenant.call("PATCH", `client-grants/${body.id}`, {
        audience: "x",
        client_id: "y",
      });
      assert.equal(
        answer.body.message,
        "Payload validation error: 'Additional properties not allowed: audience,client_id'.",
      );
    });

    it("a foreign scope on PATCH", async () => {
      const { body } = await post(GRANT);
      assert.equal(
        (await tenant.call("PATCH", `client-grants/${body.id}`, { scope: ["admin"] })).status,
        400,
      );
    });
  });

  describe("list", () => {
    beforeEach(async () => {
      await post(GRANT);
      await post({ ...GRANT, audience: "urn:b" });
      await post({ ...GRANT, subject_type: "user" });
    });
    const list = (query: string) => tenant.call("GET", `client-grants${query}`);

    it("filters", async () => {
      const size = async (query: string) => (await list(query)).body.length;
      assert.equal(await size(""), 4, "with the seeded one");
      assert.equal(await size("?client_id=other"), 3);
      assert.equal(await size("?client_id=other&audience=urn%3Aa"), 2);
      assert.equal(await size("?client_id=other&audience=urn%3Aa&subject_type=user"), 1);
      assert.equal(await size("?audience=urn%3Anone"), 0);
      assert.equal(await size("?allow_any_organization=true"), 0);
    });

    it("by pages, empty as recorded (TestAccClientGrant 7)", async () => {
      const { text } = await list("?audience=urn%3Anone&client_id=other&include_totals=true&per_page=50");
      assert.equal(text, '{"total":0,"start":0,"limit":50,"client_grants":[]}');
      const { body } = await list("?client_id=other&page=1&per_page=2&include_totals=true");
      assert.deepEqual([body.total, body.start, body.limit, body.client_grants.length], [3, 2, 2, 1]);
    });

    it("by checkpoints, as the Node SDK asks: every grant once", async () => {
      const seen: string[] = [];
      let query = "?include_totals=true&take=3";
      for (;;) {
        const { body } = await list(query);
        seen.push(...body.client_grants.map(({ id }: { id: string }) => id));
        if (body.next === undefined) break;
        query = `?take=3&from=${encodeURIComponent(body.next)}`;
      }
      const all = (await list("")).body.map(({ id }: { id: string }) => id);
      assert.deepEqual(seen, all);
      assert.equal(seen.length, 4);
    });

    it("gives no next after the last page, even a full one", async () => {
      assert.equal("next" in (await list("?take=4")).body, false);
    });

    for (const query of ["?take=0", "?take=101", "?from=bogus", "?name=x"]) {
      it(`refuses ${query}`, async () => {
        const { status, body } = await list(query);
        assert.deepEqual([status, body.errorCode], [400, "invalid_query_string"]);
      });
    }
  });
});
