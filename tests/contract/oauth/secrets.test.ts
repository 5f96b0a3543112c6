/** A whole run over HTTP, after which every secret that passed is looked for in everything that the tenant writes down. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "../../../tenant/server";
import { createTenant } from "../../../tenant/tenant";
import { browser, CALLBACK } from "./served";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
const WEB = { client_id: "web", client_secret: "web-secret" };

describe("secrets", () => {
  it("no secret, code, token or cookie is in the log, the request log, the output or the tables of tokens", async () => {
    const folder = mkdtempSync(join(tmpdir(), "apisettings-secrets-"));
    const listener = await listen("127.0.0.1", 0);
    const written: string[] = [];
    const core = await createTenant(
      {
        data: join(folder, "tenant.db"),
        log: (line) => written.push(line),
        onRequest: (entry) => written.push(JSON.stringify(entry)),
      },
      { url: listener.url },
    );
    listener.serve(core.handle);
    const { url } = listener;
    const output: string[] = [];
    const restore = captureOutput(output);
    const secrets = new Map<string, string>([
      ["client secret", WEB.client_secret],
      ["admin secret", "local-admin-secret"],
    ]);
    const note = (name: string, value: unknown): string => {
      assert.equal(typeof value, "string", name);
      secrets.set(name, String(value));
      return String(value);
    };
    type Body = Record<string, string>;
    const post = async (path: string, form: Body, headers: Body = {}): Promise<Body> => {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        body: new URLSearchParams(form),
        headers,
      });
      const text = await answer.text();
      return text === "" ? {} : (JSON.parse(text) as Body);
    };
    try {
      const audience = core.context.names.managementAudience;
      const own = {
        grant_type: "client_credentials",
        client_id: "local-admin",
        client_secret: "local-admin-secret",
        audience,
      };
      const management = note("management token", (await post("/oauth/token", own)).access_token);
      const api = await fetch(`${url}/api/v2/resource-servers`, {
        method: "POST",
        headers: { authorization: `Bearer ${management}`, "content-type": "application/json" },
        body: JSON.stringify({
          identifier: "urn:api",
          allow_offline_access: true,
          signing_alg: "HS256",
          signing_secret: note("signing secret", "0123456789abcdef0123456789abcdef"),
        }),
      });
      assert.equal(api.status, 201);
      for (const audience of ["urn:api", ""]) {
        for (const response_type of ["code", "code id_token token"]) {
          const name = (what: string) => `${what} of ${response_type} for ${audience || "nothing"}`;
          const asked = new URL("/authorize", url);
          const parameters = {
            ...WEB,
            redirect_uri: CALLBACK,
            response_type,
            nonce: "n",
            scope: "openid offline_access",
            ...(audience === "" ? {} : { audience }),
          };
          const { client_secret: _, ...safe } = parameters;
          for (const [key, value] of Object.entries(safe)) asked.searchParams.set(key, value);
          const answer = await fetch(asked, { redirect: "manual" });
          note(name("cookie"), /auth0=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1]);
          const location = new URL(answer.headers.get("location") ?? "");
          const got =
            location.hash === "" ? location.searchParams : new URLSearchParams(location.hash.slice(1));
          const code = note(name("code"), got.get("code"));
          if (got.has("access_token")) note(name("front access token"), got.get("access_token"));
          if (got.has("id_token")) note(name("front ID token"), got.get("id_token"));
          const redeem = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...WEB };
          await post("/oauth/token", { ...redeem, redirect_uri: "http://wrong.example/" });
          await post("/oauth/token", {
            ...redeem,
            client_secret: note("wrong secret", "a-wrong-but-nearly-right-secret"),
          });
          const tokens = await post("/oauth/token", redeem);
          for (const member of ["access_token", "id_token", "refresh_token"])
            note(name(member), tokens[member]);
          const { refresh_token = "", id_token = "", access_token = "" } = tokens;
          const next = await post("/oauth/token", { grant_type: "refresh_token", refresh_token, ...WEB });
          note(name("next access token"), next.access_token);
          await fetch(`${url}/userinfo`, { headers: { authorization: `Bearer ${access_token}` } });
          await fetch(`${url}/userinfo?access_token=${access_token}`);
          await post(`/oauth/token?${new URLSearchParams(redeem)}`, {});
          await post("/oauth/token", {
            grant_type: "refresh_token",
            refresh_token: `${refresh_token}x`,
            ...WEB,
          });
          await fetch(`${url}/oidc/logout?id_token_hint=${id_token}`, { redirect: "manual" });
          await post("/oauth/revoke", { token: refresh_token, ...WEB });
          await post("/oauth/token", redeem);
        }
      }
      const device = await post("/oauth/device/code", { client_id: "native" });
      const device_code = note("device code", device.device_code);
      note("user code", device.user_code);
      await browser()(device.verification_uri_complete ?? "");
      note(
        "device token",
        (await post("/oauth/token", { grant_type: DEVICE, client_id: "native", device_code })).access_token,
      );
    } finally {
      restore();
      await listener.close();
    }

    const logs = JSON.stringify(core.context.store.logs.find({}));
    assert.ok(core.context.store.logs.count({}) > 10, "there is a log to look through");
    const { store } = core.context;
    const tables = JSON.stringify([
      store.authorizationCodes.find({}),
      store.refreshTokens.find({}),
      store.opaqueTokens.find({}),
      store.sessions.find({}),
    ]);
    const requests = JSON.stringify(core.requests());
    for (const [name, secret] of secrets) {
      assert.ok(secret.length > 8, name);
      assert.ok(!logs.includes(secret), `${name} is in the tenant's log`);
      assert.ok(!requests.includes(secret), `${name} is in the request log`);
      assert.ok(!written.join("\n").includes(secret), `${name} was told to onRequest or log`);
      assert.ok(!output.join("").includes(secret), `${name} was printed`);
      assert.ok(!tables.includes(secret), `${name} is in the tables of codes, tokens or sessions`);
    }
    core.close();

    // The data file holds the clients' and APIs' own secrets, which the Management API shows; nothing else of these.
    const files = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file)))).toString(
      "latin1",
    );
    for (const [name, secret] of secrets) {
      if (!["client secret", "admin secret", "signing secret", "user code"].includes(name)) {
        assert.ok(!files.includes(secret), `${name} is in the data file`);
      }
    }
    rmSync(folder, { recursive: true, force: true });
  });
});

function captureOutput(into: string[]): () => void {
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = ((chunk: unknown) => {
      into.push(String(chunk));
      return true;
    }) as typeof stream.write;
  }
  return () => {
    streams.forEach((stream, index) => {
      stream.write = originals[index] as typeof stream.write;
    });
  };
}
