// A user's program, in TypeScript that 3.8 understands.
import * as pulumi from "@pulumi/pulumi";
import type { ApiArgs, Sensitivity } from "pulumi-apisettings";
import {
  Api,
  days,
  formatDuration,
  hours,
  minutes,
  Provider,
  SENSITIVITIES,
  seconds,
} from "pulumi-apisettings";

const sensitivity: Sensitivity = "restricted";
const args: ApiArgs = {
  identifier: "https://banking.example.test/",
  name: pulumi.output("Banking"),
  tokenLifetimeSeconds: minutes(15),
  allowOfflineAccess: false,
  signingAlg: "PS256",
  scopes: [
    { value: "read:accounts", description: "Read accounts" },
    { value: pulumi.output("write:accounts") },
  ],
  proofOfPossession: { mechanism: "dpop", required: true },
  subjectTypeAuthorization: { client: { policy: "deny_all" } },
  authorizationDetails: [{ type: "payment_initiation", anything: [1] }],
  sensitivity,
};
const staging = new Provider("staging", {
  domain: "staging.eu.auth0.com",
  limits: { tokenLifetimeSeconds: { max: hours(1) } },
});
const banking = new Api("banking", args, { provider: staging, protect: true });
const read: Api = Api.get("orders", banking.id);

export const lifetime: pulumi.Output<number> = banking.tokenLifetimeSeconds;
export const alg: pulumi.Output<"HS256" | "RS256" | "RS512" | "PS256"> = read.signingAlg;
export const firstScope: pulumi.Output<string> = banking.scopes.apply((scopes) => scopes[0].value);
export const secret: pulumi.Output<string | undefined> = banking.signingSecret;
export const words: string = formatDuration(seconds(1) + days(1)) + SENSITIVITIES.length;

export function isApi(value: unknown): Api | undefined {
  return Api.isInstance(value) ? value : undefined;
}

// What must not compile. The comments are lines of their own so that every compiler reads them alike.
export function refused() {
  // ERROR: identifier is missing
  new Api("a", {});
  // ERROR: a text is no lifetime
  new Api("a", { identifier: "x", tokenLifetimeSeconds: "900" });
  // ERROR: misspelt
  new Api("a", { identifier: "x", tokenLifetime: 900 });
  // ERROR: no such algorithm
  new Api("a", { identifier: "x", signingAlg: "none" });
  // ERROR: computed
  new Api("a", { identifier: "x", apiId: "x" });
  // ERROR: outputs cannot be set
  banking.identifier = pulumi.output("x");
}
