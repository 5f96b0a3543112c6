/** Update, and the preview of one. */
import type { UpdateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { UpdateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { previewUpdate, updateApi } from "../../resources/update";
import type { Session } from "../session/session";
import { decodeProperties } from "../wire/decode";
import { encodeProperties } from "../wire/encode";
import { requireApi } from "./resource-type";

export async function update(session: Session, request: UpdateRequest): Promise<UpdateResponse> {
  requireApi(request);
  const change = {
    id: request.getId(),
    oldInputs: decodeProperties(request.getOldInputs()),
    oldOutputs: decodeProperties(request.getOlds()),
    inputs: decodeProperties(request.getNews()),
  };
  if (request.getPreview()) {
    session.foretellMissingConnection();
    return new UpdateResponse().setProperties(encodeProperties(previewUpdate(change), "keep"));
  }
  const { outputs } = await session.onTenant(
    { kind: "writing", urn: request.getUrn(), timeoutSeconds: request.getTimeout() },
    (context) => updateApi(context, change),
  );
  return new UpdateResponse().setProperties(encodeProperties(outputs));
}
