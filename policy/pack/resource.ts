/** A resource as the SDK gives it, turned into one as rules read it. */
import { parseDomain } from "../../provider/model/domain";
import type { ValueObject } from "../../provider/model/values";
import { isKnown, readText } from "../rules/reading";
import type { PolicyResource } from "../rules/resource";
import type { ResourceArgs } from "./sdk";
import { valuesOf } from "./values";

export function resourceOf({ urn, type, name, props, opts, provider }: ResourceArgs): PolicyResource {
  let values: ValueObject | undefined;
  return {
    urn,
    type,
    name,
    // Read when asked for: of most resources of a stack, rules look at the type alone.
    get props() {
      values ??= valuesOf(props);
      return values;
    },
    protect: opts.protect,
    tenant: provider && tenantOf(provider),
  };
}

/** The engine's own instances are called so, with the version behind it where the program asks for one. */
const DEFAULT_INSTANCE = /^default(_|$)/;

/** The dynamic form's provider names its settings as stack configuration does. */
const DOMAIN = ["domain", "apisettings:domain"] as const;

/**
 * What tells the tenants of explicit providers apart. Two providers with one domain are one tenant, also pulumi-auth0's and
 * ours; where the domain is not known, each provider counts as a tenant of its own.
 */
function tenantOf({ urn, name, props }: NonNullable<ResourceArgs["provider"]>): string | undefined {
  if (DEFAULT_INSTANCE.test(name)) return undefined;
  const values = valuesOf(props);
  const domain = DOMAIN.map((property) => readText(values, property)).find(isKnown);
  return domain === undefined ? urn : hostOf(domain.value);
}

function hostOf(written: string): string {
  try {
    return parseDomain(written).domain;
  } catch {
    // Another provider may take domains that ours does not.
    return written;
  }
}
