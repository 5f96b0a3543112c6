/** The real dynamic-provider host of @pulumi/pulumi in a process of its own, spoken to as the engine does. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  type DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { REPOSITORY } from "../../../../tools/support/packed-package";

export type Properties = Record<string, JavaScriptValue>;

/** What the engine has in state and in every request. */
export const REFERENCE = 'exports.handler=()=>require("pulumi-apisettings/dynamic").provider;';
const URN = "urn:pulumi:dev::project::pulumi-nodejs:dynamic/apisettings:Api::banking";

export class DynamicHost {
  readonly #child: ChildProcess;
  readonly #client: ResourceProviderClient;
  readonly #project: string;
  /** What the host wrote to the user's terminal. */
  printed = "";

  private constructor(child: ChildProcess, port: number, project: string) {
    this.#child = child;
    this.#project = project;
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    child.stderr?.on("data", (chunk: Buffer) => {
      this.printed += chunk.toString();
    });
  }

  /** In a project whose node_modules link to this package as it was built. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<DynamicHost> {
    const project = mkdtempSync(path.join(tmpdir(), "apisettings-host-"));
    const modules = path.join(project, "node_modules");
    mkdirSync(modules);
    symlinkSync(REPOSITORY, path.join(modules, "pulumi-apisettings"));
    const script = path.join(REPOSITORY, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
      cwd: project,
      env: { ...withoutTenant(), PULUMI_NODEJS_PROJECT: "project", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new DynamicHost(child, await portOf(child), project);
  }

  configure(config: Properties): Promise<ConfigureResponse> {
    const request = new ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
    return new Promise((resolve, reject) => this.#client.configure(request, settle(resolve, reject)));
  }

  check(news: Properties, olds: Properties = {}): Promise<CheckResponse> {
    const request = new CheckRequest().setUrn(URN).setOlds(struct(olds)).setNews(withReference(news));
    return new Promise((resolve, reject) => this.#client.check(request, settle(resolve, reject)));
  }

  diff(id: string, olds: Properties, news: Properties): Promise<DiffResponse> {
    const request = new DiffRequest()
      .setId(id)
      .setUrn(URN)
      .setOlds(struct(olds))
      .setNews(withReference(news));
    return new Promise((resolve, reject) => this.#client.diff(request, settle(resolve, reject)));
  }

  create(inputs: Properties): Promise<CreateResponse> {
    const request = new CreateRequest().setUrn(URN).setProperties(withReference(inputs));
    return new Promise((resolve, reject) => this.#client.create(request, settle(resolve, reject)));
  }

  read(id: string, properties: Properties): Promise<ReadResponse> {
    const request = new ReadRequest().setId(id).setUrn(URN).setProperties(struct(properties));
    return new Promise((resolve, reject) => this.#client.read(request, settle(resolve, reject)));
  }

  update(id: string, olds: Properties, news: Properties): Promise<UpdateResponse> {
    const request = new UpdateRequest()
      .setId(id)
      .setUrn(URN)
      .setOlds(struct(olds))
      .setNews(withReference(news));
    return new Promise((resolve, reject) => this.#client.update(request, settle(resolve, reject)));
  }

  delete(id: string, properties: Properties): Promise<unknown> {
    const request = new DeleteRequest().setId(id).setUrn(URN).setProperties(struct(properties));
    return new Promise((resolve, reject) => this.#client.delete(request, settle(resolve, reject)));
  }

  async stop(): Promise<void> {
    this.#client.close();
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill();
    await ended;
    rmSync(this.#project, { recursive: true, force: true });
  }
}

export function plain(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() as Properties;
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}

function withReference(properties: Properties): Struct {
  return struct({ ...properties, __provider: REFERENCE });
}

function settle<Response>(resolve: (response: Response) => void, reject: (error: ServiceError) => void) {
  return (error: ServiceError | null, response: Response) =>
    error === null ? resolve(response) : reject(error);
}

/** The host's first line is its port. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(Number.parseInt(chunk.toString(), 10)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The host ended with ${code} before it gave its port.`)));
  });
}

function withoutTenant(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AUTH0_")));
}
