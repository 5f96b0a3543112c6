/**
 * The local tenant as somebody outside Pulumi uses it: the dashboard's part in tests and demo. Deliberately not our
 * own client, so that the two cannot share a mistake.
 */
import type { Tenant } from "../../tenant";

export type ApiBody = Record<string, unknown> & { id: string; identifier: string };

export class ManagementApi {
  readonly #tenant: Tenant;
  #token: string | undefined;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    this.#token ??= (await this.token(this.#tenant.audience)).access_token;
    const response = await fetch(`${this.#tenant.url}/api/v2/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** Every API but the tenant's own. */
  async apis(): Promise<ApiBody[]> {
    const all = (await this.call("GET", "resource-servers?per_page=100")) as ApiBody[];
    return all.filter((api) => api.is_system !== true);
  }

  async api(identifier: string): Promise<ApiBody> {
    const found = (await this.apis()).find((api) => api.identifier === identifier);
    if (found === undefined) throw new Error(`The tenant has no API ${identifier}`);
    return found;
  }

  create(body: Record<string, unknown>): Promise<ApiBody> {
    return this.call("POST", "resource-servers", body) as Promise<ApiBody>;
  }

  async change(identifier: string, settings: Record<string, unknown>): Promise<void> {
    const { id } = await this.api(identifier);
    await this.call("PATCH", `resource-servers/${id}`, settings);
  }

  async delete(identifier: string): Promise<void> {
    const { id } = await this.api(identifier);
    await this.call("DELETE", `resource-servers/${id}`);
  }

  /** Lets the seeded Management client get tokens for an API. */
  async grant(identifier: string): Promise<void> {
    await this.call("POST", "client-grants", {
      client_id: this.#tenant.clientId,
      audience: identifier,
      scope: [],
    });
  }

  /** A client-credentials token (RFC 6749, section 4.4). */
  async token(audience: string): Promise<{ access_token: string; expires_in: number }> {
    const response = await fetch(`${this.#tenant.url}/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: this.#tenant.clientId,
        client_secret: this.#tenant.clientSecret,
        audience,
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`token for ${audience}: ${response.status} ${text}`);
    return JSON.parse(text) as { access_token: string; expires_in: number };
  }
}
