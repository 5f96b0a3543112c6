/** The engine's own log, over gRPC. */
import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Severity, Sink } from "./engine-log";

const SEVERITIES: Readonly<Record<Severity, LogSeverity>> = {
  debug: LogSeverity.DEBUG,
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
};
/** An engine that does not take a message in this time must not hold up the answer to an operation. */
const DEADLINE_MILLISECONDS = 2_000;

/** `address`: host:port, as the engine gives it at the handshake. */
export function engineSink(address: string): Sink {
  const client = new EngineClient(address, credentials.createInsecure());
  return (severity, message, urn) =>
    new Promise((resolve) => {
      const request = new LogRequest().setSeverity(SEVERITIES[severity]).setMessage(message).setUrn(urn);
      const deadline = Date.now() + DEADLINE_MILLISECONDS;
      client.log(request, new Metadata(), { deadline }, () => resolve());
    });
}
