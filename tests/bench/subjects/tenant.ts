/** Our own tenant, by its command as it is built and published. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../tools/setup/places.mjs";
import { accessToken, type Http, redirectedCode } from "../http";
import type { Running } from "../server-process";
import type { Prepared, Subject } from "../subject";

const IDENTIFIER = "urn:bench";
const CALLBACK = "http://localhost:3999/cb";

export const inMemory = tenant("tenant", "`apisettings tenant`, everything in memory.", () => []);
export const inFile = tenant(
  "tenant --data",
  "The same with everything in a file; each write is on disk before it is answered.",
  (folder) => {
    const file = join(folder, "bench.db");
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    return ["--data", file];
  },
);

function tenant(name: string, note: string, flags: (folder: string) => string[]): Subject {
  const main = join(root, "dist", "apisettings.cjs");
  return {
    name,
    note,
    program: (folder) => ({
      file: process.execPath,
      args: [main, "tenant", "--json", "--port", "0", ...flags(folder)],
    }),
    firstToken: async (http, ready) => {
      await clientCredentials(http, ready, String(ready.audience));
    },
    prepare,
  };
}

async function clientCredentials(http: Http, ready: Running["ready"], audience: string): Promise<string> {
  const client = { client_id: String(ready.clientId), client_secret: String(ready.clientSecret) };
  const form = { ...client, grant_type: "client_credentials", audience };
  return accessToken(await http("/oauth/token", { form, status: 200 }));
}

async function prepare(http: Http, ready: Running["ready"]): Promise<Prepared> {
  const token = await clientCredentials(http, ready, String(ready.audience));
  const headers = { authorization: `Bearer ${token}` };
  const apis = "/api/v2/resource-servers";
  const create = (identifier: string) => http(apis, { headers, json: { identifier }, status: 201 });
  const { id } = JSON.parse((await create(IDENTIFIER)).text) as { id: string };
  const grant = { client_id: ready.clientId, audience: IDENTIFIER, scope: [] };
  await http("/api/v2/client-grants", { headers, json: grant, status: 201 });
  for (let number = 1; number < 10; number++) await create(`urn:listed:${number}`);
  const codeFlow = await codeFlowOf(http);
  return {
    tokens: async (asking) => {
      await clientCredentials(asking, ready, IDENTIFIER);
    },
    others: {
      ...(codeFlow === undefined ? {} : { codeFlows: codeFlow }),
      managementGet: async (asking) => {
        await asking(`${apis}/${id}`, { headers, status: 200 });
      },
      managementList: async (asking) => {
        const { text } = await asking(`${apis}?per_page=10`, { headers, status: 200 });
        if ((JSON.parse(text) as unknown[]).length !== 10) throw new Error(`Not ten APIs: ${text}`);
      },
      managementCreate: async (asking, turn) => {
        await asking(apis, { headers, json: { identifier: `urn:created:${turn}` }, status: 201 });
      },
    },
  };
}

/** The seeded user is always signed in, so a flow is two requests. Absent where discovery names no endpoint for it. */
async function codeFlowOf(http: Http): Promise<Prepared["others"]["codeFlows"]> {
  const { text } = await http("/.well-known/openid-configuration", { status: 200 });
  const { authorization_endpoint: endpoint } = JSON.parse(text) as { authorization_endpoint?: string };
  if (endpoint === undefined) return undefined;
  const client = { client_id: "web", redirect_uri: CALLBACK };
  const asked = { ...client, response_type: "code", scope: "openid", state: "s", audience: IDENTIFIER };
  return async (asking) => {
    const redirect = await asking(`${endpoint}?${new URLSearchParams(asked)}`, { status: 302 });
    const code = redirectedCode(redirect);
    const form = { ...client, grant_type: "authorization_code", client_secret: "web-secret", code };
    accessToken(await asking("/oauth/token", { form, status: 200 }));
  };
}
