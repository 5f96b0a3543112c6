/** What the plugin takes from the outside world, so that tests can give it another one. */
import type { ManagementClient } from "../../client/client";
import type { ClientRuntime } from "../../client/runtime";
import type { ConnectionSettings } from "../../model/settings";
import { PACKAGE } from "../../process/package-facts";
import type { Sink } from "./engine-log";
import { engineSink } from "./engine-sink";

export interface PluginRuntime {
  environment: Readonly<Record<string, string | undefined>>;
  /** Semantic version of this package, or "dev". */
  version: string;
  createClient(
    connection: ConnectionSettings,
    runtime: Partial<ClientRuntime>,
  ): Promise<ManagementClient> | ManagementClient;
  /** `address`: host:port of the engine. */
  connectEngine(address: string): Sink;
  /** Aborts after so many milliseconds, without keeping the process alive. */
  timeout(milliseconds: number): AbortSignal;
}

export function completeRuntime(given: Partial<PluginRuntime> = {}): PluginRuntime {
  return {
    environment: process.env,
    version: PACKAGE.version,
    createClient: async (connection, runtime) => {
      // Loaded when first needed: a preview needs no HTTP client, and this is half of the plugin's start.
      const { createManagementClient } = await import("../../client/client.js");
      return createManagementClient(connection, runtime);
    },
    connectEngine: engineSink,
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    ...given,
  };
}
