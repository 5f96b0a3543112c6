/** All APIs of the tenant, for `pulumi do … list` and bulk import. */
import type { ValueObject } from "../model/values";
import { callOptions, type ResourceContext } from "./context";
import { outputsOf } from "./outputs";

export interface ListRequest {
  /** Only identifiers that begin with this text. */
  identifierPrefix?: string | undefined;
  /** Also the tenant's own APIs. Default: false. */
  includeSystem?: boolean | undefined;
  /** At most so many. Default: all. */
  limit?: number | undefined;
}

export interface ListedApi {
  id: string;
  /** The friendly name, or the identifier of an API without one. */
  name: string;
  outputs: ValueObject;
}

export async function* listApis(
  context: ResourceContext,
  request: ListRequest = {},
): AsyncGenerator<ListedApi> {
  let left = request.limit ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for await (const answer of context.client.resourceServers.list(callOptions(context))) {
    const outputs = outputsOf(answer, {});
    if (outputs.isSystem === true && request.includeSystem !== true) continue;
    if (!answer.identifier.startsWith(request.identifierPrefix ?? "")) continue;
    yield {
      id: answer.id,
      name: typeof outputs.name === "string" ? outputs.name : answer.identifier,
      outputs,
    };
    left -= 1;
    if (left <= 0) return;
  }
}
