/** For which organization a token is: what clients, client grants and memberships allow (Auth0 docs, "Organizations"). */
import type { TenantContext } from "../context";
import { asObject } from "../json";
import type { Authorization, Client, ClientGrant, Organization, User } from "../store/records";
import { invalidRequest, OAuthError } from "./errors";

/** In the client-credentials flow the client grant decides: `organization_usage` deny (default), allow or require. */
export function organizationOfMachine(
  context: TenantContext,
  client: Client,
  grant: ClientGrant,
  asked: string | undefined,
): string | undefined {
  const usage = grant.organization_usage ?? "deny";
  const wanted = asked ?? (usage === "require" ? defaultOrganization(client) : undefined);
  if (wanted === undefined) {
    if (usage === "require") throw invalidRequest("parameter organization is required for this client");
    return undefined;
  }
  if (usage === "deny") throw invalidRequest("parameter organization is not allowed for this client");
  const organization = existing(context, wanted);
  if (grant.allow_any_organization !== true && !organization.client_grant_ids.includes(grant.id)) {
    throw new OAuthError(
      403,
      "access_denied",
      `Client is not authorized to access "${grant.audience}" for the organization ${organization.id}.`,
    );
  }
  return organization.id;
}

function defaultOrganization(client: Client): string | undefined {
  const { organization_id: id, flows } = asObject(client.default_organization) ?? {};
  const forMachines = Array.isArray(flows) && flows.includes("client_credentials");
  return typeof id === "string" && forMachines ? id : undefined;
}

/** In flows with a user the client decides, before the user is known. */
export function organizationOfRequest(
  context: TenantContext,
  client: Client,
  asked: string | undefined,
): Organization | undefined {
  const usage = client.organization_usage ?? "deny";
  if (asked === undefined) {
    if (usage === "require") throw invalidRequest("parameter organization is required for this client");
    return undefined;
  }
  if (usage === "deny") throw invalidRequest("parameter organization is not allowed for this client");
  return existing(context, asked);
}

export function checkMember(organization: Organization, user: User): void {
  if (organization.member_ids.includes(user.user_id)) return;
  throw new OAuthError(
    403,
    "access_denied",
    `user ${user.user_id} is not part of the ${organization.id} organization`,
  );
}

/** The same for what was agreed before: the organization, or the user's membership, may be gone since. */
export function checkStillMember(context: TenantContext, { organization }: Authorization, user: User): void {
  if (organization !== undefined) checkMember(existing(context, organization), user);
}

function existing({ store }: TenantContext, id: string): Organization {
  if (!id.startsWith("org_")) {
    throw invalidRequest("authorization request parameter organization must be an organization id");
  }
  const found = store.organizations.get(id);
  if (found === undefined) throw invalidRequest(`parameter organization is invalid: ${id}`);
  return found;
}
