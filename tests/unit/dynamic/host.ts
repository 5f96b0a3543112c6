/** The engine's dynamic-provider host, as far as a provider sees it, over a tenant in the same process. */

import type { ManagementClient } from "../../../provider/client/client";
import type { DynamicProvider, HostObject } from "../../../provider/dynamic/host";
import { createProvider } from "../../../provider/dynamic/provider";
import { PROVIDER_REFERENCE } from "../../../provider/dynamic/reference";
import { type InProcess, inProcess } from "../../support/in-process";

export interface Host {
  world: InProcess;
  provider: DynamicProvider;
  printed: string[];
  /** What a resource of the engine looks like after an apply. */
  create(inputs: HostObject): Promise<{ id: string; outs: HostObject }>;
}

export const CREDENTIALS = {
  "apisettings:domain": "http://127.0.0.1:4010",
  "apisettings:clientId": "local-admin",
  "apisettings:clientSecret": "local-admin-secret",
};

export async function startHost(
  config: HostObject = CREDENTIALS,
  environment: Record<string, string> = {},
  client?: (world: InProcess) => ManagementClient,
): Promise<Host> {
  const world = await inProcess();
  const printed: string[] = [];
  const provider = createProvider({
    environment,
    createClient: () => client?.(world) ?? world.client,
    print: (line) => void printed.push(line),
  });
  await provider.configure({ config: { get: (key) => config[key] } });
  return {
    world,
    provider,
    printed,
    create: async (inputs) => {
      const { id, outs } = await provider.create(withReference(inputs));
      return { id, outs: withReference(outs) };
    },
  };
}

/** The host puts the reference into everything that goes in or comes out; this fails for a frozen object. */
export function withReference(properties: HostObject): HostObject {
  properties.__provider = PROVIDER_REFERENCE;
  return properties;
}
