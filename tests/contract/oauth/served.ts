/** A tenant on a real socket whose clock and clients a test can change, and a browser that keeps cookies. */
import assert from "node:assert/strict";
import { listen } from "../../../tenant/server";
import { createTenant, type TenantCore } from "../../../tenant/tenant";
import { rsaPem } from "../../support/keys";

export const CALLBACK = "http://localhost:3999/cb";

export interface Served {
  url: string;
  /** Identifier that strict clients compare, with its slash. */
  issuer: URL;
  context: TenantCore["context"];
  requests: TenantCore["requests"];
  /** What the tenant said on its own log; failures only, so it should stay empty. */
  complaints: string[];
  manage(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  changeClient(clientId: string, change: object): void;
  close(): Promise<void>;
}

export async function serve(): Promise<Served> {
  const listener = await listen("127.0.0.1", 0);
  const complaints: string[] = [];
  const clients = [
    { clientId: "machine", clientSecret: "s3cret: ü+%&" },
    { clientId: "keyed", publicKey: rsaPem() },
  ];
  const core = await createTenant({ clients, log: (line) => complaints.push(line) }, { url: listener.url });
  listener.serve(core.handle);
  const { url } = listener;
  const { store, names } = core.context;

  async function managementToken(): Promise<string> {
    const form = {
      grant_type: "client_credentials",
      client_id: "local-admin",
      client_secret: "local-admin-secret",
    };
    const body = new URLSearchParams({ ...form, audience: names.managementAudience });
    const answer = (await (await fetch(`${url}/oauth/token`, { method: "POST", body })).json()) as {
      access_token: string;
    };
    return answer.access_token;
  }
  return {
    url,
    issuer: new URL(url),
    context: core.context,
    requests: core.requests,
    complaints,
    async manage(method, path, body) {
      const answer = await fetch(`${url}/api/v2/${path}`, {
        method,
        headers: { authorization: `Bearer ${await managementToken()}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      assert.ok(answer.ok, text);
      return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    changeClient(clientId, change) {
      const client = store.clients.get(clientId);
      assert.ok(client);
      store.clients.replace({ ...client, ...change });
    },
    async close() {
      await listener.close();
      core.close();
      assert.deepEqual(complaints, [], "the tenant failed");
    },
  };
}

/** An API with short lifetimes that tell the flows apart: 900 s, and 300 s where /authorize issues the token. */
export async function createApi(served: Served, change: object = {}): Promise<void> {
  await served.manage("POST", "resource-servers", {
    identifier: "urn:api",
    token_lifetime: 900,
    token_lifetime_for_web: 300,
    allow_offline_access: true,
    scopes: [{ value: "read:x" }, { value: "write:x" }],
    ...change,
  });
}

export interface Visit {
  status: number;
  /** Where it redirects to: what the client's callback would be called with. */
  location: URL;
  text: string;
}

/** Opens addresses of the tenant as one browser, and reads redirects instead of following them. */
export function browser(): (address: URL | string) => Promise<Visit> {
  let cookie = "";
  return async (address) => {
    const answer = await fetch(address, { redirect: "manual", headers: cookie === "" ? {} : { cookie } });
    const set = answer.headers.get("set-cookie");
    if (set !== null) cookie = set.split(";")[0] ?? "";
    if (cookie.endsWith("=")) cookie = "";
    const location = new URL(answer.headers.get("location") ?? "about:blank");
    return { status: answer.status, location, text: await answer.text() };
  };
}

/** What a page with response_mode=form_post would send to the callback. */
export function submittedForm(page: string): Request {
  const [, action = ""] = /<form method="post" action="([^"]+)"/.exec(page) ?? [];
  const body = new URLSearchParams();
  for (const [, name = "", value = ""] of page.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  )) {
    body.set(name, value.replaceAll("&amp;", "&"));
  }
  return new Request(action, { method: "POST", body });
}
