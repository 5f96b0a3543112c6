/** The ResourceProvider service: one line for each procedure. */
import { type handleUnaryCall, status } from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { getMapping, getMappings, getPluginInfo, getSchema } from "./rpc/about";
import { check } from "./rpc/check";
import { checkConfig } from "./rpc/check-config";
import { attach, configure, handshake } from "./rpc/configure";
import { create } from "./rpc/create";
import { remove } from "./rpc/delete";
import { diff } from "./rpc/diff";
import { diffConfig } from "./rpc/diff-config";
import { invoke } from "./rpc/invoke";
import { list } from "./rpc/list";
import { read } from "./rpc/read";
import { streaming, unary } from "./rpc/unary";
import { update } from "./rpc/update";
import type { Session } from "./session/session";

export function resourceProvider(session: Session): IResourceProviderServer {
  return {
    handshake: unary(session, handshake),
    attach: unary(session, attach),
    getPluginInfo: unary(session, getPluginInfo),
    getSchema: unary(session, getSchema),
    getMapping: unary(session, getMapping),
    getMappings: unary(session, getMappings),
    checkConfig: unary(session, checkConfig),
    diffConfig: unary(session, diffConfig),
    configure: unary(session, configure),
    check: unary(session, check),
    diff: unary(session, diff),
    create: unary(session, create),
    read: unary(session, read),
    update: unary(session, update),
    delete: unary(session, remove),
    list: streaming(session, list),
    invoke: unary(session, invoke),
    cancel: unary(session, cancel),
    parameterize: unimplemented("This provider takes no parameters."),
    construct: unimplemented("This provider has no component resources."),
    call: unimplemented("This provider has no methods."),
  };
}

function cancel(session: Session): Empty {
  session.cancel();
  return new Empty();
}

function unimplemented<Request, Response>(details: string): handleUnaryCall<Request, Response> {
  return (_call, callback) => callback({ code: status.UNIMPLEMENTED, details });
}
