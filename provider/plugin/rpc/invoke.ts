/** Invoke: look-ups. They ask the tenant in a preview too. */
import type { InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { CheckFailure, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ApiSettingsError } from "../../model/errors";
import { lookUpApi } from "../../resources/lookup";
import { GET_API_INPUTS } from "../queries";
import type { Session } from "../session/session";
import { GET_API } from "../tokens";
import { encodeProperties } from "../wire/encode";
import { parseQuery } from "./query";

export async function invoke(session: Session, request: InvokeRequest): Promise<InvokeResponse> {
  if (request.getTok() !== GET_API) {
    throw new ApiSettingsError("invalid-input", `This provider has no function "${request.getTok()}".`, {
      wayOut: `It has ${GET_API}.`,
    });
  }
  const query = parseQuery(GET_API_INPUTS, request.getArgs());
  if ("faults" in query) {
    // No failure names its property: the engine would print the value, which may be secret.
    const failures = query.faults.map((fault) => new CheckFailure().setReason(fault));
    return new InvokeResponse().setFailuresList(failures);
  }
  const found = await session.onTenant({ kind: "reading", urn: "", timeoutSeconds: 0 }, (context) =>
    lookUpApi(context, query.arguments),
  );
  return new InvokeResponse().setReturn(encodeProperties(found));
}
