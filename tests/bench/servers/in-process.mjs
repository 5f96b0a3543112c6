/** Our tenant embedded in a program, as a test embeds it: how long until it can be asked, loading it included. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { announce } from "./ready.mjs";

const require = createRequire(import.meta.url);
const entry = join(import.meta.dirname, "..", "..", "..", "dist", "tenant.cjs");
const start = performance.now();
const before = process.cpuUsage();
const { startTenant } = require(entry);
const tenant = await startTenant();
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(before);
announce(tenant.url, { milliseconds, processorMilliseconds: (user + system) / 1_000 });
await tenant.close();
