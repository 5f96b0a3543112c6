/** The tenant that commands talk to: domain and credentials from the environment, as the provider takes them. */
import { createManagementClient, type TenantClient } from "../provider/client/client";
import { environmentSource, resolveConnection } from "../provider/model/connection";
import type { ConnectionSettings } from "../provider/model/settings";

export type Environment = Readonly<Record<string, string | undefined>>;

/** For help texts. */
export const ENVIRONMENT_HELP = `
The tenant is AUTH0_DOMAIN; credentials are AUTH0_CLIENT_ID with
AUTH0_CLIENT_SECRET (or AUTH0_CLIENT_ASSERTION_PRIVATE_KEY), or AUTH0_API_TOKEN.`;

/** @throws ApiSettingsError `missing-credentials`, `invalid-settings`. */
export function connectionOf(environment: Environment): ConnectionSettings {
  return resolveConnection([environmentSource(environment)]);
}

export function connect(environment: Environment): TenantClient {
  return createManagementClient(connectionOf(environment));
}
