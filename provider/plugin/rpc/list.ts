/** List: `pulumi do apisettings:Api list`. */
import type { ListRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ApiSettingsError } from "../../model/errors";
import type { ResourceContext } from "../../resources/context";
import { listApis } from "../../resources/list";
import { LIST_INPUTS } from "../queries";
import type { Session } from "../session/session";
import { parseQuery } from "./query";
import { requireApiType } from "./resource-type";

export async function* list(
  session: Session,
  request: ListRequest,
  isOver: () => boolean,
): AsyncGenerator<ListResponse> {
  requireApiType(request.getToken());
  const query = parseQuery(LIST_INPUTS, request.getQuery());
  if ("faults" in query) {
    throw new ApiSettingsError("invalid-input", query.faults.join(" "), {
      wayOut: `A listing takes ${Object.keys(LIST_INPUTS.shape).join(" and ")}.`,
    });
  }
  // 0 is the protocol's way to say "no limit".
  const limit = request.getLimit() > 0 ? request.getLimit() : undefined;
  const context = await session.onTenant(
    { kind: "reading", urn: "", timeoutSeconds: 0 },
    async (ready): Promise<ResourceContext> => ready,
  );
  for await (const { id, name } of listApis(context, { ...query.arguments, limit })) {
    if (isOver()) return;
    yield new ListResponse().setResult(new ListResponse.Result().setId(id).setName(name));
  }
}
