/** The admin API over sockets: its commands, and who is kept out at the level of the connection. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { startTenant, type Tenant } from "../../tenant/index";
import {
  exitCode,
  killAll,
  type Ready,
  type Running,
  ready,
  runCommand,
  runTenant,
  tokenOf,
} from "./support/tenant-process";

describe("commands for a running tenant", function () {
  this.timeout(60_000);
  let folder = "";
  let tenant: Ready;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-admin-"));
    tenant = await ready(runTenant("--port", "0", "--now", "2026-12-24T00:00:00Z", "--freeze", "--json"));
  });
  after(() => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  async function finished(running: Running): Promise<{ code: number | null; out: string; errors: string }> {
    const code = await exitCode(running);
    return { code, out: running.lines.join("\n"), errors: running.errors() };
  }

  async function command(...words: string[]): Promise<string> {
    const { code, out, errors } = await finished(runCommand(["tenant", ...words, "--url", tenant.url]));
    assert.deepEqual([code, errors], [0, ""], words.join(" "));
    return out;
  }

  async function apis(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${tenant.url}/api/v2/resource-servers`, { headers });
    return answer.ok ? ((await answer.json()) as unknown[]).length : answer.status;
  }

  it("clock: a token of 24 hours ends after a jump of 24 hours, and a reset brings it back", async () => {
    const token = await tokenOf(tenant);
    assert.equal(await apis(token), 1);
    assert.match(await command("clock", "advance", "24h"), /^2026-12-25T00:00:00\.000Z, frozen/);
    assert.equal(await apis(token), 401);
    const state = JSON.parse(await command("clock", "reset", "--json")) as { now: string; frozen: boolean };
    assert.deepEqual([state.now, state.frozen], ["2026-12-24T00:00:00.000Z", true]);
    assert.equal(await apis(token), 1);
  });

  it("faults: added, listed, met, cleared", async () => {
    const file = join(folder, "faults.json");
    writeFileSync(file, '{"id": "from-file", "match": {"path": "/nowhere"}, "status": 418}');
    await command("faults", "add", "token-endpoint-down", `@${file}`);
    assert.equal((await fetch(`${tenant.url}/oauth/token`, { method: "POST" })).status, 503);
    const listed = JSON.parse(await command("faults", "--json")) as { id: string; fired: number }[];
    assert.deepEqual(
      listed.map(({ id, fired }) => [id, fired]),
      [
        ["token-endpoint-down", 1],
        ["from-file", 0],
      ],
    );
    await command("faults", "clear", "token-endpoint-down");
    assert.notEqual((await fetch(`${tenant.url}/oauth/token`, { method: "POST" })).status, 503);
    assert.equal((await fetch(`${tenant.url}/nowhere`)).status, 418);
  });

  it("snapshot, restore, reset: an API comes back, and goes", async () => {
    const file = join(folder, "snapshot.json");
    const token = await tokenOf(tenant);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ identifier: "urn:kept" });
    await fetch(`${tenant.url}/api/v2/resource-servers`, { method: "POST", headers, body });
    const said = await command("snapshot", file);
    assert.doesNotMatch(said, /local-admin-secret|"d"|jwk/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, "utf8"), /urn:kept/);
    await command("reset");
    assert.equal(await apis(token), 1);
    await command("restore", file);
    assert.equal(await apis(token), 2);

    const other = runTenant("--port", "0", "--snapshot", file, "--json");
    const { collections } = (await (await fetch(`${(await ready(other)).url}/_tenant/snapshot`)).json()) as {
      collections: { resourceServers: { identifier: string }[] };
    };
    assert.equal(collections.resourceServers[1]?.identifier, "urn:kept");
  });

  it("say in one sentence what is wrong, with the exit code of the table", async () => {
    const wrong: [string[], number, RegExp][] = [
      [["clock", "set", "soon", "--url", tenant.url], 2, /^apisettings: set: "soon" is not a moment\./],
      [
        ["clock", "--url", "http://127.0.0.1:9"],
        1,
        /^apisettings: No tenant answers at http:\/\/127\.0\.0\.1:9\./,
      ],
      [["--now", "soon"], 2, /^apisettings: startAt: "soon" is not a moment/],
    ];
    const runs = wrong.map(([words]) => runCommand(["tenant", ...words]));
    for (const [index, [words, expected, message]] of wrong.entries()) {
      const { code, out, errors } = await finished(runs[index] as Running);
      assert.deepEqual([code, out], [expected, ""], words.join(" "));
      assert.match(errors, message);
      assert.doesNotMatch(errors, /\n.*\n/, "one line");
    }
  });
});

describe("an address that other machines reach", () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((each) => each !== undefined && !each.internal && each.family === "IPv4")?.address;

  /** Sends a request with headers that `fetch` would not let through. */
  async function raw(
    url: string,
    headers: Record<string, string>,
    method = "GET",
  ): Promise<{ status: number; text: string }> {
    const asked = request(url, { method, headers, agent: false });
    asked.end(method === "GET" ? undefined : "{}");
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode ?? 0, text };
  }

  it("is refused without allowRemote, and warned of loudly with it", async () => {
    await assert.rejects(startTenant({ host: "0.0.0.0" }), /does not listen on 0\.0\.0\.0\..*--allow-remote/);
    const lines: string[] = [];
    const tenant = await startTenant({ host: "0.0.0.0", allowRemote: true, log: (line) => lines.push(line) });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^WARNING: the local tenant listens on 0\.0\.0\.0/);
    assert.match(tenant.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await tenant.close();
    const quiet = await startTenant({ allowRemote: true, log: (line) => lines.push(line) });
    assert.equal(lines.length, 1, "no warning where nobody can come from outside");
    await quiet.close();
  });

  describe("with allowRemote", () => {
    let tenant: Tenant;
    before(async () => {
      tenant = await startTenant({
        host: "0.0.0.0",
        allowRemote: true,
        domain: "shared.test:80",
        log: () => {},
      });
    });
    after(() => tenant.close());

    it("serves what is the real tenant's under any name, with the issuer that it was given", async () => {
      const { status, text } = await raw(`${tenant.url}/.well-known/openid-configuration`, {
        host: "shared.test:80",
      });
      assert.equal(status, 200);
      assert.equal((JSON.parse(text) as { issuer: string }).issuer, "http://shared.test:80/");
    });

    it("keeps the admin API for this machine, by its own name", async () => {
      assert.equal((await raw(`${tenant.url}/_tenant/status`, {})).status, 200);
      assert.equal((await raw(`${tenant.url}/_tenant/status`, { host: "shared.test:80" })).status, 421);
    });

    it("keeps the admin API from a peer outside, whatever Host it sends", async () => {
      // A machine without any network has no peer outside either; the guard's unit tests stand for it then.
      if (outside === undefined) return assert.equal(outside, undefined);
      const base = `http://${outside}:${new URL(tenant.url).port}`;
      assert.equal((await raw(`${base}/.well-known/jwks.json`, {})).status, 200);
      const json = { "content-type": "application/json" };
      for (const host of [`${outside}:4010`, "127.0.0.1", "localhost:4010"]) {
        for (const [method, path] of [
          ["GET", "status"],
          ["GET", "snapshot"],
          ["POST", "reset"],
        ] as const) {
          const { status, text } = await raw(`${base}/_tenant/${path}`, { ...json, host }, method);
          assert.equal(status, 403, `${method} ${path} with Host ${host}`);
          assert.doesNotMatch(text, /secret/);
        }
      }
    });
  });
});
