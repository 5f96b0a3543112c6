/**
 * The tenant's clock, as far as whole seconds in `Date` headers reveal it. An answer dated `d` and received at the
 * local time `t` proves that the tenant's clock is at least `d - t` ahead; one sent at `s` proves that it is less than
 * `d + 1 - s` ahead. Every answer narrows the two.
 */
export class ServerClock {
  #atLeastAhead: number | undefined;

  observe(serverSeconds: number, sentAt: number, receivedAt: number): void {
    const atLeast = serverSeconds * 1_000 - receivedAt;
    const lessThan = (serverSeconds + 1) * 1_000 - sentAt;
    // A contradiction means that one of the clocks was set: start again.
    if (this.#atLeastAhead === undefined || this.#atLeastAhead >= lessThan) this.#atLeastAhead = atLeast;
    else this.#atLeastAhead = Math.max(this.#atLeastAhead, atLeast);
  }

  /** The local time, in milliseconds, from which on the tenant's clock has certainly reached `serverSeconds`. */
  surelyReached(serverSeconds: number): number {
    return serverSeconds * 1_000 - (this.#atLeastAhead ?? 0);
  }
}
