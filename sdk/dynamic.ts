/**
 * `pulumi-apisettings`: APIs of an Auth0 tenant in TypeScript and JavaScript programs, with nothing to install but
 * this package. For import, listing and look-ups use `pulumi-apisettings/plugin`, which has the same `Api`.
 */
import * as pulumi from "@pulumi/pulumi";
import { PROVIDER_REFERENCE } from "../provider/dynamic/reference";
import { ApiOutputs } from "./api-outputs.generated";
import { apiOptions, apiProperties, settingProperties } from "./properties";
import { checkStackConfiguration } from "./stack-configuration";
import type { ApiArgs, ProviderArgs } from "./types.generated";

export { days, formatDuration, hours, minutes, seconds } from "../provider/model/durations";
export { SENSITIVITIES } from "../provider/model/sensitivity";
export * from "./types.generated";

const DYNAMIC_PROVIDERS = "pulumi-nodejs";
const TYPE = `${DYNAMIC_PROVIDERS}:dynamic/apisettings:Api`;

/**
 * An API (OAuth 2.0 resource server) of an Auth0 tenant, and how long its access tokens live.
 *
 * What is not declared is left as the tenant has it. A change reaches newly issued tokens only: issued ones keep
 * their `exp`. All that is wrong with a declaration is said at once, in the preview.
 *
 * The tenant and the credentials come from stack configuration (`apisettings:domain`, `apisettings:clientId`, secret
 * `apisettings:clientSecret`) or from the environment (`AUTH0_DOMAIN`, `AUTH0_CLIENT_ID`, `AUTH0_CLIENT_SECRET`).
 *
 * @example
 * A banking API, whose tokens expire soon and cannot be refreshed, and a to-do API with the default of 24 hours:
 * ```ts
 * import { Api, minutes } from "pulumi-apisettings";
 *
 * const banking = new Api("banking", {
 *   identifier: "https://banking.example.test/",
 *   tokenLifetimeSeconds: minutes(15),
 *   allowOfflineAccess: false,
 *   sensitivity: "restricted",
 * });
 * const todo = new Api("todo", { identifier: "https://todo.example.test/" });
 * ```
 *
 * @example
 * Taking over an API that exists; what is not declared stays as it is:
 * ```ts
 * const orders = new Api("orders", {
 *   identifier: "https://orders.example.test/",
 *   existing: "adopt",
 * });
 * ```
 */
export class Api extends ApiOutputs {
  /** Type token in state. */
  static readonly __pulumiType: string = TYPE;

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
    return pulumi.Resource.isInstance(value) && "__pulumiType" in value && value.__pulumiType === TYPE;
  }

  /**
   * @param name Name of the resource in this program, unique among its APIs. Not the API's own name.
   * @param args What is declared. Only `identifier` is required.
   */
  constructor(name: string, args: ApiArgs, opts?: pulumi.CustomResourceOptions) {
    checkStackConfiguration();
    super(TYPE, name, { ...apiProperties(args), __provider: PROVIDER_REFERENCE }, apiOptions(opts));
  }
}

/**
 * A second tenant in one program, or credentials that do not come from stack configuration or the environment.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { Api, Provider } from "pulumi-apisettings";
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
  /** @param args Credentials are made secret, whether or not they are given as such. */
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const settings = Object.entries(settingProperties(args));
    super(
      DYNAMIC_PROVIDERS,
      name,
      Object.fromEntries(settings.map(([key, value]) => [`apisettings:${key}`, value])),
      opts,
    );
  }
}
