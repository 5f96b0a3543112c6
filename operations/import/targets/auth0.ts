/**
 * Programs with pulumi-auth0's `ResourceServer`: the way back. Names and forms are those of its SDK (@pulumi/auth0 3.49,
 * compared with the published declarations by a test); how its plugin behaves cannot be tried here.
 */
import type { Field } from "../../../provider/model/field";
import { isObject, type Json, type JsonObject } from "../../../provider/model/values";
import type { ResourceKind } from "../program/program";
import type { Remark } from "../program/remark";
import type { TenantApi } from "../tenant-api";
import { liveValues } from "./live-values";
import type { Declaration, Target } from "./target";

export const RESOURCE_SERVER_KIND: ResourceKind = {
  token: "auth0:index/resourceServer:ResourceServer",
  yaml: "auth0:ResourceServer",
  typescript: "auth0.ResourceServer",
};

export const SCOPES_KIND: ResourceKind = {
  token: "auth0:index/resourceServerScopes:ResourceServerScopes",
  yaml: "auth0:ResourceServerScopes",
  typescript: "auth0.ResourceServerScopes",
};

/** What the SDK has no property for; newer ones have. */
const LATER = "pulumi-auth0 has it from version 3.55 on; declare it there.";

type Converted =
  | { readonly property: string; readonly value: Json }
  | { readonly notOffered: string }
  | { readonly scopes: Json };

/** Fields that are not the same there but for the unit in their name. */
const OTHERWISE: Readonly<Record<string, (value: Json) => Converted>> = {
  scopes: (value) => ({ scopes: asScopes(value) }),
  authorizationDetails: (value) =>
    isListOfTypes(value)
      ? { property: "authorizationDetails", value }
      : { notOffered: "pulumi-auth0 keeps no more of it than each `type`." },
  tokenLifetimeForAnonymousAccessTokensSeconds: () => ({ notOffered: LATER }),
  requireConsentNonRepudiation: () => ({ notOffered: LATER }),
  accessToken: () => ({ notOffered: LATER }),
};

export const auth0Target: Target = {
  provider: {
    name: "auth0",
    imports: ['import * as auth0 from "@pulumi/auth0";'],
    packages: { always: {}, typescript: { "@pulumi/auth0": "^3.49.0", "@pulumi/pulumi": "^3.248.0" } },
    pluginPath: undefined,
    // The SDK asks for its own version, which this package does not know.
    typescriptVersion: undefined,
  },
  declare(api) {
    const { values, remarks } = liveValues(api);
    const converted = values.map(({ field, value }) => ({ field, ...convert(field, value) }));
    const properties = converted.flatMap((one): [string, Json][] =>
      "property" in one ? [[one.property, one.value]] : [],
    );
    const server: Declaration = {
      kind: RESOURCE_SERVER_KIND,
      suffix: "",
      id: api.id,
      properties: new Map(properties),
      remarks: [...remarks, ...converted.flatMap(notOffered)],
      // Without a name it would make one up and send it.
      ignoreChanges: api.name === undefined ? ["name"] : [],
    };
    return [server, ...converted.flatMap((one) => ("scopes" in one ? [scopesOf(api, one.scopes)] : []))];
  },
};

function convert(field: Field, value: Json): Converted {
  const otherwise = OTHERWISE[field.name];
  return otherwise === undefined ? { property: field.name.replace(/Seconds$/, ""), value } : otherwise(value);
}

function notOffered(one: { field: Field } & Converted): Remark[] {
  return "notOffered" in one
    ? [{ kind: "not-offered", property: one.field.name.replace(/Seconds$/, ""), why: one.notOffered }]
    : [];
}

/** The list as a resource of its own, which is imported by the id of its API. */
function scopesOf(api: TenantApi, scopes: Json): Declaration {
  return {
    kind: SCOPES_KIND,
    suffix: "Scopes",
    id: api.id,
    properties: new Map([
      ["resourceServerIdentifier", api.identifier],
      ["scopes", scopes],
    ]),
    remarks: [],
    ignoreChanges: [],
  };
}

function asScopes(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((scope): Json => {
    if (!isObject(scope)) return scope;
    const { value: name = "", ...rest } = scope as JsonObject;
    return { name, ...rest };
  });
}

function isListOfTypes(value: Json): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (item) => isObject(item) && Object.keys(item).join() === "type" && typeof item.type === "string",
    )
  );
}
