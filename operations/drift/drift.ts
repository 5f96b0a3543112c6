/** What changed outside Pulumi: a saved state held against the tenant. Reads only, and writes no state. */
import type { CallOptions, TenantClient } from "../../provider/client/client";
import { ApiSettingsError } from "../../provider/model/errors";
import type { ResourceState, ReviewModel, ReviewResource } from "../../review/read/model";
import { createReading } from "../../review/read/reading";
import { type Authors, readAuthors } from "./authors";
import { compareWithTenant } from "./differences";
import { KINDS, type Kind } from "./kinds";
import { liveApis } from "./live-apis";
import { recordedTimes } from "./recorded-times";
import { afterDeletion, winnersOf } from "./winners";

export interface DriftFound {
  /** `before` as it is recorded, `after` as the tenant has it. */
  readonly model: ReviewModel;
  /** Who changed it and who wins, by URN. Holds text from the tenant's log. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** What was not compared, as sentences. */
  readonly remarks: readonly string[];
}

interface Looked {
  readonly resource: ReviewResource;
  readonly remarks: readonly string[];
  /** Asked for once it is known that the log is needed. */
  readonly notes?: (authors: Authors) => readonly string[];
}

/**
 * Needs `read:resource_servers`, and `read:logs` to say who it was. The log is read only where something changed.
 *
 * @param text what `pulumi stack export` prints.
 * @throws ApiSettingsError `invalid-input` where it is something else.
 */
export async function findDrift(
  client: TenantClient,
  text: string,
  source: string,
  options: CallOptions = {},
): Promise<DriftFound> {
  const saved = savedState(text, source);
  const times = recordedTimes(text);
  const standing = saved.resources.filter(({ type }) => KINDS.has(type));
  const find = await liveApis(client, standing.length, options);
  const looked: Looked[] = [];
  for (const resource of saved.resources) {
    const kind = KINDS.get(resource.type);
    const { before: state } = resource;
    const id = state?.id;
    if (kind === undefined || state === undefined || id === undefined) {
      looked.push({ resource, remarks: [] });
      continue;
    }
    looked.push(await look(resource, state, id, kind));
  }
  const changed = looked.filter(({ notes }) => notes !== undefined);
  const remarks = looked.flatMap((one) => one.remarks);
  const model = { ...saved, resources: looked.map(({ resource }) => resource) };
  if (changed.length === 0) return { model, notes: new Map(), remarks };
  const since = changed.map(({ resource }) => times.get(resource.urn) ?? Number.POSITIVE_INFINITY);
  const authors = await readAuthors(client, Math.min(...since), options);
  const notes = new Map(changed.map(({ resource, notes: told }) => [resource.urn, told?.(authors) ?? []]));
  return { model, notes, remarks };

  async function look(
    resource: ReviewResource,
    state: ResourceState,
    id: string,
    kind: Kind,
  ): Promise<Looked> {
    const answer = await find(id);
    const identifier = state.inputs.identifier ?? state.outputs?.identifier;
    const other =
      answer === undefined && typeof identifier === "string"
        ? await client.resourceServers.findByIdentifier(identifier, options)
        : undefined;
    const live = answer ?? other;
    const since = times.get(resource.urn);
    if (live === undefined) {
      return {
        resource: { ...resource, operation: "delete", after: undefined },
        remarks: [],
        notes: (authors) => [authors.of(id, "delete", since, []), ...afterDeletion(kind, undefined)],
      };
    }
    const { before, after, differences, hidden } = compareWithTenant(state, live, kind);
    const remarks = hidden.map(
      (property) => `${property} of ${resource.name} is a secret and was not compared.`,
    );
    const differs = differences.length > 0 || other !== undefined;
    const found: ReviewResource = {
      ...resource,
      operation: differs ? "update" : "none",
      before: { ...state, inputs: before },
      after: { ...state, id: live.id, inputs: after },
    };
    if (!differs) return { resource: found, remarks };
    const keys = differences.flatMap(({ field }) => field.wire ?? []);
    return {
      resource: found,
      remarks,
      notes: (authors) =>
        other === undefined
          ? [authors.of(id, "patch", since, keys), ...winnersOf(differences, kind)]
          : [authors.of(id, "delete", since, []), ...afterDeletion(kind, other.id)],
    };
  }
}

function savedState(text: string, source: string): ReviewModel {
  const reading = createReading();
  const input = reading.open(source);
  input.write(text);
  input.end();
  const model = reading.model();
  if (model.runs.length === 1 && model.runs.every(({ format }) => format === "state") && model.complete)
    return model;
  throw new ApiSettingsError("invalid-input", `${source} is not one whole saved state.`, {
    wayOut: "Give what `pulumi stack export` prints.",
  });
}
