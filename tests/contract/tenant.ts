/** A tenant on a real socket for foreign clients. */
import { ManagementClient } from "auth0";
import { startTenant, type Tenant, type TenantOptions } from "../../tenant/index";

export interface Served {
  tenant: Tenant;
  /** The vendor's own SDK, pointed at the tenant: it insists on https, so its `fetch` is told otherwise. */
  sdk(more?: object): ManagementClient;
}

export async function serve(options: TenantOptions = {}): Promise<Served> {
  const tenant = await startTenant(options);
  const plain = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    fetch(String(input instanceof Request ? input.url : input).replace(/^https:/, "http:"), init);
  return {
    tenant,
    sdk(more = {}) {
      const { domain, clientId, clientSecret } = tenant;
      const credentials = "clientAssertionSigningKey" in more ? {} : { clientSecret };
      return new ManagementClient({
        domain,
        clientId,
        ...credentials,
        fetch: plain,
        ...more,
      } as ConstructorParameters<typeof ManagementClient>[0]);
    },
  };
}
