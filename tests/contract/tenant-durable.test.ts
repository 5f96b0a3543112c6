/** What was answered is kept: through kill -9, beside a second process on the same file, and not where the disk is full. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  exitCode,
  killAll,
  type Ready,
  ready,
  runCommand,
  runTenant,
  tokenOf,
} from "./support/tenant-process";

type Headers = Record<string, string>;

async function headersFor(tenant: Ready): Promise<Headers> {
  return { authorization: `Bearer ${await tokenOf(tenant)}`, "content-type": "application/json" };
}

function call(
  tenant: Ready,
  headers: Headers,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return fetch(`${tenant.url}/api/v2/${path}`, init);
}

async function apisOf(tenant: Ready, headers: Headers): Promise<Map<string, Record<string, unknown>>> {
  const apis = new Map<string, Record<string, unknown>>();
  for (let page = 0; ; page++) {
    const answer = await call(tenant, headers, "GET", `resource-servers?per_page=100&page=${page}`);
    assert.equal(answer.status, 200);
    const found = (await answer.json()) as Record<string, unknown>[];
    for (const api of found) apis.set(String(api.identifier), api);
    if (found.length < 100) return apis;
  }
}

describe("a tenant's file", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-durable-"));
  });
  after(() => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it("loses nothing that was answered, of any kind of write, when it is killed again and again", async () => {
    const file = join(folder, "killed.db");
    /** What each API was last acknowledged to be: its lifetime, or undefined for deleted. */
    const expected = new Map<string, number | undefined>();
    /** APIs whose last request got no answer: either outcome is right. */
    const unsure = new Set<string>();
    const grants = new Set<string>();
    let keys: unknown;
    let earlyToken: Headers | undefined;
    let port = "0";
    for (let round = 0; round < 4; round++) {
      const running = runTenant("--port", port, "--data", file, "--json");
      const tenant = await ready(running);
      port = new URL(tenant.url).port;
      const jwks = await (await fetch(`${tenant.url}/.well-known/jwks.json`)).json();
      keys ??= jwks;
      assert.deepEqual(jwks, keys, "the same keys");
      const headers = await headersFor(tenant);
      earlyToken ??= headers;
      const apis = await apisOf(tenant, earlyToken);
      for (const [identifier, lifetime] of expected) {
        if (!unsure.has(identifier)) {
          assert.equal(apis.get(identifier)?.token_lifetime, lifetime, `${identifier} in round ${round}`);
        }
      }
      for (const id of grants) {
        assert.equal((await call(tenant, headers, "GET", `client-grants/${id}`)).status, 200, `grant ${id}`);
      }
      // Somewhere in the middle of the writes.
      setTimeout(() => running.child.kill("SIGKILL"), 150 + Math.random() * 350);
      for (let count = 0; ; count++) {
        const identifier = `urn:${round}:${count}`;
        const path = `resource-servers/${encodeURIComponent(identifier)}`;
        try {
          unsure.add(identifier);
          const created = await call(tenant, headers, "POST", "resource-servers", { identifier });
          assert.equal(created.status, 201);
          expected.set(identifier, 86_400);
          const changed = await call(tenant, headers, "PATCH", path, { token_lifetime: 900 + count });
          assert.equal(changed.status, 200);
          expected.set(identifier, 900 + count);
          if (count % 3 === 0) {
            const granted = await call(tenant, headers, "POST", "client-grants", {
              client_id: tenant.clientId,
              audience: identifier,
              scope: [],
            });
            assert.equal(granted.status, 201);
            grants.add(((await granted.json()) as { id: string }).id);
          } else if (count % 3 === 1) {
            assert.equal((await call(tenant, headers, "DELETE", path)).status, 204);
            expected.set(identifier, undefined);
          }
          unsure.delete(identifier);
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          break;
        }
      }
      await exitCode(running);
      assert.equal(running.child.signalCode, "SIGKILL");
    }
    assert.ok(expected.size > 20, `only ${expected.size} writes`);
  });

  it("keeps refresh tokens and used codes through kill -9", async () => {
    const file = join(folder, "tokens.db");
    const first = runTenant("--port", "0", "--data", file, "--json");
    const tenant = await ready(first);
    const headers = await headersFor(tenant);
    const api = { identifier: "urn:offline", allow_offline_access: true };
    assert.equal((await call(tenant, headers, "POST", "resource-servers", api)).status, 201);
    const redirectUri = "http://localhost:3999/cb";
    const authorize = new URLSearchParams({
      response_type: "code",
      client_id: "web",
      redirect_uri: redirectUri,
      scope: "openid offline_access",
      audience: api.identifier,
    });
    const redirected = await fetch(`${tenant.url}/authorize?${authorize}`, { redirect: "manual" });
    const code = new URL(redirected.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const exchange = (url: string, parameters: Record<string, string>): Promise<Response> =>
      fetch(`${url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({ client_id: "web", client_secret: "web-secret", ...parameters }),
      });
    const redeem = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    const issued = await exchange(tenant.url, redeem);
    assert.equal(issued.status, 200);
    const { refresh_token: token } = (await issued.json()) as { refresh_token: string };
    first.child.kill("SIGKILL");
    await exitCode(first);

    const second = await ready(runTenant("--port", new URL(tenant.url).port, "--data", file, "--json"));
    const refreshed = await exchange(second.url, { grant_type: "refresh_token", refresh_token: token });
    assert.equal(refreshed.status, 200);
    const replayed = await exchange(second.url, redeem);
    assert.equal(replayed.status, 403, "the code was used, and that is remembered");
  });

  it("serves two processes: of concurrent creations of one identifier exactly one succeeds", async () => {
    const file = join(folder, "shared.db");
    const flags = ["--port", "0", "--data", file, "--domain", "shared.test", "--json"];
    // Both at once, on a file that is not there yet.
    const processes = [runTenant(...flags), runTenant(...flags)];
    const tenants = await Promise.all(processes.map(ready));
    const keys = await Promise.all(
      tenants.map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).text()),
    );
    assert.equal(keys[0], keys[1], "one key");
    const headers = await Promise.all(tenants.map(headersFor));
    const statuses: number[] = [];
    for (let count = 0; count < 40; count++) {
      const answers = await Promise.all(
        [0, 1, 0, 1].map(async (index) => {
          const tenant = tenants[index] as Ready;
          const body = { identifier: `urn:${count}` };
          return (await call(tenant, headers[index] as Headers, "POST", "resource-servers", body)).status;
        }),
      );
      assert.deepEqual(answers.sort(), [201, 409, 409, 409], `urn:${count}`);
      statuses.push(...answers);
    }
    const [one, other] = await Promise.all(
      tenants.map((tenant, index) => apisOf(tenant, headers[index] as Headers)),
    );
    assert.equal(one?.size, 41);
    assert.deepEqual([...(one?.keys() ?? [])], [...(other?.keys() ?? [])]);
    assert.deepEqual(
      processes.map(({ errors }) => errors()),
      ["", ""],
    );
  });

  it("is for its owner alone", async () => {
    const file = join(folder, "private.db");
    const tenant = await ready(runTenant("--port", "0", "--data", file, "--json"));
    await tokenOf(tenant);
    for (const suffix of ["", "-wal", "-shm"])
      assert.equal(statSync(file + suffix).mode & 0o777, 0o600, suffix);
  });

  it("that is full: an error, a line that says why, and nothing lost that was answered", async () => {
    if (process.platform === "win32") return assert.ok(true, "has no such limit");
    const file = join(folder, "full.db");
    // Files of this process may not grow past 2,000 blocks of 512 or 1,024 bytes.
    const limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 2000; exec "$@"', "sh"];
    const running = runCommand(["tenant", "--port", "0", "--data", file, "--json"], limited);
    const tenant = await ready(running);
    const headers = await headersFor(tenant);
    const acknowledged: string[] = [];
    let refused: Response | undefined;
    for (let count = 0; count < 2_000 && refused === undefined; count++) {
      const identifier = `urn:${count}`;
      const scopes = Array.from({ length: 100 }, (_, index) => ({ value: `read:something-${index}` }));
      const answer = await call(tenant, headers, "POST", "resource-servers", { identifier, scopes });
      if (answer.status === 201) acknowledged.push(identifier);
      else refused = answer;
    }
    assert.equal(refused?.status, 500);
    assert.ok(acknowledged.length > 5, `${acknowledged.length} before it was full`);
    assert.match(running.errors(), /The data file cannot be written .*full\.db/);
    assert.equal(
      (await call(tenant, headers, "GET", "resource-servers")).status,
      200,
      "it can still be read",
    );
    running.child.kill("SIGKILL");
    await exitCode(running);
    const again = await ready(runTenant("--port", new URL(tenant.url).port, "--data", file, "--json"));
    const kept = await apisOf(again, headers);
    assert.deepEqual([...kept.keys()].slice(1, acknowledged.length + 1), acknowledged);
    assert.ok(kept.size <= acknowledged.length + 2, "what was refused is there at most once");
  });

  it("that cannot be opened or is no database: one sentence", async () => {
    for (const path of [folder, __filename]) {
      const running = runTenant("--port", "0", "--data", path);
      const [code] = await once(running.child, "close");
      assert.equal(code, 2);
      assert.match(running.errors(), /^apisettings: The data file .+ cannot be opened\..*\.\n$/);
    }
  });
});
