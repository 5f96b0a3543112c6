/** What a request wants a token for: an API, or the user-profile endpoint alone. */
import { apiByIdentifier } from "../apis";
import type { TenantContext } from "../context";
import { defaultAudience } from "../settings";
import type { ResourceServer } from "../store/records";
import { OAuthError } from "./errors";

/** The API that the audience names; undefined means the user-profile endpoint alone. */
export function targetOf(context: TenantContext, audience: string | undefined): ResourceServer | undefined {
  const asked = audience ?? defaultAudience(context);
  return asked === undefined || context.names.isUserinfo(asked) ? undefined : existingTarget(context, asked);
}

export function existingTarget(context: TenantContext, audience: string): ResourceServer {
  const api = apiByIdentifier(context, audience);
  if (api === undefined) throw new OAuthError(403, "access_denied", `Service not found: ${audience}`);
  return api;
}
