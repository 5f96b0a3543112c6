/** Speaks to the plugin as the engine does: over gRPC, with values in their wire form. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ManagementClient } from "../../../../provider/client/client";
import type { ConnectionSettings } from "../../../../provider/model/settings";
import { startServer } from "../../../../provider/plugin/server";
import type { PluginRuntime } from "../../../../provider/plugin/session/runtime";

export type Wire = Record<string, JavaScriptValue>;

export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const URN = "urn:pulumi:dev::shop::apisettings:index:Api::banking";
export const DEFAULT_PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:apisettings::default_0_1_0";
export const EXPLICIT_PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:apisettings::eu";
export const CREDENTIALS = { domain: "example.auth0.com", clientId: "id", clientSecret: "secret-of-args" };

export function secret(value: JavaScriptValue): Wire {
  return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value };
}

export interface Engine {
  provider: ResourceProviderClient;
  /** Messages to the user: "info: text", with the URN where there is one. */
  messages: { severity: string; message: string; urn: string }[];
  /** Connections that clients were made for. */
  connections: ConnectionSettings[];
  /** Lets every timeout of at most so many milliseconds pass that was begun before. */
  pass(milliseconds: number): void;
  configure(args?: Wire, urn?: string): Promise<pb.ConfigureResponse>;
  checkConfig(news: Wire, options?: { olds?: Wire; urn?: string }): Promise<Checked>;
  diffConfig(olds: Wire, news: Wire): Promise<pb.DiffResponse>;
  check(news: Wire, olds?: Wire, type?: string): Promise<Checked>;
  diff(state: { oldInputs: Wire; olds: Wire; news: Wire }): Promise<pb.DiffResponse>;
  create(
    inputs: Wire,
    options?: { preview?: boolean; timeout?: number },
  ): Promise<{ id: string; properties: Wire }>;
  update(state: { id: string; oldInputs: Wire; olds: Wire; news: Wire }, preview?: boolean): Promise<Wire>;
  read(id: string, state?: { inputs: Wire; properties: Wire }): Promise<pb.ReadResponse>;
  delete(id: string, properties?: Wire): Promise<void>;
  list(query?: Wire, limit?: number): Promise<{ id: string; name: string }[]>;
  invoke(args: Wire, token?: string): Promise<{ result: Wire | undefined; failures: string[] }>;
  cancel(): Promise<void>;
  close(): void;
}

export interface Checked {
  inputs: Wire | undefined;
  failures: { property: string; reason: string }[];
}

/** An engine that a failed test left open would keep the whole run from ending. */
const open = new Set<() => void>();
after(() => {
  for (const close of open) close();
});

