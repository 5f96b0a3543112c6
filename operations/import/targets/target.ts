/** The two providers that a program can be written for. */
import type { Json } from "../../../provider/model/values";
import type { Provider, ResourceKind } from "../program/program";
import type { Remark } from "../program/remark";
import type { TenantApi } from "../tenant-api";

/** One resource that an API needs, before it has a name. */
export interface Declaration {
  readonly kind: ResourceKind;
  /** Put behind the API's own name, where it needs more than one resource. */
  readonly suffix: string;
  readonly id: string;
  readonly properties: ReadonlyMap<string, Json>;
  readonly remarks: readonly Remark[];
  readonly ignoreChanges: readonly string[];
}

export interface Target {
  readonly provider: Provider;
  /** The first one is the API itself. */
  declare(api: TenantApi): Declaration[];
}
