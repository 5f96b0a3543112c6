/** What goes wrong on purpose, over real sockets: seen by the provider's own client, and byte by byte. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createManagementClient, type ManagementClient } from "../../provider/client/client";
import { type ErrorCode, isApiSettingsError } from "../../provider/model/errors";
import { type FaultRule, startTenant, type Tenant } from "../../tenant/index";

const API = { identifier: "https://orders.example/", token_lifetime: 900 };

interface Setting {
  tenant: Tenant;
  client: ManagementClient;
  /** Milliseconds that the client waited by its own clock, which runs a hundred times as fast. */
  waits: number[];
  /** `METHOD STATUS` of what the Management API was asked. */
  asked(): string[];
}

async function withFaults(
  faults: readonly (FaultRule | string)[],
  use: (setting: Setting) => Promise<void>,
  requestTimeoutSeconds = 500,
): Promise<void> {
  const tenant = await startTenant();
  const waits: number[] = [];
  const start = Date.now();
  const client = createManagementClient(
    {
      domain: tenant.domain,
      baseUrl: tenant.url,
      audience: tenant.audience,
      credentials: { kind: "client-secret", clientId: tenant.clientId, clientSecret: tenant.clientSecret },
      customDomainHeader: undefined,
      debug: false,
      initialRate: undefined,
      maxRequestsPerSecond: undefined,
      maxConcurrency: 8,
      reserve: 0.2,
      requestTimeoutSeconds,
    },
    {
      now: () => start + (Date.now() - start) * 100,
      delay(milliseconds, signal) {
        // Time limits are waits too.
        if (milliseconds !== requestTimeoutSeconds * 1_000) waits.push(milliseconds);
        return sleep(milliseconds / 100, undefined, { signal });
      },
      random: () => 0,
      log: () => undefined,
    },
  );
  const asked = (): string[] =>
    tenant
      .requests()
      .filter(({ path }) => path.startsWith("/api/v2/"))
      .map(({ method, status }) => `${method} ${status}`);
  try {
    // A token is fetched and the connection is warm before anything goes wrong.
    await client.resourceServers.findByIdentifier("urn:nothing");
    waits.length = 0;
    tenant.faults.set(faults);
    await use({ tenant, client, waits, asked: () => asked().slice(1) });
  } finally {
    await tenant.close();
  }
}

async function apisOf(tenant: Tenant): Promise<string[]> {
  tenant.faults.clear();
  const { collections } = tenant.snapshot();
  return (collections.resourceServers as { identifier: string }[])
    .map(({ identifier }) => identifier)
    .slice(1);
}

async function fails(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(call, (error) => {
    assert.ok(isApiSettingsError(error, code), String(error));
    return true;
  });
}

describe("the provider's client meets faults", () => {
  const lost: [string, FaultRule, number?][] = [
    ["a reset after the effect", { match: { method: "POST" }, times: 1, reset: "after" }],
    ["no answer after the effect", { match: { method: "POST" }, times: 1, noAnswer: "after" }, 30],
    ["an answer that breaks off", { match: { method: "POST" }, times: 1, truncateBytes: 20 }],
  ];
  for (const [what, fault, timeoutSeconds] of lost) {
    it(`${what}: the API is adopted, not made twice`, () =>
      withFaults(
        [fault],
        async ({ tenant, client, asked }) => {
          const created = await client.resourceServers.create(API);
          assert.equal(created.token_lifetime, 900);
          assert.equal(asked().filter((each) => each.startsWith("POST")).length, 1);
          assert.deepEqual(await apisOf(tenant), [API.identifier]);
        },
        timeoutSeconds,
      ));
  }

  it("a reset after the effect in a tenant whose clock is 23 hours ahead: adopted by the server's own time", () =>
    withFaults(["reset-after-effect"], async ({ tenant, client }) => {
      tenant.clock.advance("23h");
      const created = await client.resourceServers.create(API);
      assert.equal(created.identifier, API.identifier);
      assert.deepEqual(await apisOf(tenant), [API.identifier]);
    }));

  it("an API that was there before a reset is not adopted", () =>
    withFaults(["reset-after-effect"], async ({ tenant, client }) => {
      tenant.faults.clear();
      await client.resourceServers.create(API);
      tenant.faults.set(["reset-after-effect"]);
      tenant.clock.advance("12h");
      await fails(client.resourceServers.create(API), "lost-answer");
      assert.deepEqual(await apisOf(tenant), [API.identifier]);
    }));

  it("a reset before the effect: the API is made, once", () =>
    withFaults(["reset-before-effect"], async ({ tenant, client, asked }) => {
      await client.resourceServers.create(API);
      assert.deepEqual(
        asked().filter((each) => each.startsWith("POST")),
        ["POST 0", "POST 201"],
      );
      assert.deepEqual(await apisOf(tenant), [API.identifier]);
    }));

  it("429 with a reset time in the past: no hot loop, and an end", () =>
    withFaults(["rate-limit-reset-in-the-past"], async ({ client, waits, asked }) => {
      await fails(client.resourceServers.get("urn:x"), "rate-limited");
      assert.ok(asked().length > 1 && asked().length <= 15, `${asked().length} requests`);
      const waited = waits.reduce((sum, wait) => sum + wait, 0);
      assert.ok(waited >= 250 * (asked().length - 1), `waited ${waits.map(Math.round).join()} ms`);
    })).timeout(10_000);

  it("429 with a reset time a day ahead: waits a minute, not a day", () =>
    withFaults(["rate-limit-reset-far-ahead"], async ({ client, waits }) => {
      const asking = client.resourceServers.get("urn:x");
      assert.equal(await asking, undefined);
      assert.ok(Math.max(...waits) <= 60_000, `waited ${Math.max(...waits)} ms`);
    })).timeout(10_000);

  it("429 without headers, twice: succeeds", () =>
    withFaults([{ times: 2, rateLimit: { headers: false } }], async ({ client, asked }) => {
      assert.equal(await client.resourceServers.get("urn:x"), undefined);
      assert.deepEqual(asked(), ["GET 429", "GET 429", "GET 404"]);
    }));

  it("a read that breaks off, and one that gets no answer, are repeated", () =>
    withFaults(
      ["truncated-body", "no-answer"],
      async ({ tenant, client }) => {
        const [existing] = tenant.snapshot().collections.resourceServers as { id: string }[];
        const found = await client.resourceServers.get(existing?.id ?? "");
        assert.equal(found?.identifier, tenant.audience);
        assert.deepEqual(
          tenant.faults.list().map(({ remaining }) => remaining),
          [0, 0],
        );
      },
      30,
    ));

  it("the token endpoint is down: an error that says so", async () => {
    const tenant = await startTenant({ faults: ["token-endpoint-down"] });
    const answer = await fetch(`${tenant.url}/oauth/token`, { method: "POST" });
    assert.equal(answer.status, 503);
    assert.equal((await fetch(`${tenant.url}/.well-known/jwks.json`)).status, 200);
    await tenant.close();
  });
});

