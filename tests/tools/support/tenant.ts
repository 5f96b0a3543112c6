/** A tenant over TLS for tools of other people, and what each of them must have done with it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTenant, type Tenant } from "../../../tenant/index";
import { type CommandResult, runCommand } from "../../../tools/support/command";

export const PROGRAMS = path.join(__dirname, "../programs");

export interface TlsTenant {
  tenant: Tenant;
  /** Runs a program as a user's shell would, with the tenant's credentials in its environment. */
  run(command: readonly string[], more?: Readonly<Record<string, string>>): Promise<CommandResult>;
  /** Variables that let one program trust the tenant's CA, as `apisettings tenant --tls` prints them. */
  trust: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function serveTls(): Promise<TlsTenant> {
  const folder = mkdtempSync(path.join(tmpdir(), "apisettings-tools-"));
  const tenant = await startTenant({ tls: { folder } });
  const { domain, clientId, clientSecret, caFile = "" } = tenant;
  const { PATH = "" } = process.env;
  return {
    tenant,
    trust: { NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile, REQUESTS_CA_BUNDLE: caFile },
    run: ([program = "", ...args], more = {}) =>
      runCommand(program, args, {
        cwd: folder,
        env: {
          PATH,
          HOME: folder,
          AUTH0_DOMAIN: domain,
          AUTH0_CLIENT_ID: clientId,
          AUTH0_CLIENT_SECRET: clientSecret,
          ...more,
        },
      }),
    async close() {
      await tenant.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What each program does: it creates an API of 900 s, reads it, makes it 600 s, lists all, grants itself access, gets a
 * token, and takes back the grant and the API. It prints what it saw as one JSON object.
 */
export async function proveStory(served: TlsTenant, command: readonly string[], more = {}): Promise<void> {
  const { tenant, run, trust } = served;
  tenant.reset();
  const { code, stdout, output } = await run(command, { ...trust, ...more });
  assert.equal(code, 0, output);
  const { accessToken, ...seen } = JSON.parse(stdout) as { accessToken: string };
  const identifier = "https://orders.example/";
  assert.deepEqual(seen, {
    created: 900,
    read: 900,
    updated: 600,
    listed: [tenant.audience, identifier],
    expiresIn: 600,
    gone: 404,
  });
  const [, claims = ""] = accessToken.split(".");
  const { iss, aud, iat, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
  assert.deepEqual([iss, aud, exp - iat], [`${tenant.url}/`, identifier, 600]);
  const refusals = tenant.requests().filter(({ status }) => status >= 400);
  assert.deepEqual(
    refusals.map(({ method, status }) => [method, status]),
    [["GET", 404]],
    "only what is gone is refused",
  );
}

/** Without the CA, not one request may get through. */
export async function proveDistrust(served: TlsTenant, command: readonly string[], more = {}): Promise<void> {
  const { tenant, run } = served;
  tenant.reset();
  const { code, output } = await run(command, more);
  assert.notEqual(code, 0);
  assert.match(output, /certificate/i);
  assert.deepEqual(tenant.requests(), []);
}
