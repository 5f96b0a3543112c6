/** What the plugin says about itself. */
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { GetMappingResponse, GetMappingsResponse, GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ApiSettingsError } from "../../model/errors";
import { buildSchema } from "../schema/build-schema";
import type { Session } from "../session/session";

export function getPluginInfo(session: Session): PluginInfo {
  const { version } = session.runtime;
  // The engine parses it as a semantic version, and takes an empty one for "not said".
  return new PluginInfo().setVersion(/^\d/.test(version) ? version : "");
}

export function getSchema(session: Session, request: GetSchemaRequest): GetSchemaResponse {
  if (request.getVersion() !== 0) {
    throw new ApiSettingsError(
      "invalid-input",
      `Version ${request.getVersion()} of the schema language is not spoken here.`,
      { wayOut: "Ask for version 0." },
    );
  }
  return new GetSchemaResponse().setSchema(JSON.stringify(buildSchema(session.runtime.version)));
}

/** There is no Terraform provider whose resources this one would map. */
export function getMapping(): GetMappingResponse {
  return new GetMappingResponse();
}

export function getMappings(): GetMappingsResponse {
  return new GetMappingsResponse();
}
