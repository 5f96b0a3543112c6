import assert from "node:assert/strict";
import type { Json } from "../../../provider/model/values";
import { assertGivesNothingAway, expectError } from "./support/expect-error";
import { DOMAIN, fakeHttp, type Handler, type Said, script } from "./support/fake-http";

const ID = "69a006b6f39293776f28ab5d";
const API = { id: ID, identifier: "https://a.example/x", token_lifetime: 900, brand_new_key: { a: [1] } };
const NOT_FOUND: Said = {
  status: 404,
  body: {
    statusCode: 404,
    error: "Not Found",
    message: "The resource server does not exist",
    errorCode: "inexistent_resource_server",
  },
};
const LEFT_OUT = "fields=signing_secret&include_fields=false";

const badRequest = (message: string): Said => ({
  status: 400,
  body: { statusCode: 400, error: "Bad Request", message, errorCode: "invalid_query_string" },
});

describe("get", () => {
  it("reads by id without the secret, and keeps keys that nobody knows", async () => {
    const { client, asked, run } = fakeHttp(() => ({ status: 200, body: API }));
    assert.deepEqual(await run(client.resourceServers.get(ID)), API);
    assert.equal(asked[0]?.method, "GET");
    assert.equal(asked[0]?.url.href, `https://${DOMAIN}/api/v2/resource-servers/${ID}?${LEFT_OUT}`);
    assert.equal(asked[0]?.headers["user-agent"], "pulumi-apisettings/1.2.3");
    assert.equal(asked[0]?.headers["auth0-custom-domain"], undefined);
    assert.equal(asked[0]?.text, "");
  });

  it("encodes an identifier once", async () => {
    const identifier = "https://a.example/x y?z#ü%2F";
    const { client, asked, run } = fakeHttp(() => ({ status: 200, body: { ...API, identifier } }));
    await run(client.resourceServers.get(identifier));
    assert.equal(asked[0]?.url.pathname, `/api/v2/resource-servers/${encodeURIComponent(identifier)}`);
  });

  it("reads with the secret where it is asked for", async () => {
    const api = { ...API, signing_secret: "0123456789abcdef" };
    const { client, asked, run } = fakeHttp(() => ({ status: 200, body: api }));
    assert.deepEqual(await run(client.resourceServers.get(ID, { withSigningSecret: true })), api);
    assert.equal(asked[0]?.url.search, "");
  });

  it("drops a secret that was not asked for", async () => {
    const { client, run } = fakeHttp(() => ({
      status: 200,
      body: { ...API, signing_secret: "0123456789abcdef" },
    }));
    assert.deepEqual(await run(client.resourceServers.get(ID)), API);
  });

  it("falls back to a plain read where the tenant cannot leave fields out, and remembers it", async () => {
    const handler: Handler = ({ url }) =>
      url.search === ""
        ? { status: 200, body: { ...API, signing_secret: "0123456789abcdef" } }
        : badRequest("no fields");
    const { client, asked, run } = fakeHttp(handler);
    assert.deepEqual(await run(client.resourceServers.get(ID)), API);
    assert.deepEqual(await run(client.resourceServers.get(ID)), API);
    assert.deepEqual(
      asked.map(({ url }) => url.search),
      [`?${LEFT_OUT}`, "", ""],
    );
  });

  it("does not remember a 400 that has another reason", async () => {
    const { client, asked, run } = fakeHttp(
      script(badRequest("a"), badRequest("b"), { status: 200, body: API }),
    );
    const error = await expectError(run(client.resourceServers.get(ID)), "rejected-by-tenant");
    assert.match(error.message, /"b"/);
    await run(client.resourceServers.get(ID));
    assert.equal(asked[2]?.url.search, `?${LEFT_OUT}`);
  });

  it("a 404 of the tenant's is undefined", async () => {
    for (const said of [NOT_FOUND, { status: 404 }, { status: 404, body: {} }]) {
      const { client, run } = fakeHttp(() => said);
      assert.equal(await run(client.resourceServers.get(ID)), undefined);
    }
  });

  it("a 404 of anybody else is not: Pulumi would create the API again", async () => {
    const { client, run } = fakeHttp(() => ({ status: 404, text: "<html>nginx</html>" }));
    await expectError(run(client.resourceServers.get(ID)), "unexpected-answer");
    await expectError(run(client.resourceServers.delete(ID)), "unexpected-answer");
    await expectError(run(client.resourceServers.update(ID, { name: "x" })), "unexpected-answer");
  });

  const odd: [name: string, said: Said][] = [
    ["HTML", { status: 200, text: "<html>Please sign in</html>" }],
    ["cut off", { status: 200, text: '{"id":"69a0' }],
    ["empty", { status: 200 }],
    ["204", { status: 204 }],
    ["a list", { status: 200, body: [API] }],
    ["null", { status: 200, body: null }],
    ["without id", { status: 200, body: { identifier: "https://a.example/x" } }],
    ["with a number as id", { status: 200, body: { id: 1, identifier: "https://a.example/x" } }],
    ["another API", { status: 200, body: { id: "0".repeat(24), identifier: "https://b" } }],
  ];
  for (const [name, said] of odd) {
    it(`an answer that is ${name} is an unexpected one`, async () => {
      const { client, asked, run } = fakeHttp(() => said);
      const error = await expectError(run(client.resourceServers.get(ID)), "unexpected-answer");
      assert.equal(error.status, said === "silence" || "fail" in said ? 0 : said.status);
      assert.ok(!error.message.includes("sign in"), "bodies are not quoted");
      assert.equal(asked.length, 1);
    });
  }

  it("refuses what would reach another path", async () => {
    const { client, asked, run } = fakeHttp(() => ({ status: 200, body: [] }));
    for (const id of ["", ".", "..", "\ud800"]) {
      await expectError(run(client.resourceServers.get(id)), "invalid-input");
      await expectError(run(client.resourceServers.delete(id)), "invalid-input");
    }
    assert.equal(asked.length, 0);
  });
});

