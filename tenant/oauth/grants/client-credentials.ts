/**
 * RFC 6749, section 4.4: a client in its own name. It gets what its client grant for the API gives it, and never a
 * refresh token (section 4.4.3), whatever the API's offline access says.
 */
import { apiTokenLifetimeSeconds } from "../../../provider/model/lifetimes";
import { apiByIdentifier, lifetimesOf, scopesOf } from "../../apis";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import { defaultAudience } from "../../settings";
import type { Client, ClientGrant, ResourceServer } from "../../store/records";
import { OAuthError } from "../errors";
import { organizationOfMachine } from "../organizations";
import { type Parameters, scopeOf } from "../parameters";
import { issueAccessToken } from "../tokens/access-token";
import { type Grant, tokenResponse } from "./grant";

export const clientCredentials: Grant = {
  grantType: "client_credentials",
  log: { success: "seccft", failure: "feccft" },
  publicClients: false,
  async handle(context, client, parameters) {
    const api = requestedApi(context, parameters.get("audience"));
    const grant = machineGrant(context, client, api);
    const organization = organizationOfMachine(context, client, grant, parameters.get("organization"));
    const scope = requestedScope(grantedScope(grant, api), parameters);
    const lifetimeSeconds = apiTokenLifetimeSeconds(lifetimesOf(api), "client_credentials");
    const accessToken = await issueAccessToken(context, {
      api,
      client,
      subject: `${client.client_id}@clients`,
      grantName: "client-credentials",
      scope,
      permissions: scope,
      organization,
      lifetimeSeconds,
    });
    return tokenResponse({ accessToken, lifetimeSeconds, scope });
  },
};

function requestedApi(context: TenantContext, asked: string | undefined): ResourceServer {
  const audience = asked ?? defaultAudience(context);
  // Without an audience the real tenant takes the request for one to a retired API, and says so in these words.
  if (audience === undefined) throw denied("Non-global clients are not allowed access to APIv1");
  const api = apiByIdentifier(context, audience);
  if (api === undefined) throw denied(`Service not enabled within domain: ${audience}`);
  return api;
}

function machineGrant(context: TenantContext, client: Client, api: ResourceServer): ClientGrant {
  const grants = context.store.clientGrants.find({ client_id: client.client_id, audience: api.identifier });
  const grant =
    clientPolicy(api) === "deny_all"
      ? undefined
      : grants.find(({ subject_type }) => (subject_type ?? "client") === "client");
  if (grant !== undefined) return grant;
  throw denied(
    `Client is not authorized to access "${api.identifier}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
  );
}

function grantedScope(grant: ClientGrant, api: ResourceServer): string[] {
  const known = scopesOf(api);
  if (grant.allow_all_scopes === true) return known;
  // A scope that has been taken from the API since is no longer given.
  return grant.scope.filter((scope) => known.includes(scope));
}

/** An API without the setting is from before it existed, when a grant was always needed. */
function clientPolicy(api: ResourceServer): unknown {
  return asObject(asObject(api.subject_type_authorization)?.client)?.policy ?? "require_client_grant";
}

/** RFC 6749, section 3.3: fewer scopes on request, never more. */
function requestedScope(granted: readonly string[], parameters: Parameters): string[] {
  if (!parameters.has("scope")) return [...granted];
  const wanted = scopeOf(parameters);
  const refused = wanted.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) throw denied(`Client has not been granted scopes: ${refused.join(", ")}`);
  return wanted;
}

const denied = (description: string): OAuthError => new OAuthError(403, "access_denied", description);
