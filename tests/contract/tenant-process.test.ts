/** The tenant as a process: its socket, its signals, its file. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isApiSettingsError } from "../../provider/model/errors";
import { startTenant } from "../../tenant/index";
import { killAll, ready, runTenant as run, tokenOf } from "./support/tenant-process";

describe("apisettings tenant, as a process", function () {
  this.timeout(30_000);
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-tenant-"));
  });
  after(() => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps every acknowledged API, and its tokens, through kill -9", async () => {
    const file = join(folder, "kept.db");
    const first = run("--port", "0", "--data", file, "--json");
    const tenant = await ready(first);
    const headers = { authorization: `Bearer ${await tokenOf(tenant)}`, "content-type": "application/json" };
    const acknowledged: string[] = [];
    const writing = (async () => {
      for (let count = 0; ; count++) {
        const identifier = `urn:${count}`;
        const { status } = await fetch(`${tenant.url}/api/v2/resource-servers`, {
          method: "POST",
          headers,
          body: JSON.stringify({ identifier }),
        });
        if (status === 201) acknowledged.push(identifier);
        if (acknowledged.length === 50) first.child.kill("SIGKILL");
      }
    })();
    await assert.rejects(writing, "the connection breaks");
    assert.ok(acknowledged.length >= 50);

    const port = new URL(tenant.url).port;
    const second = await ready(run("--port", port, "--data", file, "--json"));
    const found = new Set<string>();
    for (let page = 0; page < 3; page++) {
      const answer = await fetch(`${second.url}/api/v2/resource-servers?per_page=100&page=${page}`, {
        headers,
      });
      assert.equal(answer.status, 200, "a token from before is still good");
      for (const { identifier } of (await answer.json()) as { identifier: string }[]) found.add(identifier);
    }
    for (const identifier of acknowledged) assert.ok(found.has(identifier), `${identifier} was lost`);
  });

  it("keeps its Management API when a file is opened on another port", async () => {
    const file = join(folder, "moved.db");
    const first = run("--port", "0", "--data", file, "--json");
    const before = await ready(first);
    first.child.kill("SIGTERM");
    await once(first.child, "exit");
    const after = await ready(run("--port", "0", "--data", file, "--json"));
    assert.notEqual(after.audience, before.audience);
    const answer = await fetch(`${after.url}/api/v2/resource-servers`, {
      headers: { authorization: `Bearer ${await tokenOf(after)}` },
    });
    const apis = (await answer.json()) as { identifier: string }[];
    assert.deepEqual(
      apis.map(({ identifier }) => identifier),
      [after.audience],
    );
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`ends with 0 on ${signal}, JSON and nothing else on standard output`, async () => {
      const running = run("--port", "0", "--json");
      const tenant = await ready(running);
      await tokenOf(tenant);
      running.child.kill(signal);
      const [code] = await once(running.child, "exit");
      assert.equal(code, 0);
      assert.equal(running.lines.length, 1);
      assert.equal(running.errors(), "");
      await assert.rejects(fetch(tenant.url), "nobody listens any more");
    });
  }

  it("says in one sentence that the port is in use", async () => {
    const tenant = await startTenant();
    const { child, errors } = run("--port", new URL(tenant.url).port);
    const [code] = await once(child, "exit");
    assert.equal(code, 2);
    assert.match(errors(), /^apisettings: Port \d+ is in use\. Give another one, or 0 for any free one\.\n$/);
    await assert.rejects(startTenant({ port: Number(new URL(tenant.url).port) }), (error) =>
      isApiSettingsError(error, "invalid-settings"),
    );
    await tenant.close();
  });

  it("refuses contradictions and nonsense", async () => {
    const nonsense = [
      ["--memory", "--data", join(folder, "x.db")],
      ["--port", "70000"],
      ["--host", "0.0.0.0"],
      ["--data", join(folder, "missing", "x.db")],
    ];
    const runs = nonsense.map((flags) => run(...flags));
    await Promise.all(
      runs.map(async ({ child, errors }, index) => {
        const [code] = await once(child, "exit");
        assert.equal(code, 2, nonsense[index]?.join(" "));
        assert.match(errors(), /^(apisettings|error): .+\.\n$/, "one sentence, no stack");
      }),
    );
  });
});

describe("the tenant's socket", () => {
  it("answers 421 to a name that is not this machine's (DNS rebinding)", async () => {
    const tenant = await startTenant();
    const [response] = await once(
      request(`${tenant.url}/.well-known/jwks.json`, { headers: { host: "evil.example" } }).end(),
      "response",
    );
    assert.equal(response.statusCode, 421);
    response.resume();
    assert.deepEqual(tenant.requests(), []);
    await tenant.close();
  });

  it("leaves the globals of the program that embeds it alone", async () => {
    const before = [globalThis.Request, globalThis.Response];
    const tenant = await startTenant();
    await fetch(`${tenant.url}/.well-known/jwks.json`);
    await tenant.close();
    assert.deepEqual([globalThis.Request, globalThis.Response], before);
  });

  it("finishes a request under way before it closes", async () => {
    const tenant = await startTenant();
    const socket = connect(Number(new URL(tenant.url).port), "127.0.0.1");
    await once(socket, "connect");
    const body = "grant_type=x";
    socket.write(`POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n`);
    await new Promise((wake) => setTimeout(wake, 50));
    const closed = tenant.close();
    socket.write(body);
    const [answer] = await once(socket, "data");
    assert.match(String(answer), /^HTTP\/1\.1 400/);
    socket.destroy();
    await closed;
  });
});
