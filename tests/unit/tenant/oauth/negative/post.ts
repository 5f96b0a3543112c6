import type { Answer, TestTenant } from "../../fixture";

/** POST with a JSON body. */
export function post(tenant: TestTenant, path: string, body: object, headers = {}): Promise<Answer> {
  return tenant.send("POST", path, JSON.stringify(body), { "content-type": "application/json", ...headers });
}
