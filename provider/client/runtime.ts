/** What the client takes from the outside world, so that tests can give it another one. */
import { setTimeout as sleep } from "node:timers/promises";
import type { AxiosAdapter } from "axios";

export interface ClientRuntime {
  /** Default: the axios http adapter, which follows HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS. */
  adapter?: AxiosAdapter;
  /** Wall clock, in milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds`; rejects as soon as `signal` aborts. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. Spreads retries; not used for anything that must be unpredictable. */
  random(): number;
  log(level: "debug" | "warning", message: string): void;
  /** Version of this package, for the User-Agent header. */
  version: string;
}

export function completeRuntime(given: Partial<ClientRuntime> = {}): ClientRuntime {
  return {
    now: () => Date.now(),
    delay: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    random: () => Math.random(),
    // stdout belongs to the plugin's handshake with the engine.
    log: (level, message) => void process.stderr.write(`apisettings: ${level}: ${message}\n`),
    version: "dev",
    ...given,
  };
}
