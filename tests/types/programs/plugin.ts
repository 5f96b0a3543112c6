// A user's program, in TypeScript that 3.8 understands.
import type * as pulumi from "@pulumi/pulumi";
import type { ApiArgs, GetApiResult } from "pulumi-apisettings/plugin";
import { Api, getApi, getApiOutput, minutes, Provider } from "pulumi-apisettings/plugin";

const args: ApiArgs = { identifier: "https://banking.example.test/", tokenLifetimeSeconds: minutes(15) };
const staging = new Provider("staging", {
  domain: "staging.eu.auth0.com",
  plan: "enterprise",
  maxConcurrency: 4,
});
const banking = new Api("banking", args, { provider: staging, import: "https://banking.example.test/" });

export const lifetime: pulumi.Output<number> = banking.tokenLifetimeSeconds;
export const found: Promise<GetApiResult> = getApi({ identifier: "https://orders.example.test/" });
export const foundToo: pulumi.Output<boolean> = getApiOutput({ apiId: banking.id }).allowOfflineAccess;

export function refused() {
  // ERROR: identifier is missing
  new Api("a", { tokenLifetimeSeconds: 900 });
  // ERROR: no such plan
  new Provider("a", { plan: "gold" });
  // ERROR: a secret is never looked up
  getApi({ apiId: "x" }).then((api) => api.signingSecret);
  // ERROR: look-ups take plain values, getApiOutput takes outputs
  getApi({ apiId: banking.id });
}
