/** Speaks to the pack as the engine does: over gRPC, with values in their wire form. */
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call, plain, struct, type Wire } from "../../plugin/support/engine";
import type { PackProcess } from "./pack-process";

export const RESOURCE_SERVER = "auth0:index/resourceServer:ResourceServer";
export const API = "apisettings:index:Api";
export const DYNAMIC_API = "pulumi-nodejs:dynamic/apisettings:Api";

export interface WireResource {
  readonly type?: string;
  readonly name: string;
  readonly properties: Wire;
  readonly protect?: boolean;
  readonly provider?: { readonly name: string; readonly properties: Wire };
}

export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly message: string;
  readonly urn: string;
}

export interface Analyzer {
  info(): Promise<pb.AnalyzerInfo>;
  /** As the engine configures after its own checks: every policy, with the level that holds. */
  configure(policies?: Readonly<Record<string, Wire & { enforcementLevel?: Level }>>): Promise<void>;
  analyze(resource: WireResource): Promise<Diagnostic[]>;
  analyzeStack(resources: readonly WireResource[]): Promise<Diagnostic[]>;
  remediate(resource: WireResource): Promise<{ policy: string; properties: Wire }[]>;
  close(): void;
}

type Level = Diagnostic["level"];
const LEVELS: readonly Level[] = ["advisory", "mandatory", "disabled", "remediate"];

export function analyzerAt({ port }: PackProcess): Analyzer {
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const info = () => call<pb.AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
  return {
    info,
    configure: async (policies = {}) => {
      const request = new pb.ConfigureAnalyzerRequest();
      for (const policy of (await info()).getPoliciesList()) {
        const { enforcementLevel, ...properties } = policies[policy.getName()] ?? {};
        const level = enforcementLevel === undefined ? -1 : LEVELS.indexOf(enforcementLevel);
        request
          .getPolicyconfigMap()
          .set(
            policy.getName(),
            new pb.PolicyConfig()
              .setEnforcementlevel(level < 0 ? policy.getEnforcementlevel() : (level as pb.EnforcementLevel))
              .setProperties(struct(properties)),
          );
      }
      await call<Empty>((done) => client.configure(request, done));
    },
    analyze: async (resource) =>
      diagnosticsOf(
        await call<pb.AnalyzeResponse>((done) =>
          client.analyze(fill(new pb.AnalyzeRequest(), resource), done),
        ),
      ),
    analyzeStack: async (resources) => {
      const list = resources.map((resource) => fill(new pb.AnalyzerResource(), resource));
      const request = new pb.AnalyzeStackRequest().setResourcesList(list);
      return diagnosticsOf(await call<pb.AnalyzeResponse>((done) => client.analyzeStack(request, done)));
    },
    remediate: async (resource) => {
      const request = fill(new pb.AnalyzeRequest(), resource);
      const response = await call<pb.RemediateResponse>((done) => client.remediate(request, done));
      return response
        .getRemediationsList()
        .map((one) => ({ policy: one.getPolicyname(), properties: plain(one.getProperties()) }));
    },
    close: () => client.close(),
  };
}

export function urnOf({ name, type = RESOURCE_SERVER }: Pick<WireResource, "name" | "type">): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

function fill<T extends pb.AnalyzeRequest | pb.AnalyzerResource>(message: T, resource: WireResource): T {
  const { name, type = RESOURCE_SERVER, properties, protect = false, provider } = resource;
  message.setUrn(urnOf(resource));
  message.setType(type);
  message.setName(name);
  message.setProperties(struct(properties));
  message.setOptions(new pb.AnalyzerResourceOptions().setProtect(protect));
  if (provider) {
    const instance = new pb.AnalyzerProviderResource().setName(provider.name);
    instance.setUrn(`urn:pulumi:dev::shop::pulumi:providers:auth0::${provider.name}`);
    message.setProvider(instance.setProperties(struct(provider.properties)));
  }
  return message;
}

function diagnosticsOf(response: pb.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((one) => ({
    policy: one.getPolicyname(),
    level: LEVELS[one.getEnforcementlevel()] ?? "disabled",
    message: one.getMessage(),
    urn: one.getUrn(),
  }));
}
