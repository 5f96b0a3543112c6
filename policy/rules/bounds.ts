/** Which bounds hold for a token: all that apply are gathered, the strictest wins and keeps its source. */
import type { Flow } from "../../provider/model/lifetimes";
import type { Bound } from "./presets";

/** A bound and the words that say where it comes from. */
export interface SourcedBound extends Bound {
  /** 'preset rfc6750-1h (RFC 6750 ..., section 5.3, SHOULD)', or 'tiers.restricted.maximumSeconds'. */
  readonly source: string;
}

export interface Limit {
  readonly seconds: number;
  readonly bound: SourcedBound;
}

export interface Limits {
  readonly maximum?: Limit;
  readonly minimum?: Limit;
}

export interface TokensInQuestion {
  readonly tokens: Bound["tokens"];
  /** Flows that issue them; empty for tokens that no flow of OAuth issues. */
  readonly flows: readonly Flow[];
  readonly senderConstrained: boolean;
}

export function limitsFor(bounds: readonly SourcedBound[], about: TokensInQuestion): Limits {
  const limits: { maximum?: Limit; minimum?: Limit } = {};
  for (const bound of bounds) {
    if (!applies(bound, about)) continue;
    const { maximumSeconds: maximum, minimumSeconds: minimum } = bound;
    const lifted = bound.unlessSenderConstrained === true && about.senderConstrained;
    if (maximum !== undefined && !lifted && maximum < (limits.maximum?.seconds ?? Number.POSITIVE_INFINITY)) {
      limits.maximum = { seconds: maximum, bound };
    }
    if (minimum !== undefined && minimum > (limits.minimum?.seconds ?? Number.NEGATIVE_INFINITY)) {
      limits.minimum = { seconds: minimum, bound };
    }
  }
  return limits;
}

/** A lifetime that several flows share has to satisfy what is said about each of them. */
function applies(bound: Bound, about: TokensInQuestion): boolean {
  if (bound.tokens !== about.tokens) return false;
  return bound.flows === undefined || bound.flows.some((flow) => about.flows.includes(flow));
}
