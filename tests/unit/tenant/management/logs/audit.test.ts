import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("log of the Management API", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant({
      clients: [{ clientId: "reader", clientSecret: "reader-secret", managementScopes: ["read:clients"] }],
    });
  });
  afterEach(() => tenant.close());

  const newest = async (number = 1) =>
    (await tenant.call("GET", `logs?per_page=${number}`)).body as Record<string, never>[];
  const entries = () => tenant.context.store.logs.find({}).filter(({ type }) => /api/.test(type));

  it("a write: who, what, with which answer; members as recorded (ruby-auth0, cassettes of logs)", async () => {
    await tenant.call(
      "POST",
      "resource-servers",
      { identifier: "urn:a" },
      { "user-agent": "test/1", "x-correlation-id": "deploy-42" },
    );
    const [entry] = await newest();
    const { log_id, details, ...rest } = entry as never as Record<string, string> & { details: never };
    assert.match(String(log_id), /^900\d+$/);
    assert.deepEqual(rest, {
      date: "2026-03-01T00:00:00.000Z",
      type: "sapi",
      description: "Create a resource server",
      client_id: "local-admin",
      references: { correlation_id: "deploy-42" },
      client_name: "Local administration",
      ip: "127.0.0.1",
      user_agent: "test/1",
      _id: log_id,
      isMobile: false,
    });
    const { request, response } = details as {
      request: Record<string, never>;
      response: Record<string, never>;
    };
    const { auth, ...asked } = request;
    assert.deepEqual(asked, {
      method: "post",
      path: "/api/v2/resource-servers",
      query: {},
      userAgent: "test/1",
      body: { identifier: "urn:a" },
      channel: "api",
      ip: "127.0.0.1",
    });
    const { credentials, strategy } = auth as unknown as {
      credentials: { scopes: string[] };
      strategy: string;
    };
    assert.ok(credentials.scopes.includes("create:resource_servers"));
    assert.equal(strategy, "jwt");
    assert.equal(response.statusCode, 201);
    assert.equal((response.body as unknown as { identifier: string }).identifier, "urn:a");
  });

  it("a failed write is fapi, also for want of a scope; reads leave nothing", async () => {
    await tenant.call("POST", "resource-servers", {});
    await tenant.call("DELETE", "resource-servers/none");
    await tenant.call("GET", "resource-servers");
    const token = (await tenant.token({ client_id: "reader", client_secret: "reader-secret" })).body
      .access_token;
    const headers = { authorization: `Bearer ${token}` };
    await tenant.send("DELETE", "/api/v2/clients/web", undefined, headers);
    assert.deepEqual(
      entries().map(({ type, client_id, details }) => [
        type,
        client_id,
        (details as { response: { statusCode: number } }).response.statusCode,
      ]),
      [
        ["fapi", "local-admin", 400],
        ["sapi", "local-admin", 204],
        ["fapi", "reader", 403],
      ],
    );
  });

  it("nobody in particular leaves nothing: strangers cannot fill the log", async () => {
    await tenant.send("POST", "/api/v2/resource-servers", "{}");
    await tenant.send("DELETE", "/api/v2/clients/web", undefined, { authorization: "Bearer a.b.c" });
    assert.deepEqual(entries(), []);
  });

  it("a read of a secret is an event of its own; one without is none", async () => {
    await tenant.call("GET", "clients/web?fields=name");
    assert.equal(entries().length, 0);
    await tenant.call("GET", "clients/web");
    await tenant.call("POST", "resource-servers", { identifier: "urn:h", signing_alg: "HS256" });
    await tenant.call("GET", "resource-servers?fields=identifier");
    await tenant.call("GET", "resource-servers");
    assert.deepEqual(
      entries().map(({ type, description }) => [type, description]),
      [
        ["mgmt_api_read", "Get a client"],
        ["sapi", "Create a resource server"],
        ["mgmt_api_read", "Get resource servers"],
      ],
    );
  });

  it("holds no secret and no token, wherever they were", async () => {
    const secrets = [
      "chosen-client-secret",
      "a-signing-secret-of-some-length",
      "Some$Password1",
      "query-token",
    ];
    const [client, api, password, token] = secrets;
    await tenant.call("POST", "clients?access_token=query-token", { name: "A", client_secret: client });
    await tenant.call("PATCH", "clients/web", { client_secret: client });
    await tenant.call("POST", "clients/web/rotate-secret");
    await tenant.call("POST", "resource-servers", { identifier: "urn:a", signing_secret: api });
    await tenant.call("POST", "users", {
      connection: "Username-Password-Authentication",
      email: "a@example.test",
      password,
    });
    await tenant.call("POST", "users", {
      password,
      refresh_token: token,
      nested: [{ client_secret: client }],
    });
    await tenant.call("GET", "clients");
    const bearer = (await tenant.token()).body.access_token as string;
    const log = JSON.stringify(tenant.context.store.logs.find({}));
    assert.ok(entries().length >= 7);
    const rotated = tenant.context.store.clients.get("web")?.client_secret;
    for (const secret of [...secrets, String(rotated), "local-admin-secret", bearer.split(".")[2] ?? ""]) {
      assert.equal(log.includes(secret), false, secret);
    }
  });

  it("keeps the configuration of refresh tokens, which is no token", async () => {
    const refresh_token = { rotation_type: "rotating", expiration_type: "expiring" };
    await tenant.call("PATCH", "clients/web", { refresh_token });
    const [details] = entries().map((entry) => entry.details as unknown as { request: { body: object } });
    assert.deepEqual(details?.request.body, { refresh_token });
  });

  it("64 characters of a correlation id, and bodies of bounded size", async () => {
    await tenant.call(
      "PATCH",
      "tenants/settings",
      { friendly_name: "A" },
      { "x-correlation-id": "x".repeat(100) },
    );
    const [entry] = entries();
    assert.deepEqual(entry?.references, { correlation_id: "x".repeat(64) });
    const scopes = Array.from({ length: 2_000 }, (_, index) => ({ value: `scope:${index}` }));
    await tenant.call("POST", "resource-servers", { identifier: "urn:a", scopes });
    assert.ok(JSON.stringify(entries().at(-1)).length < 20_000);
  });

  describe("reading it", () => {
    beforeEach(async () => {
      for (const identifier of ["urn:1", "urn:2", "urn:3"]) {
        await tenant.call("POST", "resource-servers", { identifier });
        tenant.clock.advanceSeconds(1);
      }
      await tenant.call("POST", "resource-servers", {});
    });
    const types = (body: { type: string }[]) => body.map(({ type }) => type);

    it("the newest first, by page, with totals", async () => {
      const { body } = await tenant.call("GET", "logs?include_totals=true&per_page=2&page=0");
      assert.deepEqual(Object.keys(body), ["start", "limit", "length", "logs", "total"]);
      assert.deepEqual(types(body.logs), ["fapi", "sapi"]);
      const second = await tenant.call("GET", "logs?per_page=2&page=1");
      assert.equal(new Set([...body.logs, ...second.body].map(({ log_id }) => log_id)).size, 4);
      assert.deepEqual((await tenant.call("GET", "logs?per_page=100&page=5")).body, []);
      assert.equal((await tenant.call("GET", "logs?per_page=100&page=10")).status, 400);
    });

    it("by checkpoint, in the order of writing", async () => {
      const { body: first } = await tenant.call("GET", "logs?take=2");
      const { body: next } = await tenant.call("GET", `logs?from=${first[1].log_id}&take=100`);
      const dates = [...first, ...next].map(({ date }) => date);
      assert.deepEqual(dates, [...dates].sort());
      assert.equal((await tenant.call("GET", "logs?from=900")).status, 400);
    });

    it("by what is searched for, sorted and selected", async () => {
      assert.deepEqual(types((await tenant.call("GET", "logs?q=type:fapi")).body), ["fapi"]);
      const oldest = await tenant.call(
        "GET",
        "logs?q=type:sapi&sort=date:1&fields=date,type&include_fields=true",
      );
      assert.deepEqual(oldest.body[0], { date: "2026-03-01T00:00:00.000Z", type: "sapi" });
    });

    it("one by its id", async () => {
      const [entry] = await newest();
      assert.deepEqual((await tenant.call("GET", `logs/${entry?.log_id}`)).body, entry);
      assert.equal((await tenant.call("GET", "logs/900")).status, 404);
    });
  });
});