describe("findByIdentifier", () => {
  it("matches exactly", async () => {
    const { client, run } = fakeHttp(() => ({ status: 200, body: API }));
    assert.deepEqual(await run(client.resourceServers.findByIdentifier(API.identifier)), API);
    assert.equal(await run(client.resourceServers.findByIdentifier(`${API.identifier}/`)), undefined);
  });

  it("asks the list where an identifier looks like an id or like a path", async () => {
    for (const identifier of ["a".repeat(24), "..", "."]) {
      const mine = { ...API, identifier };
      const { client, asked, run } = fakeHttp(() => ({ status: 200, body: [API, mine] }));
      assert.deepEqual(await run(client.resourceServers.findByIdentifier(identifier)), mine);
      assert.equal(asked[0]?.url.pathname, "/api/v2/resource-servers");
      assert.equal(asked[0]?.url.searchParams.get("identifiers"), identifier);
    }
  });

  it("is undefined where there is none", async () => {
    const { client, run } = fakeHttp(({ url }) =>
      url.pathname.endsWith("/resource-servers") ? { status: 200, body: [] } : NOT_FOUND,
    );
    assert.equal(await run(client.resourceServers.findByIdentifier("https://none")), undefined);
    assert.equal(await run(client.resourceServers.findByIdentifier("b".repeat(24))), undefined);
  });
});

