/**
 * The policy pack as the engine starts it, from its folder or as an executable file. The first line on stdout is the port,
 * and nothing else is ever written there.
 */
import { PACKAGE } from "../../provider/process/package-facts";
import { watchParent } from "../../provider/process/parent-watch";
import { packPolicies } from "./policies";
import { startRun } from "./run";
import { serve } from "./sdk";
import { today } from "./today";

// At close the engine sends SIGINT and waits. An engine that is killed sends nothing, and the SDK's server would live on.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
watchParent(() => process.exit(0));

const run = startRun(() => today(process.env, new Date()));

// Not `new PolicyPack`: it asks for a package.json with a version in the current folder, which is the program's folder for an
// executable and for older language hosts. The version is in the bundle, so that the pack starts anywhere.
serve("apisettings", PACKAGE.version, "advisory", {
  displayName: "API token settings",
  description:
    "Access token lifetimes, refresh tokens and signing of APIs, over effective values and every OAuth flow.",
  tags: [...PACKAGE.keywords],
  policies: packPolicies(run),
});
