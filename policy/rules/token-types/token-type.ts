/** The form of one row of the table of Pulumi types that govern how long tokens live. */
import type { Flow } from "../../../provider/model/lifetimes";
import type { ValueObject } from "../../../provider/model/values";
import type { Absence, Reading } from "../reading";
import type { FixedUnit, Unit } from "../units";

/** What a resource of the type is. */
export type SubjectKind =
  /** An API (resource server): its audience is in the tokens. */
  | "api"
  /** A client (application), which gets tokens. */
  | "client"
  /** What issues tokens for many of them: a realm, a tenant, a policy of an authorization server. */
  | "issuer";

/** Which tokens a lifetime is about. */
export type LifetimeOf =
  /** Access tokens that the token endpoint issues. */
  | "access"
  /** Access tokens that the authorization endpoint itself issues: implicit and hybrid flows. */
  | "web"
  /** Access tokens of anonymous sessions. */
  | "anonymous"
  /** Refresh tokens, from their issue on, however often they are used. */
  | "refresh"
  /** Refresh tokens, from their last use on. */
  | "refresh-idle";

/** A property beside a lifetime that has a certain value. Texts are compared without regard to case. */
export type Setting = { readonly property: string } & (
  | { readonly is: boolean; readonly whenUnset: boolean }
  | { readonly is: string; readonly whenUnset: string }
);

export interface LifetimeField {
  /** Path of the property. */
  readonly property: string;
  readonly of: LifetimeOf;
  /** Unit of the property; `{ property, otherwise }` where a second property names it. */
  readonly unit: Unit | { readonly property: string; readonly otherwise: FixedUnit };
  /** What holds where the property is unset: seconds, no end at all, or why that is not known. */
  readonly whenUnset: number | "unlimited" | Exclude<Absence, "adopted">;
  /** Values (in the property's unit) that mean "never expires". */
  readonly unlimitedValues?: readonly number[];
  /** A switch that makes the tokens never expire where it has this value, whatever the number says. */
  readonly unlimitedWhen?: Setting;
  /** Settings that make the provider look elsewhere, whatever the number says, and why there is then nothing to read. */
  readonly ignoredWhen?: readonly (Setting & { readonly because: Absence })[];
  /** Values that the provider treats as if the property were unset. */
  readonly unsetValues?: readonly number[];
  /** The property takes a text, although the unit is a number of something. */
  readonly writtenAsText?: true;
  /** A lifetime of "web" tokens that the one of access tokens does not limit, as it does at Auth0. */
  readonly independent?: true;
  /**
   * Smallest and largest value that the provider takes, in the property's unit; in seconds where a second property names
   * the unit, and for Go durations.
   */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Where unit, default and bounds come from. */
  readonly source: string;
}

/** A switch that lets refresh tokens be issued. */
export interface RefreshSwitch {
  readonly property: string;
  /** Refresh tokens that outlive the user's session (offline), or end with it (online). */
  readonly access: "offline" | "online";
  readonly whenUnset: boolean;
  /** The property takes the texts "true" and "false". */
  readonly writtenAsText?: true;
  /** Texts that the provider treats as if the property were unset. */
  readonly unsetTexts?: readonly string[];
  readonly source: string;
}

/** Refresh tokens of a client. */
export interface ClientRefreshTokens {
  /** Whether the client can get refresh tokens at all. */
  readonly issued: Reading<boolean>;
  /** Seconds until a refresh token ends whatever happens; Infinity where it never does. */
  readonly absoluteSeconds: Reading<number>;
  /** Other APIs for which a refresh token of the client fetches tokens as well. */
  readonly audiences: readonly Reading<string>[];
}

export interface TokenType {
  /** Full Pulumi type token. */
  readonly token: string;
  readonly title: string;
  readonly kind: SubjectKind;
  readonly lifetimes: readonly LifetimeField[];
  readonly refreshSwitches?: readonly RefreshSwitch[];
  /** Property with the audience of an API's tokens. */
  readonly identifier?: string;
  /** Property with a name that people gave, beside the name in the program. */
  readonly displayName?: string;
  /** Flows that cannot issue tokens, given the properties. */
  readonly closedFlows?: (props: ValueObject) => readonly Flow[];
  /** Whether tokens are bound to a key of the client (DPoP, mutual TLS) for every client. */
  readonly senderConstrained?: (props: ValueObject) => Reading<boolean>;
  /** Whether an unset property is left as it is found, so that no default says what holds. */
  readonly keepsWhatIsUnset?: (props: ValueObject) => boolean;
  readonly signingAlgorithm?: { readonly property: string; readonly whenUnset: string };
  /** Property with the scopes, a list of texts or of objects with a `value`. */
  readonly scopes?: string;
  /** Property in which the program says how sensitive the API is. */
  readonly sensitivity?: string;
  readonly clientRefreshTokens?: (props: ValueObject) => ClientRefreshTokens;
}
