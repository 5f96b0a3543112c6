import assert from "node:assert/strict";
import type { TenantOptions } from "../../../../../tenant/options";
import { testTenant } from "../../fixture";

describe("DELETE /api/v2/resource-servers/{id}", () => {
  async function deleted(options: TenantOptions) {
    const tenant = await testTenant(options);
    for (const identifier of ["urn:gone", "urn:stays"]) {
      await tenant.call("POST", "resource-servers", { identifier });
      await tenant.call("POST", "client-grants", {
        client_id: "local-admin",
        audience: identifier,
        scope: [],
      });
    }
    const { status } = await tenant.call("DELETE", "resource-servers/urn:gone");
    assert.equal(status, 204);
    return tenant;
  }
  const audiences = (grants: { audience: string }[]) => grants.map(({ audience }) => audience).slice(1);

  it("takes the API's grants along, and no others", async () => {
    const tenant = await deleted({});
    assert.deepEqual(audiences((await tenant.call("GET", "client-grants")).body), ["urn:stays"]);
    await tenant.call("POST", "resource-servers", { identifier: "urn:gone" });
    assert.equal(
      (await tenant.token({ audience: "urn:gone" })).status,
      403,
      "a new API starts without grants",
    );
    tenant.close();
  });

  it("leaves them where the switch says so, without effect until the API is back", async () => {
    const tenant = await deleted({ switches: { grantsOfDeletedApi: "keep" } });
    assert.deepEqual(audiences((await tenant.call("GET", "client-grants")).body), ["urn:gone", "urn:stays"]);
    assert.equal(
      (await tenant.token({ audience: "urn:gone" })).body.error_description,
      "Service not enabled within domain: urn:gone",
    );
    await tenant.call("POST", "resource-servers", { identifier: "urn:gone" });
    assert.equal((await tenant.token({ audience: "urn:gone" })).status, 200);
    tenant.close();
  });

  it("frees the identifier, under a new id", async () => {
    const tenant = await testTenant();
    const first = await tenant.call("POST", "resource-servers", { identifier: "urn:x" });
    await tenant.call("DELETE", `resource-servers/${first.body.id}`);
    const second = await tenant.call("POST", "resource-servers", { identifier: "urn:x" });
    assert.equal(second.status, 201);
    assert.notEqual(second.body.id, first.body.id);
    tenant.close();
  });
});
