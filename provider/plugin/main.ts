/**
 * The plugin as the engine starts it: `[--logtostderr] [-v=N] [--tracing URL] ENGINE_ADDRESS`. The first line on stdout
 * is the port, and nothing else is ever written there. Started by hand, without an address, it serves a debugger's
 * session: `PULUMI_DEBUG_PROVIDERS=apisettings:PORT pulumi up`.
 */
import { watchParent } from "../process/parent-watch";
import { placeOf } from "./rpc/status";
import { startServer } from "./server";

const engineAddress = process.argv.slice(2).find((argument) => /^[^-\s][^\s]*:\d+$/.test(argument));

// The engine sends SIGINT when it closes, and waits five seconds for a plugin that stays.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
// One lost promise must not end the process in the middle of another resource's creation.
process.on("unhandledRejection", (reason) => {
  process.stderr.write(`apisettings: a promise was rejected and nobody took notice: ${placeOf(reason)}\n`);
});

startServer({}, engineAddress).then(
  ({ port }) => {
    process.stdout.write(`${port}\n`);
    if (engineAddress !== undefined) watchParent(() => process.exit(0));
  },
  (error: unknown) => {
    process.stderr.write(`apisettings: the plugin could not start: ${String(error)}\n`);
    process.exit(1);
  },
);
