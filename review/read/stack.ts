/** What a stack holds, for rules: from saved state or a plain file of resources. */
import { ApiSettingsError } from "../../provider/model/errors";
import { isJsonObject, listAt } from "./json";
import { isResourceFile, readResourceFile, type StackResource } from "./resource-file";
import { deploymentOf, readResource, type WrittenResource } from "./state";

export interface StackReading {
  readonly resources: readonly StackResource[];
}

/**
 * The resources of one text: saved state (`pulumi stack export`, or a checkpoint of the file backend), or a plain file
 * of resources. Told apart by content.
 *
 * @throws ApiSettingsError `invalid-input` where the text is neither.
 */
export function readStack(text: string): StackReading {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw neither("The text is not JSON.");
  }
  const deployment = isJsonObject(document) ? deploymentOf(document) : undefined;
  if (deployment !== undefined) {
    const written = (listAt(deployment, "resources") ?? []).flatMap(
      (resource) => readResource(resource, "as-written") ?? [],
    );
    return { resources: written.filter((resource) => !resource.pendingDeletion).map(toPolicyResource) };
  }
  if (isResourceFile(document)) return { resources: readResourceFile(document) };
  throw neither("The text is neither saved state nor a list of resources.");
}

function toPolicyResource({ urn, type, name, inputs, protect }: WrittenResource): StackResource {
  return { urn, type, name, props: inputs, protect };
}

function neither(summary: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, {
    wayOut: "Give what `pulumi stack export` prints, or a JSON list of {type, name, properties}.",
  });
}
