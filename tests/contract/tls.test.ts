/** The tenant over https: as a process and embedded, with and without trust in its CA. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type RequestOptions, request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { startTenant, type Tenant, type TenantOptions } from "../../tenant/index";
import { issueServer, newKey, privateKeyPem, type ServerName } from "../../tenant/tls/issue";
import { prepareTls } from "../../tenant/tls/prepare";

const REPOSITORY = resolve(__dirname, "../..");

interface Ready {
  url: string;
  domain: string;
  audience: string;
  caFile: string;
}

async function get(url: string, options: RequestOptions): Promise<{ status: number; text: string }> {
  const [response] = await once(request(url, { agent: false, ...options }).end(), "response");
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, text };
}

describe("apisettings tenant --tls", function () {
  this.timeout(30_000);
  let folder = "";
  const children: ChildProcess[] = [];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-tls-"));
  });
  after(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  function run(args: readonly string[]): { child: ChildProcess; printed: () => string } {
    const child = spawn(process.execPath, ["--require", "tsx/cjs", ...args], {
      cwd: REPOSITORY,
      env: { ...process.env, APISETTINGS_CACHE_DIR: folder },
    });
    children.push(child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        printed += String(data);
      });
    return { child, printed: () => printed };
  }

  it("serves https to those who trust its CA, and says where that is", async () => {
    const { child, printed } = run(["cli/main.ts", "tenant", "--tls", "--port", "0", "--json"]);
    const [line] = await once(createInterface({ input: child.stdout ?? process.stdin }), "line");
    const tenant = JSON.parse(line) as Ready;
    assert.match(tenant.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(tenant.audience, `${tenant.url}/api/v2/`);
    assert.equal(tenant.caFile, join(folder, "tls", "ca.pem"));
    const ca = readFileSync(tenant.caFile);

    const { status, text } = await get(`${tenant.url}/.well-known/openid-configuration`, { ca });
    assert.equal(status, 200);
    const discovery = JSON.parse(text) as { issuer: string; token_endpoint: string; jwks_uri: string };
    assert.equal(discovery.issuer, `${tenant.url}/`);
    assert.equal(discovery.token_endpoint, `${tenant.url}/oauth/token`);
    assert.equal(discovery.jwks_uri, `${tenant.url}/.well-known/jwks.json`);

    await assert.rejects(get(tenant.url, {}), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    await assert.rejects(fetch(tenant.url.replace("https:", "http:")), "and no http beside it");
    for (const name of ["ca-key.pem", "server.pem"])
      assert.equal(statSync(join(folder, "tls", name)).mode & 0o777, 0o600, name);
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    assert.equal(code, 0);
    assert.doesNotMatch(printed(), /PRIVATE KEY/);
    assert.equal(printed().trim(), line, "JSON and nothing else");
  });

  it("loads what makes certificates only when one has to be made", async () => {
    const program = (options: string): string => `
      const { startTenant } = require("./tenant");
      startTenant(${options}).then(async (tenant) => {
        const loaded = Object.keys(require.cache).some((file) => file.includes("@peculiar"));
        await tenant.close();
        console.log(tenant.url.split(":")[0], loaded);
      });`;
    const kept = JSON.stringify({ tls: { folder: join(folder, "lazy") } });
    for (const [options, expected] of [
      ["{}", "http false"],
      [kept, "https true"],
      [kept, "https false"],
    ] as const) {
      const { child, printed } = run(["--eval", program(options)]);
      await once(child, "close");
      assert.equal(printed().trim(), expected);
    }
  });

  it("eight at once make one CA", async () => {
    const shared = join(folder, "shared");
    const program = `
      const tls = require("./tenant/tls/prepare").prepareTls({ folder: ${JSON.stringify(shared)} });
      console.log(JSON.stringify(tls));`;
    const runs = Array.from({ length: 8 }, () => run(["--eval", program]));
    await Promise.all(runs.map(({ child }) => once(child, "close")));
    const ca = readFileSync(join(shared, "ca.pem"));
    for (const { printed } of runs) {
      const { server } = JSON.parse(printed()) as { server: string };
      assert.equal(await verified(server, "localhost", ca), "trusted");
    }
  });
});

/** Connects to a server with this certificate under this name, as a client that trusts the CA. */
async function verified(pem: string, servername: string, ca: Buffer): Promise<string> {
  const server = createServer({ cert: pem, key: pem }, (_, response) => response.end("trusted"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    return (await get(`https://127.0.0.1:${port}`, { ca, servername, headers: { host: servername } })).text;
  } catch (error) {
    return (error as Error).message;
  } finally {
    server.close();
  }
}

describe("startTenant({ tls })", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-tls-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const withTenant = async (options: TenantOptions, use: (tenant: Tenant) => unknown): Promise<void> => {
    const tenant = await startTenant(options);
    try {
      await use(tenant);
    } finally {
      await tenant.close();
    }
  };

  it("answers under every name of this machine, with one CA for all starts", async () => {
    let ca: Buffer | undefined;
    await withTenant({ tls: { folder } }, ({ caFile }) => {
      ca = readFileSync(caFile ?? "");
    });
    await withTenant({ tls: { folder } }, async ({ url }) => {
      const { port } = new URL(url);
      for (const host of ["127.0.0.1", "localhost"]) {
        const { status } = await get(`https://${host}:${port}/.well-known/jwks.json`, { ca, family: 4 });
        assert.equal(status, 200, host);
      }
      const elsewhere = { ca, servername: "localhost", headers: { host: "evil.example" } };
      assert.equal((await get(`${url}/.well-known/jwks.json`, elsewhere)).status, 421);
    });
    await withTenant({ tls: { folder }, host: "::1" }, async ({ url }) => {
      assert.match(url, /^https:\/\/\[::1\]:\d+$/);
      assert.equal((await get(`${url}/.well-known/jwks.json`, { ca })).status, 200);
    });
  });

  it("has no CA without tls", () =>
    withTenant({}, (tenant) => {
      assert.equal("caFile" in tenant, false);
      assert.match(tenant.url, /^http:/);
    }));

  it("does not start without its keys", async () => {
    await assert.rejects(startTenant({ tls: { folder: __filename } }), /cannot be used .*EEXIST/);
  });

  const names: [name: ServerName, servername: string, outcome: string][] = [
    [{ dNSName: "localhost" }, "localhost", "trusted"],
    [{ dNSName: "example.com" }, "example.com", "permitted subtree violation"],
    [{ iPAddress: "192.0.2.1" }, "", "permitted subtree violation"],
  ];
  for (const [name, servername, outcome] of names) {
    it(`the CA's key, stolen, can sign for ${Object.values(name)}: ${outcome}`, async () => {
      const { caFile } = prepareTls({ folder });
      const stolen = createPrivateKey(readFileSync(join(folder, "ca-key.pem")));
      const key = newKey();
      // Now, not when the file was loaded: a busy machine takes longer over what comes before than the minute.
      const now = Date.now();
      const certificate = issueServer(stolen, key, { from: now - 1_000, to: now + 60_000 }, [name]);
      const ca = readFileSync(caFile);
      assert.equal(await verified(certificate + privateKeyPem(key), servername, ca), outcome);
    });
  }
});
