/** What the demo hands back: every request that was made, what came of it, and what the story had said would. */
import type { JsonObject } from "../../provider/model/values";

export type Actor = "operator" | "owner" | "thief";

/** What an answer said. Only what was in it: a lifetime is that of the token that came, a reason the server's own. */
export interface Outcome {
  readonly works: boolean;
  /** Absent where there was nothing to send. */
  readonly status?: number;
  /** Error code of the token endpoint, or why the API refused the token. */
  readonly reason?: string;
  /** Of the access token that came, or that the API now gives. */
  readonly lifetimeSeconds?: number;
  /** Whether a refresh token came where one was asked for. */
  readonly refreshToken?: boolean;
}

export interface Step {
  /** Since the scenario began, on the tenant's clock. */
  readonly atSeconds: number;
  /** The same for people: `hour 23:00`. */
  readonly clock: string;
  readonly actor: Actor;
  readonly action: string;
  readonly outcome: Outcome;
  /** Every member of it must be found in the outcome. */
  readonly expectation: Outcome;
  readonly asExpected: boolean;
}

/** For how long after the theft the API served the thief, measured by what the API answered. */
export type Access =
  | { readonly kind: "none" }
  /** Served a second before, and not any more at `seconds`. */
  | { readonly kind: "ends"; readonly seconds: number }
  /** Served whenever it was tried, the last time at `seconds`. */
  | { readonly kind: "no end seen"; readonly seconds: number }
  /** Not served at `seconds`, but nobody tried in the second before: the story has a hole. */
  | { readonly kind: "unclear"; readonly seconds: number };

export interface Theft {
  /** What was stolen and under which setting: the row of the closing table. */
  readonly name: string;
  readonly access: Access;
}

/** How it is known that the real tenant behaves like this: a row of docs/tenant-fidelity.md. */
export interface Evidence {
  readonly known: "documented" | "quoted" | "our choice" | "switch";
  readonly section: string;
  /** The row's own words, from its beginning. */
  readonly behaviour: string;
}

/** Whether no document settles it, so that the real tenant may do otherwise. */
export function isUnsettled({ known }: Evidence): boolean {
  return known === "our choice" || known === "switch";
}

export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  /** Settings as the tenant itself shows them. */
  readonly api: JsonObject;
  readonly client: JsonObject;
  readonly switches: JsonObject;
  readonly steps: readonly Step[];
  readonly thefts: readonly Theft[];
  readonly evidence: readonly Evidence[];
}

/** A sentence about the figures above it. */
export interface Lesson {
  readonly sentence: string;
  readonly holds: boolean;
}

export interface StoryResult {
  readonly scenarios: readonly ScenarioResult[];
  readonly lessons: readonly Lesson[];
  /** Whether every step came out as expected and every lesson holds. */
  readonly holds: boolean;
}
