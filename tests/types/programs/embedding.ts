// What else the package offers: the provider that dynamic resources load, and the local tenant.
import { provider } from "pulumi-apisettings/dynamic";
import type { FaultRule, TenantSnapshot } from "pulumi-apisettings/tenant";
import { startTenant } from "pulumi-apisettings/tenant";

const lostAnswer: FaultRule = { match: { method: "POST", path: "management-api" }, times: 1, reset: "after" };

export async function run(): Promise<string> {
  const { failures } = await provider.check({}, { identifier: "https://banking.example.test/" });
  const tenant = await startTenant({
    listen: false,
    startAt: "2026-12-24T00:00:00Z",
    faults: ["slow", lostAnswer],
  });
  tenant.clock.advance("30d");
  const now: Date = tenant.clock.now();
  tenant.faults.set([{ latencyMilliseconds: { kind: "exponential", meanMilliseconds: 20 } }]);
  // ERROR: neither before nor after
  tenant.faults.set([{ reset: "during" }]);
  const snapshot: TenantSnapshot = tenant.snapshot();
  tenant.restore(snapshot);
  await tenant.fetch("/.well-known/jwks.json", { method: "GET" });
  await tenant.close();
  return tenant.url + now.toISOString() + failures.map(({ reason }) => reason).join();
}
