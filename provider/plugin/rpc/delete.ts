/** Delete. What is gone already is deleted. */
import type { DeleteRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { deleteApi } from "../../resources/delete";
import type { Session } from "../session/session";
import { decodeProperties } from "../wire/decode";
import { requireApi } from "./resource-type";

export async function remove(session: Session, request: DeleteRequest): Promise<Empty> {
  requireApi(request);
  await session.onTenant(
    { kind: "writing", urn: request.getUrn(), timeoutSeconds: request.getTimeout() },
    (context) =>
      deleteApi(context, { id: request.getId(), oldOutputs: decodeProperties(request.getProperties()) }),
  );
  return new Empty();
}
