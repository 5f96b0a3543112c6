/** Forgets what has been over for long, so that a data file does not grow with every token that was ever issued. */

import type { TenantContext } from "./context";
import { sessionLifetimes } from "./settings";

/** Long enough that nobody looks for it any more: what was used or revoked must still be known as such until it expires. */
const KEPT_SECONDS = 30 * 86_400;

/**
 * Removes what ended more than 30 days before both the tenant's clock and the time that this clock follows: a clock that
 * was only sent ahead comes back, and finds everything.
 */
export function purgeExpired(context: TenantContext, clockOffsetSeconds: number): void {
  const { store, clock } = context;
  const now = clock.nowSeconds();
  const before = Math.min(now, now - clockOffsetSeconds) - KEPT_SECONDS;
  const { absoluteSeconds } = sessionLifetimes(context);
  store.transaction(() => {
    for (const name of ["authorizationCodes", "opaqueTokens", "deviceCodes", "refreshTokens"] as const) {
      for (const { id, expires_at } of store[name].find({})) {
        if (expires_at !== undefined && expires_at < before) store[name].remove(id);
      }
    }
    for (const { id, authenticated_at } of store.sessions.find({})) {
      if (authenticated_at + absoluteSeconds < before) store.sessions.remove(id);
    }
  });
}
