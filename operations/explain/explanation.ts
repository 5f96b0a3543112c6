/** The result of `explain`, which renderers draw. Plain data, nothing left to compute. */
import type { Flow, LifetimeRule } from "../../provider/model/lifetimes";
import type { Answer } from "./answer";
import type { Source } from "./sources";
import type { Told } from "./told";

/**
 * Ways to tokens. A hybrid flow brings two: from /authorize itself, and for its code. Anonymous sessions have no flow
 * of OAuth.
 */
export type ExplainedFlow = Flow | "hybrid_code" | "anonymous";

export interface AccessTokenAnswer {
  /** `expires_in`, and `exp - iat` of a JWT. */
  readonly seconds: Told<number>;
  /** A longest lifetime that is certain although `seconds` is not known. */
  readonly atMostSeconds?: number;
  /** Undefined where what decides is not known, and for anonymous sessions. */
  readonly rule: LifetimeRule | undefined;
  readonly because: string;
  readonly source: Source;
}

/** How long a refresh token works, where one comes. */
export interface RefreshLifetime {
  /** Infinity: no end. */
  readonly absoluteSeconds: Told<number>;
  readonly idleSeconds: Told<number>;
  readonly rotates: Told<boolean>;
  readonly source: Source;
}

export interface RefreshAnswer extends Answer {
  /** Undefined where none comes, or the setting that says it is not at hand. */
  readonly lifetime?: RefreshLifetime;
}

export interface IdTokenAnswer extends Answer {
  readonly seconds?: Told<number>;
}

export interface FlowRow {
  readonly flow: ExplainedFlow;
  /** Whether the flow gives tokens at all. */
  readonly issued: Answer;
  /** Undefined where it gives none. */
  readonly accessToken: AccessTokenAnswer | undefined;
  /** For `offline_access`. */
  readonly offline: RefreshAnswer;
  /** For `online_access`: ends with the user's session. */
  readonly online: RefreshAnswer;
  readonly idToken: IdTokenAnswer;
}

/** What tokens are for, given the audience that was asked for. */
export interface Target {
  readonly for: "api" | "user-profile" | "another-api" | "undecided";
  readonly because: string;
  readonly source: Source;
}

export interface Section {
  readonly audience: "api" | "none" | "user-profile";
  readonly target: Target;
  /** None where the tokens are another API's, or nobody can say whose. */
  readonly rows: readonly FlowRow[];
}

export interface Explanation {
  readonly api: { readonly name: string; readonly identifier: Told<string> };
  readonly client: string | undefined;
  readonly scope: readonly string[] | undefined;
  readonly sections: readonly Section[];
  /** What holds for all of it, as sentences. */
  readonly notes: readonly string[];
}
