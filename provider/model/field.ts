/**
 * The form of one entry of the field table (`fields.ts`). Everything that treats fields differently reads a trait
 * from here; nothing in the product switches on a field's name.
 */
import type { z } from "zod";
import type { Json } from "./values";

/** Kinds of limit. Numeric kinds compare a number or a length; the others are explained beside each. */
export type LimitKind =
  | "min"
  | "max"
  | "minLength"
  | "maxLength"
  | "maxItems"
  /** A regular expression that the whole text must match. */
  | "pattern"
  /** Texts that cannot be used; `{domain}` stands for the tenant's domain. */
  | "reserved"
  /** The member (of array items) that must not repeat. */
  | "unique"
  /** The name of another field whose value this one must not exceed. */
  | "notGreaterThan"
  /** A PEM text that holds an RSA public key, not a private one. */
  | "publicKeyPem"
  /** Server only: the object at `on` also takes members that are not listed. */
  | "open";

export interface Limit {
  kind: LimitKind;
  value: number | string | readonly string[] | true;
  /** Where inside the value the limit applies: "" (the value itself), "[].value", "encryptionKey.pem". */
  on?: string;
  /** Holds for a new API only: an imported one may have the value. */
  creation?: true;
  /** Where the limit comes from: a document, a recording, or our own choice. */
  source: string;
  /** For the error message: why there is a limit, or what to do instead. */
  because?: string;
}

/** What it means to remove a value from the program that was declared before. */
export type WhenRemoved =
  /** It goes back to the tenant's default (`default`, else `absentMeans`). */
  | "default"
  /** It is cleared: the tenant is sent `null`, and the key disappears there. */
  | "null"
  /** It stays in the tenant as it is, and the preview says so. */
  | "unmanaged";

/** The two system APIs that can be changed at all; see `docs/tenant-fidelity.md`. */
export type SystemApi = "management" | "my-account";

export interface Field {
  /** Name in programs, state and schema: camelCase, units in the name. */
  readonly name: string;
  /** Name in the Management API, or null for what lives in Pulumi state only. */
  readonly wire: string | null;
  readonly title: string;
  /** One or more sentences for editors and reference pages: unit, default, limit, meaning. */
  readonly description: string;
  readonly source: string;
  /** Form of a declared value, without limits (those are data, below, so that they can be overridden). */
  readonly type: z.ZodType;
  /** Form in outputs, where the tenant's answer holds more than what is declared. */
  readonly outputType?: z.ZodType;
  /** "output" fields are computed by the tenant and cannot be declared. */
  readonly role: "input" | "output";
  readonly required?: true;
  /** A change replaces the API. */
  readonly immutable?: true;
  /** Encrypted in state, blinded in diffs, named in no message; left out of list reads unless managed. */
  readonly secret?: true;
  /** Read at creation only: a later change of it changes nothing. */
  readonly creationOnly?: true;
  /** Governs how long tokens live, in seconds: removing it must not lengthen them silently. */
  readonly lifetime?: true;
  /** What the tenant stores and answers when the field is not sent on create. */
  readonly default?: Json;
  /** What it means when the tenant's answer has no such key. */
  readonly absentMeans?: Json;
  readonly whenRemoved?: WhenRemoved;
  /** The tenant may merge a sent object into the stored one, so undeclared members are sent and compared as live. */
  readonly merged?: true;
  /** A leaf that the tenant never returns, and the leaf of the answer by which it is recognised. */
  readonly writeOnly?: {
    readonly leaf: string;
    readonly fingerprintLeaf: string;
    readonly fingerprint: (leaf: string) => string | undefined;
  };
  /** System APIs on which the tenant lets this field be changed. */
  readonly changeableOn?: readonly SystemApi[];
  /** What the Management API enforces, with the evidence. */
  readonly server?: readonly Limit[];
  /** What we refuse before an apply where it is stricter than the server, or where the server's answer is unknown. */
  readonly preview?: readonly Limit[];
}

/** Whether a field's numbers are seconds: its name says so, as every name with a unit does. */
export function countsSeconds(field: Field): boolean {
  return field.name.endsWith("Seconds");
}
