/** The vendor's Deploy CLI: what it imports takes effect, what it exports can be imported again. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cachedNpmPackage } from "../../tools/support/cached";
import { serveTls, type TlsTenant } from "./support/tenant";

const VERSION = "8.44.0";
const IDENTIFIER = "https://orders.example/";

const tenantYaml = (lifetime: number, scopes: string): string => `resourceServers:
  - name: Orders
    identifier: ${IDENTIFIER}
    token_lifetime: ${lifetime}
    token_lifetime_for_web: 600
    allow_offline_access: true
    scopes:
      - value: read:orders
        description: Read orders
      - value: write:orders
        description: Change orders
clients:
  - name: Reporting
    app_type: non_interactive
    grant_types: [client_credentials]
clientGrants:
  - client_id: Reporting
    audience: ${IDENTIFIER}
    scope: ${scopes}
`;

describe("auth0-deploy-cli over TLS", function () {
  this.timeout(240_000);
  let served: TlsTenant;
  let program = "";
  let folder = "";
  before(async () => {
    const modules = await cachedNpmPackage("auth0-deploy-cli", VERSION);
    program = path.join(modules, "node_modules/auth0-deploy-cli/lib/index.js");
    folder = mkdtempSync(path.join(tmpdir(), "apisettings-deploy-"));
    served = await serveTls();
  });
  after(async () => {
    await served?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs it, and returns the kinds of requests that it made. */
  async function deploy(...args: string[]): Promise<string[]> {
    const known = served.tenant.requests().length;
    const { code, output } = await served.run([process.execPath, program, ...args], {
      ...served.trust,
      AUTH0_INCLUDED_ONLY: '["resourceServers","clients","clientGrants"]',
    });
    assert.equal(code, 0, output);
    const requests = served.tenant.requests().slice(known);
    assert.deepEqual(
      requests.filter(({ status }) => status >= 400),
      [],
    );
    const kinds = requests.map((request) => {
      const [, collection = ""] = /^\/(?:api\/v2\/)?([^/?]+)/.exec(request.path) ?? [];
      return `${request.method} ${collection}`;
    });
    return [...new Set(kinds)].filter((kind) => !kind.startsWith("GET ")).sort();
  }

  async function importing(text: string): Promise<string[]> {
    writeFileSync(path.join(folder, "tenant.yaml"), text);
    return deploy("import", "-i", path.join(folder, "tenant.yaml"));
  }

  it("creates what a file declares, and it takes effect", async () => {
    assert.deepEqual(await importing(tenantYaml(900, "[read:orders]")), [
      "POST client-grants",
      "POST clients",
      "POST oauth",
      "POST resource-servers",
    ]);
    assert.deepEqual(await token(), { expires_in: 900, scope: "read:orders" });
  });

  it("changes what differs, and that takes effect", async () => {
    assert.deepEqual(await importing(tenantYaml(1200, "[read:orders, write:orders]")), [
      "PATCH client-grants",
      "PATCH clients",
      "PATCH resource-servers",
      "POST oauth",
    ]);
    assert.deepEqual(await token(), { expires_in: 1200, scope: "read:orders write:orders" });
  });

  it("exports it, and what it exports changes nothing when it is imported", async () => {
    const before = await everything();
    const out = path.join(folder, "out");
    assert.deepEqual(await deploy("export", "-f", "yaml", "-o", out), ["POST oauth"]);
    const exported = readFileSync(path.join(out, "tenant.yaml"), "utf8");
    for (const line of [
      `identifier: ${IDENTIFIER}`,
      "token_lifetime: 1200",
      "allow_offline_access: true",
      "- value: write:orders",
      "name: Reporting",
      `audience: ${IDENTIFIER}`,
    ])
      assert.ok(exported.includes(line), `${line} is not in:\n${exported}`);
    assert.doesNotMatch(exported, /client_secret:|signing_secret:/);
    await deploy("import", "-i", path.join(out, "tenant.yaml"));
    assert.deepEqual(await everything(), before);
  });

  async function send(method: string, where: string, body?: object, authorization = ""): Promise<unknown> {
    const request = new Request(`${served.tenant.url}/${where}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await served.tenant.fetch(request);
    assert.ok(answer.ok, `${where}: ${answer.status}`);
    return answer.json();
  }

  async function read<T>(where: string): Promise<T> {
    const { clientId, clientSecret, audience } = served.tenant;
    const credentials = { client_id: clientId, client_secret: clientSecret, audience };
    const grant = { grant_type: "client_credentials", ...credentials };
    const { access_token } = (await send("POST", "oauth/token", grant)) as { access_token: string };
    return (await send("GET", `api/v2/${where}`, undefined, `Bearer ${access_token}`)) as T;
  }

  async function everything(): Promise<unknown[]> {
    return [await read("resource-servers"), await read("clients"), await read("client-grants")];
  }

  /** A token for the API, of the client that the file declares. */
  async function token(): Promise<object> {
    const clients = await read<{ name: string; client_id: string; client_secret: string }[]>("clients");
    const { client_id, client_secret } = clients.find(({ name }) => name === "Reporting") ?? {};
    const grant = { grant_type: "client_credentials", client_id, client_secret, audience: IDENTIFIER };
    const { expires_in, scope } = (await send("POST", "oauth/token", grant)) as {
      expires_in: number;
      scope: string;
    };
    return { expires_in, scope };
  }
});
