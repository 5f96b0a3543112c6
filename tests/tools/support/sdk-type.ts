/** What an SDK says of a type, whatever language the SDK is written in. */

export interface SdkProperty {
  readonly type: "number" | "string" | "boolean" | "other";
  /** The property's description, with lines joined. */
  readonly doc: string;
}

export interface SdkType {
  /** The type token that the SDK sends to the engine. */
  readonly token: string | undefined;
  /** An input property by its path; a list of blocks stands for one of them. Undefined where there is none. */
  property(path: string): SdkProperty | undefined;
}
