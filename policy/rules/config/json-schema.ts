/** The JSON Schemas that are published: of the configuration file and of the baseline file. */
import * as z from "zod";
import type { Json, JsonObject } from "../../../provider/model/values";
import { baselineSchema, configSchema } from "./schema";

export function configJsonSchema(): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "apisettings.config.json: policies and reviews of pulumi-apisettings",
    ...withoutDialect(configSchema),
  };
}

export function baselineJsonSchema(): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "apisettings.baseline.json: findings that were there before",
    ...withoutDialect(baselineSchema),
  };
}

function withoutDialect(schema: z.ZodType): JsonObject {
  const {
    $schema: _,
    "~standard": __,
    ...rest
  } = z.toJSONSchema(schema, { io: "input" }) as Record<string, Json>;
  return rest;
}
