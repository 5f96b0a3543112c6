/** Create, and the preview of a creation. */
import type { CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { ValueObject } from "../../model/values";
import { checkCreation, createApi, previewCreate } from "../../resources/create";
import type { Session } from "../session/session";
import { decodeProperties } from "../wire/decode";
import { encodeProperties } from "../wire/encode";
import { requireApi } from "./resource-type";

export async function create(session: Session, request: CreateRequest): Promise<CreateResponse> {
  requireApi(request);
  const inputs = decodeProperties(request.getProperties());
  if (request.getPreview()) return preview(session, request, inputs);
  const { id, outputs } = await session.onTenant(
    { kind: "writing", urn: request.getUrn(), timeoutSeconds: request.getTimeout() },
    (context) => createApi(context, inputs),
  );
  return new CreateResponse().setId(id).setProperties(encodeProperties(outputs));
}

async function preview(
  session: Session,
  request: CreateRequest,
  inputs: ValueObject,
): Promise<CreateResponse> {
  const urn = request.getUrn();
  if (session.behaviour.previewChecks === "tenant") {
    await session.onTenant({ kind: "reading", urn, timeoutSeconds: request.getTimeout() }, (context) =>
      checkCreation(context, inputs),
    );
  } else {
    await checkCreation(session.offline(urn), inputs);
  }
  return new CreateResponse().setProperties(encodeProperties(previewCreate(inputs), "keep"));
}
