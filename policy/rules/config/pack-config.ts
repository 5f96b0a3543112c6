/**
 * The form of a configuration file that the policy pack takes (`--policy-pack-config`). There each policy has an object
 * or a level of its own, so levels go to their rules; everything else goes to the policy `configuration`, from which all
 * others have it.
 */
import type { Level } from "../rule";
import { RULE_IDS, type RuleId } from "../rule-ids";
import type { Baseline, ConfigFile } from "./schema";

/** The policy that takes the settings which all rules share. */
export const CONFIGURATION_POLICY = "configuration";

/** A configuration file whose baseline was read: a pack reads no files. */
export type CompleteConfigFile = Omit<ConfigFile, "baseline"> & {
  readonly baseline?: Baseline | undefined;
};

/** Members of a file that `configuration` takes; the others have no place in a pack, or another one. */
export type PackSettings = Omit<CompleteConfigFile, "rules" | "$schema">;

export type PackConfig = { readonly [CONFIGURATION_POLICY]?: PackSettings } & {
  readonly [rule in RuleId]?: Level;
};

/** In the order of the catalogue, so that printed forms compare. What the file does not say is left out. */
export function packConfig({ rules = {}, $schema: _, ...file }: CompleteConfigFile): PackConfig {
  const settings: PackSettings = given(file);
  const levels: { readonly [rule in RuleId]?: Level } = given(
    Object.fromEntries(RULE_IDS.map((id) => [id, rules[id]])),
  );
  return { ...(Object.keys(settings).length > 0 && { [CONFIGURATION_POLICY]: settings }), ...levels };
}

function given<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
