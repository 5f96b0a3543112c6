/** Names by which programs and state refer to what this plugin offers: a contract for ever. */
export const PACKAGE_NAME = "apisettings";
export const API_TYPE = "apisettings:index:Api";
export const GET_API = "apisettings:index:getApi";
export const PROVIDER_TYPE = `pulumi:providers:${PACKAGE_NAME}`;

/** Token of a nested type in the schema. */
export function typeToken(name: string): string {
  return `${PACKAGE_NAME}:index:${name}`;
}
