/** The result of a look-up against the outputs of the resource: the same, without secrets and state-only settings. */
import type { FIELDS } from "../../../provider/model/fields";
import type { ApiOutputs } from "../../../sdk/api-outputs.generated";
import type { GetApiArgs, GetApiOutputArgs, GetApiResult } from "../../../sdk/types.generated";
import { holds, type Same } from "./same";

type Field = (typeof FIELDS)[number];
type LookedUp = Exclude<Field, { wire: null } | { secret: true }>["name"];

holds<Same<Required<{ [Name in LookedUp]: ApiOutputs[Name] }>, Written<GetApiResult>>>();
holds<Same<GetApiArgs, GetApiOutputArgs>>();

/** Optional members as members that may be undefined, which is what an output has. */
type Written<T> = { [Name in keyof Required<T>]: Name extends keyof T ? T[Name] : never };
