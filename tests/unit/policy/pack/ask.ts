/** Asks the policies of a pack as the SDK does: all of them, in the order of the list, each with arguments of its own. */
import { unknownCheckingProxy } from "@pulumi/policy";
import { packPolicies } from "../../../../policy/pack/policies";
import { startRun } from "../../../../policy/pack/run";
import type { PackPolicy, Report, ResourceArgs } from "../../../../policy/pack/sdk";

export const SERVER = "auth0:index/resourceServer:ResourceServer";

export type Told = Report & { readonly policy: string };

export interface Pack {
  readonly policies: readonly PackPolicy[];
  /** Settings and levels, as `--policy-pack-config` would give them. */
  analyze(args: ResourceArgs): Told[];
  analyzeStack(resources: readonly ResourceArgs[]): Told[];
  remediate(args: ResourceArgs): { policy: string; properties: Record<string, unknown> }[];
}

export function packWith(
  settings: object | (() => object) = {},
  { disabled = [], today = () => "2026-11-26" }: { disabled?: readonly string[]; today?: () => string } = {},
): Pack {
  const policies = packPolicies(startRun(today));
  const asked = policies.filter(({ name }) => !disabled.includes(name));
  const given = () => (typeof settings === "function" ? settings() : settings);
  const getConfig = (name: string) => () => ({ ...(name === "configuration" ? given() : {}) });
  const collect = (ask: (policy: PackPolicy, report: (one: Report) => void) => void): Told[] => {
    const told: Told[] = [];
    for (const policy of asked) ask(policy, (report) => void told.push({ policy: policy.name, ...report }));
    return told;
  };
  return {
    policies,
    analyze: (args) =>
      collect((policy, report) =>
        policy.validateResource?.({ ...args, getConfig: getConfig(policy.name) }, report),
      ),
    analyzeStack: (resources) =>
      collect((policy, report) =>
        policy.validateStack?.({ resources, getConfig: getConfig(policy.name) }, report),
      ),
    remediate: (args) =>
      asked.flatMap((policy) => {
        const made = policy.remediateResource?.({ ...args, getConfig: getConfig(policy.name) });
        return made === undefined ? [] : [{ policy: policy.name, properties: made }];
      }),
  };
}

export function resource(
  properties: Record<string, unknown>,
  { name = "orders", type = SERVER, protect = false, provider }: Partial<Fake> = {},
): ResourceArgs {
  return {
    type,
    name,
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    props: unknownCheckingProxy({ identifier: `https://${name}.test/`, ...properties }),
    opts: { protect },
    ...(provider && { provider }),
  };
}

interface Fake {
  name: string;
  type: string;
  protect: boolean;
  provider: NonNullable<ResourceArgs["provider"]>;
}
