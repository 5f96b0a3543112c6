/** What a request's tokens are for: this API, another one by way of the Default Audience, or the user profile alone. */
import { isKnown } from "../../policy/rules/reading";
import type { Target } from "./explanation";
import type { Facts, TokenRequest } from "./facts";
import { SOURCES } from "./sources";

export function targetOf({ api, tenant }: Facts, { audience }: TokenRequest): Target {
  if (audience === "api") return told("api", "the audience names this API", SOURCES.userProfile);
  if (audience === "user-profile") {
    const because = "the audience names the user-profile endpoint, whatever the tenant's Default Audience is";
    return told("user-profile", because, SOURCES.userProfile);
  }
  const source = SOURCES.defaultAudience;
  const defaultAudience = tenant?.defaultAudience;
  if (defaultAudience === undefined) {
    const because =
      "no audience is asked for, and no Default Audience of the tenant is known here: with one, such a request is for that API";
    return told("user-profile", because, source);
  }
  if (defaultAudience.state === "absent") {
    return told("user-profile", "no audience is asked for, and the tenant has no Default Audience", source);
  }
  if (
    !isKnown(defaultAudience) ||
    !isKnown(api.identifier) ||
    defaultAudience.secret ||
    api.identifier.secret
  ) {
    const because = "whether the tenant's Default Audience is this API's identifier cannot be said here";
    return told("undecided", because, source);
  }
  return defaultAudience.value === api.identifier.value
    ? told("api", "the tenant's Default Audience is this API: without an audience, tokens are for it", source)
    : told(
        "another-api",
        "the tenant's Default Audience is another API: its settings hold, not these",
        source,
      );
}

function told(target: Target["for"], because: string, source: Target["source"]): Target {
  return { for: target, because, source };
}
