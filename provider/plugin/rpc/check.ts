/** Check: what is declared, validated. Pure and offline. */
import type { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { CheckFailure, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type Failure, namedProperty } from "../../model/validate";
import type { ValueObject } from "../../model/values";
import { checkApi } from "../../resources/check";
import type { Session } from "../session/session";
import { decodeProperties, UnusableValueError } from "../wire/decode";
import { encodeProperties } from "../wire/encode";
import { requireApi } from "./resource-type";

export function check(session: Session, request: CheckRequest): CheckResponse {
  requireApi(request);
  try {
    const news = decodeProperties(request.getNews());
    const { inputs, failures } = checkApi({
      inputs: news,
      oldInputs: nonEmpty(decodeProperties(request.getOlds())),
      behaviour: session.behaviour,
      domain: session.domain,
    });
    return new CheckResponse()
      .setInputs(encodeProperties(inputs, "keep"))
      .setFailuresList(failures.map((failure) => checkFailure(failure, news)));
  } catch (error) {
    if (!(error instanceof UnusableValueError)) throw error;
    return new CheckResponse().setFailuresList([
      checkFailure({ property: error.property, message: error.message, secret: false }, {}),
    ]);
  }
}

export function checkFailure(failure: Failure, declared: ValueObject): CheckFailure {
  return new CheckFailure().setProperty(namedProperty(failure, declared)).setReason(failure.message);
}

/** The engine sends an empty struct for a resource that state does not have. */
function nonEmpty<T extends object>(values: T): T | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}
