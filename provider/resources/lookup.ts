/** Looking up one API that this program does not manage. */
import { ApiSettingsError } from "../model/errors";
import type { ValueObject } from "../model/values";
import { callOptions, type ResourceContext } from "./context";
import { outputsOf } from "./outputs";

export interface LookUpRequest {
  apiId?: string | undefined;
  identifier?: string | undefined;
}

/** Throws `not-found` where the tenant has no such API; never returns a secret. */
export async function lookUpApi(context: ResourceContext, request: LookUpRequest): Promise<ValueObject> {
  const { apiId, identifier } = request;
  if ((apiId === undefined) === (identifier === undefined)) {
    throw new ApiSettingsError("invalid-input", "getApi takes either apiId or identifier.", {
      wayOut: "Give exactly one of them.",
    });
  }
  const servers = context.client.resourceServers;
  const answer =
    apiId === undefined
      ? await servers.findByIdentifier(identifier ?? "", callOptions(context))
      : await servers.get(apiId, callOptions(context));
  if (answer === undefined) {
    const named = apiId === undefined ? `identifier ${identifier}` : `id ${apiId}`;
    throw new ApiSettingsError("not-found", `The tenant has no API with the ${named}.`, {
      wayOut: "Check its spelling (a trailing slash counts) and the tenant's domain.",
    });
  }
  return outputsOf(answer, {});
}