describe("update", () => {
  it("sends one PATCH with what changes, null included", async () => {
    const { client, asked, run } = fakeHttp(() => ({ status: 200, body: API }), {
      settings: { customDomainHeader: "login.example.com" },
    });
    const body = { token_lifetime: 900, token_encryption: null };
    assert.deepEqual(await run(client.resourceServers.update(ID, body)), API);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.method, "PATCH");
    assert.deepEqual(asked[0]?.body, body);
    assert.equal(asked[0]?.headers["content-type"], "application/json");
    assert.equal(asked[0]?.headers["auth0-custom-domain"], "login.example.com");
  });

  it("says that the API was deleted outside, and how to repair it", async () => {
    const { client, run } = fakeHttp(() => NOT_FOUND);
    const error = await expectError(run(client.resourceServers.update(ID, { name: "x" })), "gone");
    assert.match(error.wayOut ?? "", /`pulumi refresh`.*`pulumi up`/);
  });

  it("is repeated after failures: a PATCH twice is a PATCH once", async () => {
    const { client, asked, run } = fakeHttp(
      script({ status: 502 }, "silence", { fail: "ECONNRESET" }, { status: 200, body: API }),
    );
    await run(client.resourceServers.update(ID, { name: "x" }));
    assert.equal(asked.length, 4);
  });
});

describe("delete", () => {
  it("204 and 404 are both done", async () => {
    for (const said of [{ status: 204 }, { status: 200, body: {} }, NOT_FOUND]) {
      const { client, asked, run } = fakeHttp(() => said);
      assert.equal(await run(client.resourceServers.delete(ID)), undefined);
      assert.equal(asked[0]?.method, "DELETE");
      assert.equal(asked[0]?.url.search, "");
    }
  });
});

