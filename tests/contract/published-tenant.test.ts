/** The tenant as it is published: bundled, as a command and embedded. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRemoteJWKSet, jwtVerify } from "jose";
import type * as Embedded from "../../tenant/index";
import { REPOSITORY } from "../../tools/support/packed-package";

const DIST = join(REPOSITORY, "dist");

interface Address {
  url: string;
  audience: string;
  clientId: string;
  clientSecret: string;
}

async function tokenOf({ url, audience, clientId, clientSecret }: Address): Promise<string> {
  const client = { client_id: clientId, client_secret: clientSecret };
  const form = { ...client, grant_type: "client_credentials", audience };
  const answer = await fetch(`${url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { access_token: string }).access_token;
}

describe("the published tenant", function () {
  this.timeout(60_000);
  const children: ChildProcess[] = [];
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-published-"));
  });
  after(async () => {
    for (const child of children) {
      if (child.exitCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true });
  });

  async function command(...flags: string[]): Promise<Address> {
    const main = join(DIST, "apisettings.cjs");
    const child = spawn(process.execPath, [main, "tenant", "--port", "0", "--json", ...flags]);
    children.push(child);
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return JSON.parse(line as string) as Address;
  }

  it("is embedded: issues, validates and keeps", async () => {
    const { startTenant } = createRequire(__filename)(join(DIST, "tenant.cjs")) as typeof Embedded;
    const tenant = await startTenant();
    const headers = { authorization: `Bearer ${await tokenOf(tenant)}`, "content-type": "application/json" };
    const create = async (body: object): Promise<number> => {
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      return (await fetch(`${tenant.url}/api/v2/resource-servers`, init)).status;
    };
    assert.equal(await create({ identifier: "urn:a", token_lifetime: 900 }), 201);
    assert.equal(await create({ identifier: "urn:b", token_lifetime: 2_592_001 }), 400);
    await tenant.close();
  });

  it("has the dashboard with it, and all that its pages load", async () => {
    const { startTenant } = createRequire(__filename)(join(DIST, "tenant.cjs")) as typeof Embedded;
    const tenant = await startTenant();
    for (const url of [tenant.url, (await command()).url]) {
      const page = await fetch(url, { headers: { accept: "text/html" } });
      assert.equal(page.url, `${url}/_tenant/`);
      const addresses = [...(await page.text()).matchAll(/(?:src|href)="(\/_tenant\/assets\/[^"]+)"/g)];
      const types = new Set<string | null>();
      for (const [, address] of addresses) {
        const asset = await fetch(`${url}${address}`);
        assert.equal(asset.status, 200, address);
        assert.ok((await asset.text()).length > 100, address);
        types.add(asset.headers.get("content-type"));
      }
      assert.equal(types.size, 3, "style sheet, script, icon");
    }
    await tenant.close();
  });

  it("runs twice on one file: both make a key at the same moment, and it is one", async () => {
    const file = join(folder, "shared.db");
    const first = await command("--data", file);
    const second = await command("--data", file);
    const [token] = await Promise.all([tokenOf({ ...first, audience: second.audience }), tokenOf(second)]);
    for (const { url } of [first, second]) {
      const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
      await jwtVerify(token, keys, { algorithms: ["RS256"] });
      const shown = await (await fetch(`${url}/.well-known/jwks.json`)).json();
      assert.equal((shown as { keys: unknown[] }).keys.length, 1);
    }
  });
});
