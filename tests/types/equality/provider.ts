/** The exported types of the provider's arguments against the settings table. */
import type { SettingValues } from "../../../provider/model/settings-parse";
import type { LimitArgs, ProviderArgs } from "../../../sdk/types.generated";
import { holds, type Same } from "./same";

type Settings = { [Name in keyof SettingValues]?: SettingValues[Name] | undefined };
type Limit = NonNullable<SettingValues["limits"]>[string];

// Of a single limit the generated type says the name only: its values differ from kind to kind.
holds<Same<Omit<ProviderArgs, "limits">, Omit<Settings, "limits">>>();
holds<Same<keyof ProviderArgs, keyof Settings>>();
holds<Same<keyof LimitArgs, keyof Limit>>();
