/** Which APIs are verified, and against what. */
import type { Reading } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import type { ManagementClient } from "../../provider/client/client";
import { ApiSettingsError } from "../../provider/model/errors";
import { outputsFromWire } from "../../provider/model/wire";
import type { AccessPolicy } from "../explain/facts";
import { disclosed } from "./checks";
import { type DeclaredApi, declaredApi } from "./declared";

/**
 * The APIs of a stack; with names only those, by name in the program or identifier.
 *
 * @throws ApiSettingsError `invalid-input` where there is no such API.
 */
export function ofStack(resources: readonly PolicyResource[], names: readonly string[]): DeclaredApi[] {
  const apis = resources.flatMap((resource) => declaredApi(resource) ?? []);
  const isCalled = (api: DeclaredApi, name: string) =>
    api.name === name || disclosed(api.identifier) === name;
  const unmet = names.find((name) => !apis.some((api) => isCalled(api, name)));
  if (unmet !== undefined || apis.length === 0) {
    const called = unmet === undefined ? "" : ` called ${JSON.stringify(unmet)}`;
    throw new ApiSettingsError("invalid-input", `The input holds no Auth0 API${called}.`, {
      wayOut: "Give the state or preview of a stack that does, and names or identifiers that are in it.",
    });
  }
  return names.length === 0 ? apis : apis.filter((api) => names.some((name) => isCalled(api, name)));
}

/**
 * What the tenant itself says of an API (`read:resource_servers`): then tokens are held against the settings.
 *
 * @throws ApiSettingsError `not-found`.
 */
export async function ofTenant(client: ManagementClient, identifier: string): Promise<DeclaredApi> {
  const document = await client.resourceServers.findByIdentifier(identifier);
  if (document === undefined) {
    throw new ApiSettingsError(
      "not-found",
      `The tenant has no API with the identifier ${JSON.stringify(identifier)}.`,
    );
  }
  const name = typeof document.name === "string" ? document.name : identifier;
  const api = declaredApi({ type: "apisettings:index:Api", name, props: outputsFromWire(document) });
  if (api === undefined) throw new Error("The table of types has lost our own API.");
  return api;
}

export interface Expected {
  readonly seconds: number;
  readonly algorithm?: string | undefined;
}

/** What the command line says. All that it does not say is not checked. */
export function ofCommandLine(identifier: string, { seconds, algorithm }: Expected): DeclaredApi {
  return {
    name: identifier,
    identifier: given("--identifier", identifier),
    seconds: given("--lifetime", seconds),
    algorithm: given("--alg", algorithm),
    dialect: given<string>("the token dialect", undefined),
    enforcesPolicies: given<boolean>("role-based access control", undefined),
    senderConstrained: given<boolean>("proof of possession", undefined),
    encrypted: given<boolean>("token encryption", undefined),
    clientPolicy: given<AccessPolicy>("the access policy", undefined),
  };
}

function given<T>(field: string, value: T | undefined): Reading<T> {
  return value === undefined
    ? { state: "absent", field, because: "none" }
    : { state: "known", value, declared: true, secret: false, field };
}
