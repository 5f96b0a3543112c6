/** What can be done to a running tenant beside asking it: the same for the admin API and for programs that embed it. */
import type { ClockControl } from "../clock-control";
import type { TenantContext } from "../context";
import type { FaultBook } from "../faults/book";
import type { RequestEntry, TenantSnapshot } from "../options";

export interface TenantControls {
  readonly context: TenantContext;
  /** Address without a trailing slash. */
  readonly url: string;
  /** Name of the plan whose limits hold; undefined for none. */
  readonly plan: string | undefined;
  readonly clockControl: ClockControl;
  readonly faults: FaultBook;
  /** Requests answered since the start or the last reset: the latest 10,000, oldest first. */
  requests(): RequestEntry[];
  clearRequests(): void;
  /** Back to what the tenant started with: documents, tokens, clock, faults, list of requests. The signing key stays. */
  reset(): void;
  snapshot(): TenantSnapshot;
  /** Puts a snapshot in the place of everything in the store; clock, faults and the list of requests stay as they are. */
  restore(snapshot: unknown): void;
}
