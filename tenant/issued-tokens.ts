/**
 * How many access tokens of each API are out there: nobody can take a JWT back, so whoever shortens an API's lifetime
 * wants to know how many still have the old one. Counted, not kept: by the second in which they expire. A restart
 * forgets the counts.
 */
export interface IssuedTokens {
  /** `apiId` is the tenant's own id of the API, which a reset changes with everything else. */
  add(apiId: string, expiresAt: number): void;
  /** Those that are still good at this moment, Unix seconds; and when the last of them ends. */
  alive(apiId: string, now: number): { count: number; lastExpiresAt: number | undefined };
}

/** Seconds of expiry remembered for each API. Past that those counted first go. */
const MAXIMUM_SECONDS = 50_000;

export function createIssuedTokens(): IssuedTokens {
  const counts = new Map<string, Map<number, number>>();
  return {
    add(apiId, expiresAt) {
      const ofApi = counts.get(apiId) ?? new Map<number, number>();
      counts.set(apiId, ofApi);
      ofApi.set(expiresAt, (ofApi.get(expiresAt) ?? 0) + 1);
      if (ofApi.size > MAXIMUM_SECONDS) {
        const [first = expiresAt] = ofApi.keys();
        ofApi.delete(first);
      }
    },
    alive(apiId, now) {
      const good = [...(counts.get(apiId) ?? [])].filter(([expiresAt]) => now < expiresAt);
      const count = good.reduce((total, [, number]) => total + number, 0);
      return { count, lastExpiresAt: count === 0 ? undefined : Math.max(...good.map(([second]) => second)) };
    },
  };
}
