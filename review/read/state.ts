/** Saved state: `pulumi stack export` (`{version, deployment}`) and the file backend's `{version, checkpoint: {latest}}`. */
import { type JsonObject, listAt, numberAt, objectAt, textAt } from "./json";
import type { ReviewResource } from "./model";
import { untouched } from "./told-resource";
import { readResource } from "./written-resource";

/** The newest version whose form this reader knows. */
export const KNOWN_STATE_VERSION = 4;

export interface SavedState {
  readonly version: number | undefined;
  readonly cliVersion: string | undefined;
  readonly resources: readonly ReviewResource[];
  /** Entries that are no resources. */
  readonly unreadable: number;
}

/** The deployment inside a document; undefined where it is no saved state. */
export function deploymentOf(document: JsonObject): JsonObject | undefined {
  const checkpoint = objectAt(document, "checkpoint");
  const deployment =
    objectAt(document, "deployment") ??
    (checkpoint === undefined ? undefined : objectAt(checkpoint, "latest")) ??
    (objectAt(document, "manifest") === undefined ? undefined : document);
  if (deployment === undefined || deployment !== document) return deployment;
  return listAt(document, "resources") === undefined ? undefined : document;
}

export function readSavedState(document: JsonObject, deployment: JsonObject): SavedState {
  const manifest = objectAt(deployment, "manifest");
  // An empty stack has no list.
  const entries = listAt(deployment, "resources") ?? [];
  const written = entries.flatMap((entry) => readResource(entry, "as-written") ?? []);
  return {
    version: numberAt(document, "version"),
    cliVersion: manifest === undefined ? undefined : textAt(manifest, "version"),
    resources: written.filter((resource) => !resource.pendingDeletion).map(untouched),
    unreadable: entries.length - written.length,
  };
}
