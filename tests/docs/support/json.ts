/** JSON of the documentation must be what it says it is. */
import * as z from "zod";
import { parseConfig, resolveConfig } from "../../../policy/rules/config/parse";
import { configSchema } from "../../../policy/rules/config/schema";
import { ALL_FIELDS } from "../../../provider/model/table";
import { readStack } from "../../../review/read/stack";

const manifest = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  private: z.literal(true),
  main: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/** https://www.pulumi.com/docs/iac/adopting-pulumi/import/#bulk-import-operations */
const importFile = z.strictObject({
  resources: z.array(
    z.strictObject({ type: z.literal("apisettings:index:Api"), name: z.string(), id: z.string() }),
  ),
});

const wireNames = new Set(ALL_FIELDS.flatMap(({ wire }) => (wire === null ? [] : [wire])));
const resourceServer = z
  .record(z.string(), z.unknown())
  .refine(
    (body) => typeof body.identifier === "string" && Object.keys(body).every((key) => wireNames.has(key)),
    "this is no API as the Management API knows it",
  );

/** A sentence, or undefined. */
export function jsonFault(text: string, file: string | undefined): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (isConfiguration(value)) return configurationFault(value, file);
  if (file?.endsWith("resources.json")) return resourcesFault(text);
  const schema = file === "package.json" ? manifest : file === undefined ? resourceServer : importFile;
  const result = schema.safeParse(value);
  return result.success ? undefined : z.prettifyError(result.error);
}

/** A configuration of policies, or a part of one that stands for itself. */
function isConfiguration(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).some((key) => Object.hasOwn(configSchema.shape, key))
  );
}

/** A file of another name than usual is there to be given to a command, which says itself what contradicts itself in it. */
function configurationFault(value: unknown, file = "apisettings.config.json"): string | undefined {
  return faultOf(() => {
    const config = parseConfig(value);
    if (file === "apisettings.config.json") resolveConfig(config);
  });
}

/** Resources as `apisettings policy test` takes them. */
function resourcesFault(text: string): string | undefined {
  return faultOf(() => readStack(text));
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