describe("faults on the wire", () => {
  async function exchange(tenant: Tenant, head: string): Promise<{ text: string; code: string | undefined }> {
    const socket = connect(Number(new URL(tenant.url).port), "127.0.0.1");
    let text = "";
    let code: string | undefined;
    socket.on("data", (data) => {
      text += String(data);
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      code = error.code;
    });
    socket.write(`${head} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, "close").catch(() => undefined);
    return { text, code };
  }

  it("a reset is a TCP reset", async () => {
    const tenant = await startTenant({ faults: [{ reset: "before" }] });
    const { text, code } = await exchange(tenant, "GET /.well-known/jwks.json");
    assert.deepEqual([text, code], ["", "ECONNRESET"]);
    await tenant.close();
  });

  it("a truncated body has the whole length in its head, the bytes asked for, and then an end", async () => {
    const tenant = await startTenant({ faults: [{ truncateBytes: 8 }] });
    const { text, code } = await exchange(tenant, "GET /.well-known/jwks.json");
    const [head = "", body = ""] = text.split("\r\n\r\n");
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    assert.ok(Number(/content-length: (\d+)/i.exec(head)?.[1]) > 100, head);
    assert.deepEqual([body, code], ['{"keys":', undefined]);
    await tenant.close();
  });

  it("neither a request without an answer nor a slow one holds up the end", async () => {
    const tenant = await startTenant({
      faults: [{ match: { path: "/a" }, noAnswer: true }, { latencyMilliseconds: 600_000 }],
    });
    const unanswered = fetch(`${tenant.url}/a`).then(
      () => "answered",
      () => "broken",
    );
    const slow = fetch(`${tenant.url}/.well-known/jwks.json`);
    while (tenant.requests().length === 0 || tenant.faults.list().some(({ fired }) => fired === 0))
      await sleep(5);
    const before = performance.now();
    await tenant.close();
    assert.ok(performance.now() - before < 1_000);
    assert.equal(await unanswered, "broken");
    assert.equal((await slow).status, 200, "handled at once");
  });

  it("latency is waited for", async () => {
    const tenant = await startTenant({ faults: [{ latencyMilliseconds: 80 }] });
    const before = performance.now();
    await fetch(`${tenant.url}/.well-known/jwks.json`);
    assert.ok(performance.now() - before >= 79);
    await tenant.close();
  });

  it("the Date header is the tenant's time", async () => {
    const tenant = await startTenant({ startAt: "2030-05-06T07:08:09Z", frozen: true });
    const { headers } = await fetch(`${tenant.url}/.well-known/jwks.json`);
    assert.equal(headers.get("date"), "Mon, 06 May 2030 07:08:09 GMT");
    await tenant.close();
  });
});
