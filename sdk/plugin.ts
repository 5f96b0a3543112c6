/**
 * `pulumi-apisettings/plugin`: the same `Api` by way of the provider plugin, which also imports, lists and looks up.
 * Pulumi.yaml must say where the plugin is:
 *
 * ```yaml
 * plugins:
 *   providers:
 *     - name: apisettings
 *       path: node_modules/pulumi-apisettings
 * ```
 */
import * as pulumi from "@pulumi/pulumi";
import { PACKAGE_VERSION } from "../provider/dynamic/package-version";
import { API_TYPE, GET_API, PACKAGE_NAME, PROVIDER_TYPE } from "../provider/plugin/tokens";
import { ApiOutputs } from "./api-outputs.generated";
import { SECRET_SETTING_NAMES } from "./names.generated";
import { apiOptions, apiProperties, settingProperties } from "./properties";
import type { ApiArgs, GetApiArgs, GetApiOutputArgs, GetApiResult, ProviderArgs } from "./types.generated";

export { days, formatDuration, hours, minutes, seconds } from "../provider/model/durations";
export { SENSITIVITIES } from "../provider/model/sensitivity";
export * from "./types.generated";

/** Makes the engine take the plugin of this very package. */
const VERSION = { version: PACKAGE_VERSION };

/**
 * An API (OAuth 2.0 resource server) of an Auth0 tenant, and how long its access tokens live.
 *
 * What is not declared is left as the tenant has it. A change reaches newly issued tokens only: issued ones keep
 * their `exp`. All that is wrong with a declaration is said at once, in the preview.
 *
 * @example
 * A banking API, whose tokens expire soon and cannot be refreshed:
 * ```ts
 * import { Api, minutes } from "pulumi-apisettings/plugin";
 *
 * const banking = new Api("banking", {
 *   identifier: "https://banking.example.test/",
 *   tokenLifetimeSeconds: minutes(15),
 *   allowOfflineAccess: false,
 *   sensitivity: "restricted",
 * });
 * ```
 *
 * @example
 * Taking over an API that exists, by its id or its identifier:
 * ```sh
 * pulumi import apisettings:index:Api banking https://banking.example.test/
 * ```
 */
export class Api extends ApiOutputs {
  /** Type token in state. */
  static readonly __pulumiType: string = API_TYPE;

  /** Reads an API that this program does not manage, by its id. `state` adds what the tenant does not know. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Partial<ApiArgs> = {},
    opts?: pulumi.CustomResourceOptions,
  ): Api {
    return new Api(name, state as ApiArgs, { ...opts, id });
  }

  /** Also true for instances that another copy of this package made. */
  static override isInstance(value: unknown): value is Api {
    return pulumi.Resource.isInstance(value) && "__pulumiType" in value && value.__pulumiType === API_TYPE;
  }

  /**
   * @param name Name of the resource in this program, unique among its APIs. Not the API's own name.
   * @param args What is declared. Only `identifier` is required.
   */
  constructor(name: string, args: ApiArgs, opts?: pulumi.CustomResourceOptions) {
    super(API_TYPE, name, apiProperties(args), apiOptions(opts, VERSION));
  }
}

/**
 * A second tenant in one program, or credentials that do not come from stack configuration or the environment.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { Api, Provider } from "pulumi-apisettings/plugin";
 *
 * const config = new pulumi.Config();
 * const staging = new Provider("staging", {
 *   domain: "staging.eu.auth0.com",
 *   clientId: config.require("stagingClientId"),
 *   clientSecret: config.requireSecret("stagingClientSecret"),
 * });
 * const orders = new Api("orders", { identifier: "https://orders.example.test/" }, { provider: staging });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** Type token in state. */
  static readonly __pulumiType: string = PROVIDER_TYPE;

  /** @param args Credentials are made secret, whether or not they are given as such. */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const options = { ...VERSION, additionalSecretOutputs: [...SECRET_SETTING_NAMES] };
    super(PACKAGE_NAME, name, settingProperties(args), pulumi.mergeOptions(options, opts));
  }
}

/**
 * Looks up an API of the tenant that this program does not manage, by its id or by its identifier. It asks the tenant
 * in a preview too. Rejects where the tenant has no such API.
 *
 * @example
 * ```ts
 * import { getApi } from "pulumi-apisettings/plugin";
 *
 * export const lifetime = getApi({ identifier: "https://orders.example.test/" }).then(
 *   (api) => api.tokenLifetimeSeconds,
 * );
 * ```
 */
export function getApi(args: GetApiArgs, opts?: pulumi.InvokeOptions): Promise<GetApiResult> {
  return pulumi.runtime.invoke(GET_API, { ...args }, pulumi.mergeOptions(VERSION, opts));
}

/** The same, where the id or the identifier is an output of another resource. */
export function getApiOutput(
  args: GetApiOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetApiResult> {
  return pulumi.runtime.invokeOutput(GET_API, { ...args }, pulumi.mergeOptions(VERSION, opts));
}
