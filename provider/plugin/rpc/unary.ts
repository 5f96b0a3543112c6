/** From plain functions to gRPC handlers: the one place that writes errors to the engine. */
import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import type { Session } from "../session/session";
import { placeOf, type statusOf as StatusOf, statusOf } from "./status";

export type Handler<Request, Response> = (session: Session, request: Request) => Response | Promise<Response>;

export function unary<Request, Response>(
  session: Session,
  handler: Handler<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    answer(session, () => handler(session, call.request)).then(
      (response) => callback(null, response),
      (failure: Failure) => callback(failure),
    );
  };
}

/** Yields messages until done; `isOver` tells whether the engine stopped listening. */
export type StreamHandler<Request, Response> = (
  session: Session,
  request: Request,
  isOver: () => boolean,
) => AsyncIterable<Response>;

export function streaming<Request, Response>(
  session: Session,
  handler: StreamHandler<Request, Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    answer(session, async () => {
      for await (const message of handler(session, call.request, () => call.cancelled)) call.write(message);
    }).then(
      () => call.end(),
      (failure: Failure) => call.emit("error", failure),
    );
  };
}

type Failure = ReturnType<typeof StatusOf>;

/** Waits for log messages: one that arrives after the answer may be lost when the engine closes. */
async function answer<Response>(
  session: Session,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    const response = await work();
    await session.log.flush();
    return response;
  } catch (error) {
    const place = placeOf(error);
    if (place !== undefined) session.log.debug(place);
    await session.log.flush();
    throw statusOf(error);
  }
}
