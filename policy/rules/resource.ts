/** A resource as rules see it, wherever it came from: the engine, a saved state, a preview, or a file of properties. */
import type { ValueObject } from "../../provider/model/values";

export interface PolicyResource {
  readonly urn: string;
  /** Full Pulumi type token, such as `auth0:index/resourceServer:ResourceServer`. */
  readonly type: string;
  /** Name in the program: the last part of the URN. Always safe to print. */
  readonly name: string;
  /** Inputs as the program declared them; unknown and secret values wrapped as in `provider/model/values.ts`. */
  readonly props: ValueObject;
  /** Pulumi's `protect` option; undefined where the source of the resource does not tell. */
  readonly protect?: boolean | undefined;
  /** What tells the tenants of an explicit provider apart (its domain, else its URN); undefined for the default one. */
  readonly tenant?: string | undefined;
}
