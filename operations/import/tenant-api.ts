/** One API of the tenant as the generated program will hold it. */
import type { ValueObject } from "../../provider/model/values";

export interface TenantApi {
  readonly id: string;
  readonly identifier: string;
  /** The friendly name, where it has one. */
  readonly name: string | undefined;
  readonly isSystem: boolean;
  /** Everything that the tenant says of it, in the names of programs; no secret. */
  readonly outputs: ValueObject;
  /** Names that the resource shall have, because a state knows it by them. */
  readonly resourceName?: string;
}

export function tenantApi(id: string, outputs: ValueObject): TenantApi {
  const { identifier, name, isSystem } = outputs;
  return {
    id,
    identifier: typeof identifier === "string" ? identifier : id,
    name: typeof name === "string" ? name : undefined,
    isSystem: isSystem === true,
    outputs,
  };
}
