import assert from "node:assert/strict";
import { MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../../fixture";

describe("GET /api/v2/resource-servers", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
    for (const name of ["a", "b", "c", "d"]) {
      await tenant.call("POST", "resource-servers", { identifier: `https://${name}.example/`, name });
    }
  });
  after(() => tenant.close());

  const list = (query: string) => tenant.call("GET", `resource-servers${query}`);
  const identifiers = (items: { identifier: string }[]) => items.map(({ identifier }) => identifier);

  it("is a bare array in the order of creation, the Management API first", async () => {
    const { status, body } = await list("");
    assert.equal(status, 200);
    assert.deepEqual(identifiers(body), [
      MANAGEMENT_AUDIENCE,
      ...["a", "b", "c", "d"].map((name) => `https://${name}.example/`),
    ]);
    assert.equal(body[0].is_system, true);
    assert.equal("is_system" in body[1], false);
  });

  it("pages", async () => {
    const { text, body } = await list("?page=1&per_page=2&include_totals=true");
    assert.match(text, /^\{"total":5,"start":2,"limit":2,"resource_servers":\[/);
    assert.deepEqual(identifiers(body.resource_servers), ["https://b.example/", "https://c.example/"]);
    assert.equal((await list("?page=2&per_page=2")).body.length, 1);
    assert.deepEqual((await list("?page=9&per_page=2")).body, []);
    assert.deepEqual((await list("?page=9&per_page=2&include_totals=true")).body, {
      total: 5,
      start: 18,
      limit: 2,
      resource_servers: [],
    });
    assert.equal((await list("?include_totals=true")).body.limit, 50);
  });

  it("filters by identifiers, exactly, an alias of its own among them", async () => {
    const query = [
      "https://c.example/",
      "https://a.example/",
      "https://A.example/",
      "https://a.example",
      "none",
    ]
      .map((name) => `identifiers=${encodeURIComponent(name)}`)
      .join("&");
    const { body } = await list(`?${query}&include_totals=true`);
    assert.deepEqual(identifiers(body.resource_servers), ["https://a.example/", "https://c.example/"]);
    assert.equal(body.total, 2);
    const own = await list(`?identifiers=${encodeURIComponent("http://localhost:4010/api/v2/")}`);
    assert.deepEqual(identifiers(own.body), [MANAGEMENT_AUDIENCE]);
  });

  it("takes ten identifiers and refuses eleven", async () => {
    const query = (count: number) =>
      `?${Array.from({ length: count }, (_, at) => `identifiers=${at}`).join("&")}`;
    assert.equal((await list(query(10))).status, 200);
    const { status, body } = await list(query(11));
    assert.equal(status, 400);
    assert.equal(
      body.message,
      "Query validation error: 'Array is too long (11), maximum 10' on property identifiers.",
    );
    assert.equal(body.errorCode, "invalid_query_string");
  });

  it("leaves fields out or in", async () => {
    const only = (await list("?fields=id,name&per_page=1&page=1")).body[0];
    assert.deepEqual(Object.keys(only), ["id", "name"]);
    const without = (await list("?fields=id,name&include_fields=false&per_page=1&page=1")).body[0];
    assert.equal("name" in without || "id" in without, false);
    assert.equal(without.identifier, "https://a.example/");
    const { body } = await tenant.call(
      "GET",
      `resource-servers/${encodeURIComponent("https://a.example/")}?fields=name`,
    );
    assert.deepEqual(body, { name: "a" });
  });

  for (const query of [
    "page=-1",
    "page=x",
    "page=1.5",
    "page=",
    "per_page=0",
    "per_page=101",
    "per_page=1&per_page=2",
    "include_totals=1",
    "include_totals=yes",
    "fields=id,secret",
    "from=abc",
    "take=10",
    "sort=name",
  ]) {
    it(`refuses ?${query}`, async () => {
      const { status, body } = await list(`?${query}`);
      assert.equal(status, 400);
      assert.equal(body.errorCode, "invalid_query_string");
      assert.match(body.message, /^Query validation error: '/);
    });
  }

  it("has a switch for the largest page", async () => {
    const capped = await testTenant({ switches: { maximumPerPage: 50 } });
    assert.equal((await capped.call("GET", "resource-servers?per_page=50")).status, 200);
    assert.equal((await capped.call("GET", "resource-servers?per_page=51")).status, 400);
    assert.equal((await list("?per_page=100")).status, 200);
    capped.close();
  });

  it("does not find what a path only seems to name", async () => {
    for (const path of ["%zz", "https:%2F%2Fa.example", "..%2F..%2Fsecret", "a%00b", "%25252F"]) {
      const { status, body } = await tenant.call("GET", `resource-servers/${path}`);
      assert.deepEqual([status, body.errorCode], [404, "inexistent_resource_server"], path);
    }
  });

  it("has no route for an identifier with bare slashes", async () => {
    const { status, body } = await tenant.call("GET", "resource-servers/https://a.example/");
    assert.deepEqual([status, body.message], [404, "Not Found"]);
  });

  it("finds an identifier that looks percent-encoded itself", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "odd%2Fname" });
    const { body } = await tenant.call("GET", `resource-servers/${encodeURIComponent("odd%2Fname")}`);
    assert.equal(body.identifier, "odd%2Fname");
  });

  it("answers HEAD like GET without a body, and has no other methods", async () => {
    const head = await tenant.call("HEAD", "resource-servers");
    assert.deepEqual([head.status, head.text], [200, ""]);
    for (const method of ["PUT", "OPTIONS", "PATCH", "DELETE"]) {
      const { status, text } = await tenant.call(method, "resource-servers");
      assert.deepEqual(
        [status, text],
        [404, '{"statusCode":404,"error":"Not Found","message":"Not Found"}'],
        method,
      );
    }
  });
});
