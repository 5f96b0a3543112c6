/** The gRPC server, on loopback only. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { resourceProvider } from "./service";
import { completeRuntime, type PluginRuntime } from "./session/runtime";
import { Session } from "./session/session";

/** The engine's own limit. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export interface PluginServer {
  port: number;
  /** Ends at once; calls in flight fail. */
  close(): void;
}

/** `engineAddress`: host:port, where the engine gave it on the command line. */
export async function startServer(
  runtime: Partial<PluginRuntime> = {},
  engineAddress = "",
): Promise<PluginServer> {
  const session = new Session(completeRuntime(runtime));
  session.connectEngine(engineAddress);
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, resourceProvider(session));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, close: () => server.forceShutdown() };
}
