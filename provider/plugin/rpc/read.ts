/** Read: refresh, import, and `Api.get`. */
import type { ReadRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { readApi } from "../../resources/read";
import type { Session } from "../session/session";
import { decodeProperties } from "../wire/decode";
import { encodeProperties } from "../wire/encode";
import { requireApi } from "./resource-type";

export async function read(session: Session, request: ReadRequest): Promise<ReadResponse> {
  requireApi(request);
  const found = await session.onTenant(
    { kind: "reading", urn: request.getUrn(), timeoutSeconds: request.getTimeout() },
    (context) =>
      readApi(context, {
        id: request.getId(),
        // On import the engine sends neither.
        oldInputs: decodeProperties(request.getInputs()),
        oldOutputs: decodeProperties(request.getProperties()),
      }),
  );
  // Unset properties, not empty ones, are how the engine is told that there is no such resource.
  if (found === undefined) return new ReadResponse();
  return new ReadResponse()
    .setId(found.id)
    .setInputs(encodeProperties(found.inputs))
    .setProperties(encodeProperties(found.outputs));
}
