/** Diff: what an apply would change, property by property. Pure and offline. */
import type { DiffRequest } from "@pulumi/pulumi/proto/provider_pb";
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { type Change, diffApi } from "../../resources/diff";
import type { Session } from "../session/session";
import { decodeProperties } from "../wire/decode";
import { requireApi } from "./resource-type";

const { Kind } = PropertyDiff;
const KINDS = {
  add: { keep: Kind.ADD, replace: Kind.ADD_REPLACE },
  delete: { keep: Kind.DELETE, replace: Kind.DELETE_REPLACE },
  update: { keep: Kind.UPDATE, replace: Kind.UPDATE_REPLACE },
} as const;

export function diff(session: Session, request: DiffRequest): DiffResponse {
  requireApi(request);
  const found = diffApi({
    oldInputs: decodeProperties(request.getOldInputs()),
    oldOutputs: decodeProperties(request.getOlds()),
    inputs: decodeProperties(request.getNews()),
  });
  for (const note of found.notes) session.log.infoOnce(note, request.getUrn());

  const response = new DiffResponse()
    .setChanges(
      found.changes.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
    )
    .setDiffsList(found.changes.map(({ path }) => path))
    .setReplacesList(found.replaces)
    .setStablesList(found.stables)
    .setDeletebeforereplace(found.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of found.changes) response.getDetaileddiffMap().set(change.path, propertyDiff(change));
  return response;
}

function propertyDiff({ kind, replace, inputDiff }: Change): PropertyDiff {
  return new PropertyDiff().setKind(KINDS[kind][replace ? "replace" : "keep"]).setInputdiff(inputDiff);
}
