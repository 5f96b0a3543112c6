/** What `require("pulumi-apisettings/dynamic")` gives the host: a contract for ever, see reference.ts. */
import type { DynamicProvider } from "./host";
import { createProvider } from "./provider";

export const provider: DynamicProvider = createProvider();
