/** Handshake, Attach and Configure: how the engine introduces itself and hands over the settings. */
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type { ConfigureRequest, ProviderHandshakeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ConfigureResponse, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { environmentSource } from "../../model/connection";
import { parseSettings } from "../../model/settings-parse";
import { revealAll, type ValueObject } from "../../model/values";
import type { Session } from "../session/session";
import { isDefaultProvider, orderSources, stackSource, withoutEngineKeys } from "../session/sources";
import { decodeProperties } from "../wire/decode";

export function handshake(session: Session, request: ProviderHandshakeRequest): ProviderHandshakeResponse {
  session.connectEngine(request.getEngineAddress());
  return new ProviderHandshakeResponse()
    .setAcceptSecrets(true)
    .setAcceptResources(true)
    .setAcceptOutputs(true)
    .setSupportsAutonamingConfiguration(false);
}

/** The engine attaches to a plugin that was started by hand (PULUMI_DEBUG_PROVIDERS). */
export function attach(session: Session, request: PluginAttach): Empty {
  session.connectEngine(request.getAddress());
  return new Empty();
}

export function configure(session: Session, request: ConfigureRequest): ConfigureResponse {
  const { environment } = session.runtime;
  const isDefault = isDefaultProvider(request.getUrn() ?? "");
  const args = withoutEngineKeys(revealMembers(decodeProperties(request.getArgs())));
  session.configure(
    orderSources({
      isDefaultProvider: isDefault,
      args: parseSettings(args, isDefault ? "provider's settings in state" : "provider arguments"),
      stack: stackSource(environment.PULUMI_CONFIG),
      environment: environmentSource(environment),
    }),
  );
  return new ConfigureResponse()
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setAcceptoutputs(true)
    .setSupportspreview(true)
    .setSupportsAutonamingConfiguration(false);
}

function revealMembers(values: ValueObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, revealAll(value)]));
}