export async function startEngine(
  client: ManagementClient,
  runtime: Partial<PluginRuntime> = {},
): Promise<Engine> {
  const messages: Engine["messages"] = [];
  const connections: ConnectionSettings[] = [];
  const timers: { milliseconds: number; controller: AbortController }[] = [];
  const server = await startServer({
    environment: {},
    version: "1.2.3",
    createClient: (connection) => {
      connections.push(connection);
      return client;
    },
    connectEngine: () => async (severity, message, urn) => void messages.push({ severity, message, urn }),
    timeout: (milliseconds) => {
      const controller = new AbortController();
      timers.push({ milliseconds, controller });
      return controller.signal;
    },
    ...runtime,
  });
  const provider = new ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const handshake = new pb.ProviderHandshakeRequest()
    .setEngineAddress("127.0.0.1:1")
    .setConfigureWithUrn(true);
  await call<pb.ProviderHandshakeResponse>((done) => provider.handshake(handshake, done));

  const close = () => {
    open.delete(close);
    provider.close();
    server.close();
  };
  open.add(close);

  const checkRequest = (news: Wire, olds: Wire, urn: string) =>
    new pb.CheckRequest().setUrn(urn).setNews(struct(news)).setOlds(struct(olds));

  return {
    provider,
    messages,
    connections,
    pass: (milliseconds) => {
      for (const timer of timers) if (timer.milliseconds <= milliseconds) timer.controller.abort();
    },
    configure: (args = CREDENTIALS, urn = EXPLICIT_PROVIDER) =>
      call<pb.ConfigureResponse>((done) =>
        provider.configure(new pb.ConfigureRequest().setUrn(urn).setArgs(struct(args)), done),
      ),
    checkConfig: async (news, { olds = {}, urn = EXPLICIT_PROVIDER } = {}) =>
      checked(
        await call<pb.CheckResponse>((done) => provider.checkConfig(checkRequest(news, olds, urn), done)),
      ),
    diffConfig: (olds, news) =>
      call<pb.DiffResponse>((done) =>
        provider.diffConfig(
          new pb.DiffRequest()
            .setUrn(EXPLICIT_PROVIDER)
            .setOlds(struct(olds))
            .setOldInputs(struct(olds))
            .setNews(struct(news)),
          done,
        ),
      ),
    check: async (news, olds = {}, type = "") =>
      checked(
        await call<pb.CheckResponse>((done) =>
          provider.check(checkRequest(news, olds, URN).setType(type), done),
        ),
      ),
    diff: ({ oldInputs, olds, news }) =>
      call<pb.DiffResponse>((done) =>
        provider.diff(
          new pb.DiffRequest()
            .setUrn(URN)
            .setOldInputs(struct(oldInputs))
            .setOlds(struct(olds))
            .setNews(struct(news)),
          done,
        ),
      ),
    create: async (inputs, { preview = false, timeout = 0 } = {}) => {
      const request = new pb.CreateRequest().setUrn(URN).setProperties(struct(inputs));
      const response = await call<pb.CreateResponse>((done) =>
        provider.create(request.setPreview(preview).setTimeout(timeout), done),
      );
      return { id: response.getId(), properties: plain(response.getProperties()) };
    },
    update: async ({ id, oldInputs, olds, news }, preview = false) => {
      const request = new pb.UpdateRequest().setUrn(URN).setId(id).setPreview(preview);
      request.setOldInputs(struct(oldInputs)).setOlds(struct(olds)).setNews(struct(news));
      return plain((await call<pb.UpdateResponse>((done) => provider.update(request, done))).getProperties());
    },
    read: (id, state) => {
      const request = new pb.ReadRequest().setUrn(URN).setId(id);
      // On import the engine leaves both unset, which is not the same as empty.
      if (state) request.setInputs(struct(state.inputs)).setProperties(struct(state.properties));
      return call<pb.ReadResponse>((done) => provider.read(request, done));
    },
    delete: async (id, properties = {}) => {
      await call<Empty>((done) =>
        provider.delete(new pb.DeleteRequest().setUrn(URN).setId(id).setProperties(struct(properties)), done),
      );
    },
    list: (query = {}, limit = 0) => {
      const token = "apisettings:index:Api";
      const request = new pb.ListRequest().setToken(token).setQuery(struct(query)).setLimit(limit);
      return new Promise((resolve, reject) => {
        const found: { id: string; name: string }[] = [];
        provider
          .list(request)
          .on("data", (message: pb.ListResponse) => {
            const result = message.getResult();
            if (result) found.push({ id: result.getId(), name: result.getName() });
          })
          .on("error", reject)
          .on("end", () => resolve(found));
      });
    },
    invoke: async (args, token = "apisettings:index:getApi") => {
      const response = await call<pb.InvokeResponse>((done) =>
        provider.invoke(new pb.InvokeRequest().setTok(token).setArgs(struct(args)), done),
      );
      return {
        result: response.getReturn()?.toJavaScript(),
        failures: response
          .getFailuresList()
          .map((failure) => `${failure.getProperty()}|${failure.getReason()}`),
      };
    },
    cancel: async () => void (await call<Empty>((done) => provider.cancel(new Empty(), done))),
    close,
  };
}

/** The wire form of what a message holds; {} where it is unset. */
export function plain(message: Struct | undefined): Wire {
  return message?.toJavaScript() ?? {};
}

export function struct(values: Wire): Struct {
  return Struct.fromJavaScript(values);
}

function checked(response: pb.CheckResponse): Checked {
  return {
    inputs: response.getInputs()?.toJavaScript(),
    failures: response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
  };
}

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/** One unary call as a promise. */
export function call<Response>(start: (callback: Callback<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}
