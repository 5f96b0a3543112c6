/** Our tenant embedded in a program, as a test embeds it: how long until it can be asked, loading it included. */
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { announce } from "./ready.mjs";

const require = createRequire(import.meta.url);
const start = performance.now();
const { startTenant } = require("../../../dist/tenant/index.js");
const tenant = await startTenant();
announce(tenant.url, { milliseconds: performance.now() - start });
await tenant.close();
