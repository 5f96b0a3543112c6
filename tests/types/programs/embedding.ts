// What else the package offers: the provider that dynamic resources load, and the local tenant.
import { provider } from "pulumi-apisettings/dynamic";
import { startTenant } from "pulumi-apisettings/tenant";

export async function run(): Promise<string> {
  const { failures } = await provider.check({}, { identifier: "https://banking.example.test/" });
  const tenant = await startTenant();
  await tenant.close();
  return tenant.url + failures.map(({ reason }) => reason).join();
}
