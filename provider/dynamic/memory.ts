/**
 * What state remembers beside the API's own outputs. The host shows `diff`, `update` and `read` the old outputs only,
 * so what else they need to know about the last apply stands there, under keys that programs do not see.
 */
import { ApiSettingsError } from "../model/errors";
import { INPUT_FIELDS } from "../model/table";
import type { ValueObject } from "../model/values";
import type { HostObject } from "./host";
import { decode, encode } from "./values";

/** Names of the inputs that were declared, sorted. */
const DECLARED = "__declared";
/** host[:port] of the tenant that the API is in. */
const DOMAIN = "__domain";

/** Outputs in the form that state keeps them. */
export function withMemory(
  outputs: ValueObject,
  inputs: ValueObject,
  domain: string | undefined,
): HostObject {
  return {
    ...encode(outputs),
    [DECLARED]: declaredNames(inputs),
    ...(domain === undefined ? {} : { [DOMAIN]: domain }),
  };
}

export interface Remembered {
  oldInputs: ValueObject;
  oldOutputs: ValueObject;
  /** Sorted. Undefined: not from an apply; the properties are the arguments of a resource that is only read. */
  declared: string[] | undefined;
  domain: string | undefined;
}

export function remember(properties: HostObject): Remembered {
  const oldOutputs = decode(properties);
  const { [DECLARED]: names, [DOMAIN]: domain } = properties;
  const declared = Array.isArray(names) ? names.map(String) : undefined;
  const known = declared ?? INPUT_FIELDS.map(({ name }) => name);
  return {
    oldInputs: Object.fromEntries(Object.entries(oldOutputs).filter(([name]) => known.includes(name))),
    oldOutputs,
    declared,
    domain: typeof domain === "string" ? domain : undefined,
  };
}

/** With other names declared an update is due even where the tenant is sent nothing: else state keeps the old list. */
export function declaresOthers(inputs: ValueObject, { declared }: Remembered): boolean {
  return declared !== undefined && declaredNames(inputs).join() !== declared.join();
}

function declaredNames(inputs: ValueObject): string[] {
  return Object.keys(inputs).sort();
}

/** An API must not be looked for in another tenant than its own: it would be taken for deleted. */
export function requireSameTenant({ domain }: Remembered, current: string | undefined): void {
  if (domain === undefined || current === undefined || domain === current) return;
  throw new ApiSettingsError(
    "invalid-settings",
    `This API is in the tenant ${domain}, but the settings name ${current}: nothing was done.`,
    {
      wayOut: `Set the domain back (AUTH0_DOMAIN or apisettings:domain). If the tenant itself has a new domain, forget the API with \`pulumi state delete URN\` and declare existing: "adopt".`,
    },
  );
}
