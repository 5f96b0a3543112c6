/** A tenant on a socket, with an API to look at, and calls of its Management API. */
import { startTenant, type Tenant } from "../../../tenant/index";

export interface Bench {
  tenant: Tenant;
  /** Address of a page of the dashboard. */
  at(path: string): string;
  /** Calls the Management API with every scope. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every form.
  manage(method: string, path: string, body?: object): Promise<any>;
  /** Id of the API that is there from the start. */
  apiId: string;
}

export const API = {
  name: "Banking",
  identifier: "https://banking.example/",
  token_lifetime: 900,
  token_lifetime_for_web: 300,
  scopes: [{ value: "read:accounts", description: "See accounts" }, { value: "move:money" }],
};

/** Its clock stands still, so that a slow machine sees the same times as a fast one. */
export async function openBench(): Promise<Bench> {
  const tenant = await startTenant({ startAt: "2026-03-01T00:00:00Z", frozen: true });
  const manage: Bench["manage"] = async (method, path, body) => {
    const token = await json(`${tenant.url}/oauth/token`, "POST", {
      grant_type: "client_credentials",
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      audience: tenant.audience,
    });
    return json(`${tenant.url}/api/v2/${path}`, method, body, `Bearer ${token.access_token}`);
  };
  const { id } = await manage("POST", "resource-servers", API);
  return { tenant, manage, apiId: id, at: (path) => `${tenant.url}/_tenant/${path}` };
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
async function json(url: string, method: string, body?: object, authorization?: string): Promise<any> {
  const headers = {
    "content-type": "application/json",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
