/** What an operation on an API needs besides the values themselves. */
import type { ManagementClient } from "../client/client";
import type { BehaviourSettings } from "../model/connection";

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
}

export interface ResourceContext {
  client: ManagementClient;
  behaviour: BehaviourSettings;
  /** host[:port] of the tenant, where known. */
  domain: string | undefined;
  log: Log;
  /** Aborts waits and requests in flight. */
  signal?: AbortSignal;
}

export function callOptions(context: ResourceContext): { signal?: AbortSignal } {
  return context.signal === undefined ? {} : { signal: context.signal };
}
