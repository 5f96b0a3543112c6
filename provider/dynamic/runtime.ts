/** What the dynamic provider takes from the outside world, so that tests can give it another one. */
import type { ManagementClient } from "../client/client";
import type { ClientRuntime } from "../client/runtime";
import type { ConnectionSettings } from "../model/settings";

export interface DynamicRuntime {
  environment: Readonly<Record<string, string | undefined>>;
  createClient(
    connection: ConnectionSettings,
    runtime: Partial<ClientRuntime>,
  ): Promise<ManagementClient> | ManagementClient;
  /** Shows the user one line. */
  print(line: string): void;
}

export function completeRuntime(given: Partial<DynamicRuntime> = {}): DynamicRuntime {
  return {
    environment: process.env,
    createClient: async (connection, runtime) => {
      // Loaded when first needed: a preview needs no HTTP client.
      const { createManagementClient } = await import("../client/client.js");
      return createManagementClient(connection, runtime);
    },
    // What the host writes to stdout after its port is shown too, but mixed into `--json`.
    print: (line) => console.error(line),
    ...given,
  };
}
