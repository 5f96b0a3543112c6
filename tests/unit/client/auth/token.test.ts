import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { Json } from "../../../../provider/model/values";
import { rsaKeys } from "../../../support/keys";
import { assertGivesNothingAway, expectError } from "../support/expect-error";
import {
  ACCESS_TOKEN,
  CLIENT_SECRET,
  DOMAIN,
  fakeHttp,
  type Handler,
  issueToken,
  type Said,
  SETTINGS,
  script,
} from "../support/fake-http";

const API = { id: "69a006b6f39293776f28ab5d", identifier: "https://a" };
const ok: Handler = () => ({ status: 200, body: API });

function tokens(expiresIn: Json): Handler {
  return (_asked, count) => ({
    status: 200,
    body: { access_token: `token-${count}`, token_type: "Bearer", expires_in: expiresIn },
  });
}

const proofIn = (body: Record<string, Json>): string => String(body.client_secret ?? body.client_assertion);

const EXPIRED: Said = {
  status: 401,
  body: {
    statusCode: 401,
    error: "Unauthorized",
    message: "Expired token received for JSON Web Token validation",
  },
};

describe("Access token", () => {
  it("is asked for once by 20 calls at once, and used by all", async () => {
    const { client, asked, tokenRequests, run } = fakeHttp(ok, {
      token: () => ({ ...(issueToken as () => object)(), status: 200, afterMs: 300 }) as Said,
    });
    await run(Promise.all(Array.from({ length: 20 }, () => client.resourceServers.get(API.id))));
    assert.equal(tokenRequests.length, 1);
    assert.equal(asked.length, 20);
    for (const { headers } of asked) assert.equal(headers.authorization, `Bearer ${ACCESS_TOKEN}`);
  });

  it("is asked for with client id and secret in a form body (RFC 6749, 4.4)", async () => {
    const { client, tokenRequests, run } = fakeHttp(ok, { settings: { audience: "urn:other" } });
    await run(client.resourceServers.get(API.id));
    const [request] = tokenRequests;
    assert.equal(request?.method, "POST");
    assert.equal(request.url.href, `https://${DOMAIN}/oauth/token`);
    assert.equal(request.headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(request.headers.authorization, undefined);
    assert.deepEqual(request.body, {
      grant_type: "client_credentials",
      client_id: "client-1",
      client_secret: CLIENT_SECRET,
      audience: "urn:other",
    });
  });

  it("is asked for with a signed assertion for the issuer instead of a secret", async () => {
    const privateKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const { client, tokenRequests, run } = fakeHttp(ok, {
      settings: { credentials: { kind: "private-key-jwt", clientId: "c", privateKey, signingAlg: "ES256" } },
      token: script({ status: 503 }, issueToken({} as never, 1) as Said),
    });
    await run(client.resourceServers.get(API.id));
    const assertions = tokenRequests.map(({ body }) => String(body.client_assertion));
    assert.equal(assertions.length, 2);
    assert.notEqual(assertions[0], assertions[1], "each attempt signs anew");
    const claims = JSON.parse(Buffer.from(assertions[0]?.split(".")[1] ?? "", "base64url").toString());
    assert.equal(claims.aud, `https://${DOMAIN}/`);
    assert.equal(
      tokenRequests[0]?.body.client_assertion_type,
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    );
    assert.equal(tokenRequests[0]?.body.client_secret, undefined);
  });

  it("is renewed 60 s before it ends, not earlier and not later", async () => {
    const { client, clock, tokenRequests, run } = fakeHttp(ok, { token: tokens(3_600) });
    await run(client.resourceServers.get(API.id));
    await clock.advance(3_539_000);
    await run(client.resourceServers.get(API.id));
    assert.equal(tokenRequests.length, 1);
    await clock.advance(1_000);
    await run(client.resourceServers.get(API.id));
    assert.equal(tokenRequests.length, 2);
  });

  it("a short one is renewed when nine tenths are over", async () => {
    const { client, clock, tokenRequests, run } = fakeHttp(ok, { token: tokens(100) });
    await run(client.resourceServers.get(API.id));
    await clock.advance(89_000);
    await run(client.resourceServers.get(API.id));
    assert.equal(tokenRequests.length, 1);
    await clock.advance(1_000);
    await run(client.resourceServers.get(API.id));
    assert.equal(tokenRequests.length, 2);
  });

  for (const expiresIn of [undefined, "86400", 0, -5] as (Json | undefined)[]) {
    it(`works with expires_in ${JSON.stringify(expiresIn)}`, async () => {
      const { client, run } = fakeHttp(ok, { token: tokens(expiresIn as Json) });
      assert.ok(await run(client.resourceServers.get(API.id)));
      assert.ok(await run(client.resourceServers.get(API.id)));
    });
  }

  it("is renewed once after a 401, and the call goes on", async () => {
    const { client, asked, tokenRequests, run } = fakeHttp(
      ({ headers }) => (headers.authorization === "Bearer token-1" ? EXPIRED : { status: 200, body: API }),
      { token: tokens(86_400) },
    );
    const calls = Array.from({ length: 10 }, () => client.resourceServers.get(API.id));
    assert.equal((await run(Promise.all(calls))).length, 10);
    assert.equal(tokenRequests.length, 2);
    assert.ok(asked.length <= 20);
  });

  it("a second 401 is the end", async () => {
    const { client, asked, tokenRequests, run } = fakeHttp(() => EXPIRED, { token: tokens(86_400) });
    const error = await expectError(run(client.resourceServers.get(API.id)), "credentials-refused");
    assert.equal(error.status, 401);
    assert.match(error.message, /Expired token received/);
    assert.equal(asked.length, 2);
    assert.equal(tokenRequests.length, 2);
  });

  it("a late 401 does not throw away the token that another call has renewed", async () => {
    const { client, asked, tokenRequests, run } = fakeHttp(
      (request) => {
        if (request.headers.authorization !== "Bearer token-1") return { status: 200, body: API };
        return { ...EXPIRED, afterMs: asked.length === 1 ? 5_000 : 10 };
      },
      { token: tokens(86_400), settings: { initialRate: { burst: 50, perSecond: 50 } } },
    );
    await run(Promise.all([client.resourceServers.get(API.id), client.resourceServers.get(API.id)]));
    assert.equal(tokenRequests.length, 2);
  });

  it("is renewed once in a call, not once in each of its attempts", async () => {
    const { client, tokenRequests, run } = fakeHttp(
      script(EXPIRED, { status: 503 }, EXPIRED, { status: 200, body: API }),
      {
        token: tokens(86_400),
      },
    );
    await expectError(run(client.resourceServers.get(API.id)), "credentials-refused");
    assert.equal(tokenRequests.length, 2);
  });

  it("a ready API token is used as it is and never renewed", async () => {
    const settings = { credentials: { kind: "api-token" as const, apiToken: "ready-token-123" } };
    const good = fakeHttp(ok, { settings });
    await good.run(good.client.resourceServers.get(API.id));
    assert.equal(good.asked[0]?.headers.authorization, "Bearer ready-token-123");
    assert.equal(good.tokenRequests.length, 0);
    const bad = fakeHttp(() => EXPIRED, { settings });
    const error = await expectError(bad.run(bad.client.resourceServers.get(API.id)), "credentials-refused");
    assertGivesNothingAway(error, "ready-token-123");
    assert.equal(bad.asked.length, 1);
  });

  const refusals: [name: string, status: number, body: Json, wayOut: RegExp][] = [
    [
      "a wrong secret",
      401,
      { error: "access_denied", error_description: "Unauthorized" },
      /client id and secret/,
    ],
    [
      "no client grant",
      403,
      {
        error: "access_denied",
        error_description: `Client is not authorized to access "https://${DOMAIN}/api/v2/".`,
      },
      /Authorize the application/,
    ],
    [
      "an unknown audience",
      403,
      { error: "access_denied", error_description: "Service not enabled within domain: https://x/api/v2/" },
      /audience/,
    ],
    [
      "an unknown audience, in other words",
      403,
      { error: "access_denied", error_description: "Service not found: https://x/api/v2/" },
      /audience/,
    ],
    ["an OAuth error with 400", 400, { error: "invalid_client" }, /client id and secret/],
  ];
  for (const [name, status, body, wayOut] of refusals) {
    it(`${name} is refused at once, with the tenant's words`, async () => {
      const { client, asked, tokenRequests, run } = fakeHttp(ok, { token: () => ({ status, body }) });
      const error = await expectError(run(client.resourceServers.get(API.id)), "credentials-refused");
      assert.equal(error.status, status);
      assert.match(error.wayOut ?? "", wayOut);
      const said =
        (body as { error_description?: string; error: string }).error_description ?? "invalid_client";
      assert.ok(error.summary.includes(said.replace(/\.$/, "")), error.summary);
      assert.equal(tokenRequests.length, 1);
      assert.equal(asked.length, 0);
    });
  }

  it("never quotes the secret or the assertion, even where the tenant does", async () => {
    const echo: Handler = ({ body }) => ({
      status: 401,
      body: {
        error: "access_denied",
        error_description: `bad ${proofIn(body)} and ${encodeURIComponent(proofIn(body))}`,
      },
    });
    const { client, run } = fakeHttp(ok, { token: echo });
    await expectError(run(client.resourceServers.get(API.id)), "credentials-refused");
    const privateKey = rsaKeys().privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const jwt = fakeHttp(ok, {
      token: echo,
      settings: { credentials: { kind: "private-key-jwt", clientId: "c", privateKey, signingAlg: "RS256" } },
    });
    const error = await expectError(jwt.run(jwt.client.resourceServers.get(API.id)), "credentials-refused");
    const sent = String(jwt.tokenRequests[0]?.body.client_assertion);
    assertGivesNothingAway(error, sent, sent.slice(0, 40), privateKey.slice(40, 80));
  });

  const failures: [name: string, said: Said, code: Parameters<typeof expectError>[1], attempts: number][] = [
    ["keeps answering 500", { status: 500 }, "tenant-failure", 4],
    ["keeps answering 429", { status: 429 }, "rate-limited", 12],
    ["answers HTML", { status: 200, text: "<html>sign in</html>" }, "unexpected-answer", 1],
    ["answers no token", { status: 200, body: { token_type: "Bearer" } }, "unexpected-answer", 1],
    [
      "answers another kind of token",
      { status: 200, body: { access_token: "x", token_type: "DPoP" } },
      "unexpected-answer",
      1,
    ],
    ["is not there", { status: 404, text: "nothing here" }, "unexpected-answer", 1],
    ["refuses the request", { status: 400, body: { error: "invalid_request" } }, "rejected-by-tenant", 1],
    ["cannot be reached", { fail: "ENOTFOUND" }, "network", 4],
    ["never answers", "silence", "timeout", 4],
  ];
  for (const [name, said, code, attempts] of failures) {
    it(`where the token endpoint ${name}: ${code}`, async () => {
      const { client, asked, tokenRequests, run } = fakeHttp(ok, { token: () => said });
      await expectError(run(client.resourceServers.get(API.id)), code);
      assert.equal(tokenRequests.length, attempts);
      assert.equal(asked.length, 0);
    });
  }

  it("after a failure the next call asks again", async () => {
    const { client, run } = fakeHttp(ok, {
      token: script({ status: 401, body: { error: "access_denied" } }, issueToken({} as never, 1) as Said),
    });
    await expectError(run(client.resourceServers.get(API.id)), "credentials-refused");
    assert.ok(await run(client.resourceServers.get(API.id)));
  });

  it("one call that is cancelled does not take the token from the others", async () => {
    const { client, clock, tokenRequests, run } = fakeHttp(ok, {
      settings: { initialRate: { burst: 50, perSecond: 16 } },
      token: () => ({ ...(issueToken({} as never, 1) as object), afterMs: 1_000 }) as Said,
    });
    const controller = new AbortController();
    const first = client.resourceServers.get(API.id, { signal: controller.signal });
    const second = client.resourceServers.get(API.id);
    await clock.advance(500);
    controller.abort();
    await expectError(run(first), "cancelled");
    assert.ok(await run(second));
    assert.equal(tokenRequests.length, 1);
  });

  it("where all are cancelled, the token request ends too", async () => {
    const { client, clock, run } = fakeHttp(ok, { token: () => "silence" });
    const controller = new AbortController();
    const call = client.resourceServers.get(API.id, { signal: controller.signal });
    await clock.advance(500);
    controller.abort();
    await expectError(run(call), "cancelled");
    assert.equal(clock.pendingTimers, 0);
  });

  it("the token goes to the Management API and nowhere else: redirects are not followed", async () => {
    const { client, asked, run } = fakeHttp(() => ({
      status: 302,
      headers: { location: "https://evil.example/" },
    }));
    await expectError(run(client.resourceServers.get(API.id)), "unexpected-answer");
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.url.host, SETTINGS.domain);
  });
});