describe("failures", () => {
  const cases: [
    name: string,
    status: number,
    body: Json,
    code: Parameters<typeof expectError>[1],
    text: RegExp,
  ][] = [
    [
      "a missing scope",
      403,
      {
        message: "Insufficient scope, expected any of: update:resource_servers,x:y",
        errorCode: "insufficient_scope",
      },
      "insufficient-scope",
      /lack the scope update:resource_servers or x:y .*Grant the application the scope update:resource_servers/,
    ],
    [
      "fields that may not be read",
      403,
      { message: "Some fields cannot be read with the permissions granted by the bearer token scopes." },
      "insufficient-scope",
      /Some fields cannot be read/,
    ],
    [
      "the plan",
      403,
      {
        message: "Please upgrade your subscription to use token_encryption.",
        errorCode: "feature_not_enabled",
      },
      "plan-feature",
      /upgrade your subscription to use token_encryption/,
    ],
    [
      "the number of APIs",
      403,
      { message: "You reached the limit of entities of this type for this tenant." },
      "entity-limit",
      /allows no more APIs/,
    ],
    ["anything else that is forbidden", 403, { message: "No." }, "rejected-by-tenant", /"No"/],
    [
      "validation",
      400,
      {
        message: "Payload validation error: 'Value 2592001 is greater than maximum 2592000'.",
        errorCode: "invalid_body",
      },
      "rejected-by-tenant",
      /Value 2592001 is greater/,
    ],
    [
      "a system API",
      400,
      { message: "System resource servers cannot be patched." },
      "system-api",
      /belongs to the tenant itself/,
    ],
    [
      "a malformed token",
      400,
      { message: "Bad HTTP authentication header format", errorCode: "Bearer" },
      "credentials-refused",
      /Bad HTTP authentication/,
    ],
    ["a conflict on an update", 409, { message: "Busy" }, "rejected-by-tenant", /Busy/],
    ["too large a request", 413, null, "rejected-by-tenant", /HTTP 413/],
    ["a proxy", 407, null, "network", /HTTPS_PROXY/],
    ["a status that repeats", 503, null, "tenant-failure", /status\.auth0\.com/],
  ];
  for (const [name, status, body, code, text] of cases) {
    it(`${name}: ${code}`, async () => {
      const { client, run } = fakeHttp(() => ({ status, body }));
      const error = await expectError(run(client.resourceServers.update(ID, { name: "x" })), code);
      assert.equal(error.status, status);
      assert.match(error.message, text);
      assert.match(error.summary, /^Could not update the API 69a006b6f39293776f28ab5d: /);
    });
  }

  const silences: [said: Said, code: Parameters<typeof expectError>[1], text: RegExp, requests: number][] = [
    ["silence", "timeout", /within 30 s/, 4],
    [{ fail: "ECONNRESET" }, "network", /ECONNRESET/, 4],
    [{ fail: "ENOTFOUND" }, "network", /tenant\.example\.auth0\.com could not be reached \(ENOTFOUND\)/, 4],
    [{ fail: "SELF_SIGNED_CERT_IN_CHAIN" }, "network", /not trusted.*NODE_EXTRA_CA_CERTS/, 1],
    [{ fail: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, "network", /NODE_EXTRA_CA_CERTS/, 1],
    [{ fail: "ERR_TLS_CERT_ALTNAME_INVALID" }, "network", /NODE_EXTRA_CA_CERTS/, 1],
    [
      { fail: "ERR_BAD_RESPONSE", message: "maxContentLength size of 20971520 exceeded" },
      "unexpected-answer",
      /larger than any answer/,
      1,
    ],
  ];
  for (const [said, code, text, requests] of silences) {
    it(`${JSON.stringify(said)}: ${code} after ${requests} requests`, async () => {
      const { client, asked, run } = fakeHttp(() => said);
      const error = await expectError(run(client.resourceServers.get(ID)), code);
      assert.match(error.message, text);
      assert.equal(error.status, undefined);
      assert.equal(asked.length, requests);
    });
  }

  it("never attach what axios threw: it holds the request with its token", async () => {
    const { client, run } = fakeHttp(() => ({
      fail: "ECONNRESET",
      message: "GET https://u:pw@proxy Bearer x",
    }));
    const error = await expectError(run(client.resourceServers.get(ID)), "network");
    assertGivesNothingAway(error, "u:pw@proxy");
    assert.deepEqual(Object.keys(error.cause as object), []);
  });

  it("never quote a signing secret that was sent", async () => {
    const secret = 'sign"ing+secret/0123';
    const echo: Handler = ({ body, text }) => ({
      status: 400,
      body: { message: `'${String(body.signing_secret)}' on ${encodeURIComponent(secret)} in ${text}` },
    });
    const { client, logged, run } = fakeHttp(echo, { settings: { debug: true } });
    const update = run(client.resourceServers.update(ID, { signing_secret: secret }));
    assertGivesNothingAway(await expectError(update, "rejected-by-tenant"), secret);
    const create = run(client.resourceServers.create({ identifier: "https://a", signing_secret: secret }));
    const error = await expectError(create, "rejected-by-tenant");
    assertGivesNothingAway(error, secret, JSON.stringify(secret).slice(1, -1));
    assertGivesNothingAway(logged, secret);
  });

  it("a time limit that passes is short: 4 attempts of 30 s and the waits between", async () => {
    const { client, clock, run } = fakeHttp(() => "silence");
    const startedAt = clock.now();
    await expectError(run(client.resourceServers.get(ID)), "timeout");
    assert.equal(clock.now() - startedAt, 4 * 30_000 + 250 + 500 + 1_000);
    assert.equal(clock.pendingTimers, 0);
  });
});

describe("429", () => {
  for (const metered of [true, false]) {
    it(`fifty of them are survived by ten calls, ${metered ? "with" : "without"} rate-limit headers`, async () => {
      const { client, clock, run } = fakeHttp((_asked, count) => {
        const [status, remaining] = count <= 50 ? [429, "0"] : [200, "49"];
        const reset = String(Math.floor(clock.now() / 1_000) + 1);
        const bucket = {
          "x-ratelimit-limit": "50",
          "x-ratelimit-remaining": remaining,
          "x-ratelimit-reset": reset,
        };
        return { status, body: API, headers: metered ? bucket : {} };
      });
      const startedAt = clock.now();
      await run(Promise.all(Array.from({ length: 10 }, () => client.resourceServers.update(ID, {}))));
      assert.ok(clock.now() - startedAt < 20_000, `${clock.now() - startedAt} ms`);
    });
  }

  it("with a reset time in the past for five seconds costs a few requests, not 45,000", async () => {
    let until = 0;
    const { client, clock, asked, run } = fakeHttp(() => {
      const reset = { "x-ratelimit-reset": String(Math.floor(clock.now() / 1_000) - 1) };
      const headers = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", ...reset };
      return clock.now() < until ? { status: 429, headers } : { status: 200, body: API };
    });
    until = clock.now() + 5_000;
    await run(Promise.all(Array.from({ length: 20 }, () => client.resourceServers.update(ID, {}))));
    assert.ok(asked.length <= 20 + 40, `${asked.length} requests`);
  });

  it("without end is given up", async () => {
    const { client, asked, run } = fakeHttp(() => ({
      status: 429,
      body: { message: "Global limit has been reached" },
    }));
    const error = await expectError(run(client.resourceServers.get(ID)), "rate-limited");
    assert.match(error.message, /Global limit has been reached/);
    assert.equal(asked.length, 12);
  });
});

describe("Cancelling", () => {
  it("before, during and between requests ends at once, without another request", async () => {
    const controller = new AbortController();
    controller.abort();
    const before = fakeHttp(() => ({ status: 200, body: API }));
    await expectError(
      before.run(before.client.resourceServers.get(ID, { signal: controller.signal })),
      "cancelled",
    );
    assert.equal(before.asked.length + before.tokenRequests.length, 0);

    for (const said of ["silence", { status: 503 }] as Said[]) {
      const { client, clock, asked, run } = fakeHttp(() => said);
      const during = new AbortController();
      const call = client.resourceServers.get(ID, { signal: during.signal });
      await clock.advance(100);
      assert.equal(asked.length, 1);
      during.abort();
      await expectError(run(call), "cancelled");
      assert.equal(asked.length, 1);
      assert.equal(clock.pendingTimers, 0);
    }
  });

  it("during the last attempt is still a cancellation, not a failure of the network", async () => {
    const { client, clock, asked, run } = fakeHttp(
      script({ status: 503 }, { status: 503 }, { status: 503 }, "silence"),
    );
    const controller = new AbortController();
    const call = client.resourceServers.get(ID, { signal: controller.signal });
    await clock.advance(5_000);
    assert.equal(asked.length, 4);
    controller.abort();
    await expectError(run(call), "cancelled");
  });

  it("one signal for many calls raises no warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const { client, run } = fakeHttp(() => ({ status: 200, body: API, afterMs: 10 }));
    const { signal } = new AbortController();
    await run(Promise.all(Array.from({ length: 30 }, () => client.resourceServers.get(ID, { signal }))));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    assert.deepEqual(warnings, []);
  });
});

describe("Debug log", () => {
  it("says method, path, status, time and attempt, and nothing else", async () => {
    const { client, logged, run } = fakeHttp(
      script({ status: 503, afterMs: 20 }, { status: 200, body: API, afterMs: 34 }),
      { settings: { debug: true } },
    );
    await run(client.resourceServers.update(ID, { name: "do not log me" }));
    assert.deepEqual(
      logged.map(({ message }) => message),
      [
        "POST /oauth/token 200 in 0 ms (attempt 1)",
        `PATCH /api/v2/resource-servers/${ID} 503 in 20 ms (attempt 1)`,
        `PATCH /api/v2/resource-servers/${ID} 200 in 34 ms (attempt 2)`,
      ],
    );
    assertGivesNothingAway(logged);
  });

  it("is silent unless asked for", async () => {
    const { client, logged, run } = fakeHttp(() => ({ status: 200, body: API }));
    await run(client.resourceServers.get(ID));
    assert.deepEqual(logged, []);
  });
});
