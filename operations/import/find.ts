/** Which APIs of the tenant are imported. Only ever reads, and never a signing secret. */
import { matchesGlob } from "../../policy/rules/glob";
import { ApiSettingsError } from "../../provider/model/errors";
import type { ResourceContext } from "../../provider/resources/context";
import { listApis } from "../../provider/resources/list";
import { lookUpApi } from "../../provider/resources/lookup";
import { type TenantApi, tenantApi } from "./tenant-api";

export interface Filters {
  /** Patterns with `*`: one of them must match the identifier. None: every identifier does. */
  readonly identifiers: readonly string[];
  /** The same for the friendly name, whatever its case. An API without one matches no pattern. */
  readonly names: readonly string[];
  readonly includeSystem: boolean;
  /** At most so many; the others are not even listed. */
  readonly limit: number | undefined;
}

/** `read` so far, of which `found` are wanted. */
export type Progress = (read: number, found: number) => void;

/** One request for each 100 APIs that the tenant has. */
export async function findApis(
  context: ResourceContext,
  filters: Filters,
  progress: Progress = () => {},
): Promise<TenantApi[]> {
  const found: TenantApi[] = [];
  let read = 0;
  for await (const { id, outputs } of listApis(context, { includeSystem: filters.includeSystem })) {
    const api = tenantApi(id, outputs);
    if (isWanted(api, filters)) found.push(api);
    read += 1;
    progress(read, found.length);
    if (found.length === filters.limit) break;
  }
  return found;
}

function isWanted({ identifier, name }: TenantApi, { identifiers, names }: Filters): boolean {
  const matches = (patterns: readonly string[], text: string | undefined, ignoreCase: boolean): boolean =>
    patterns.length === 0 ||
    (text !== undefined && patterns.some((pattern) => matchesGlob(pattern, text, { ignoreCase })));
  // Identifiers are compared letter by letter everywhere in OAuth.
  return matches(identifiers, identifier, false) && matches(names, name, true);
}

/** For so few, asking for each costs no more than the pages of a tenant that is not small. */
const FEW = 10;

/** The APIs with these ids, in their order; undefined at the place of one that the tenant does not have. */
export async function apisWithIds(
  context: ResourceContext,
  ids: readonly string[],
  progress: Progress = () => {},
): Promise<(TenantApi | undefined)[]> {
  const found = new Map<string, TenantApi>();
  const wanted = new Set(ids);
  if (wanted.size > FEW) {
    let read = 0;
    for await (const { id, outputs } of listApis(context, { includeSystem: true })) {
      if (wanted.has(id)) found.set(id, tenantApi(id, outputs));
      read += 1;
      progress(read, found.size);
      if (found.size === wanted.size) break;
    }
  }
  // A listing may miss what moves between its pages meanwhile: what is not in it is asked for.
  for (const id of wanted) {
    if (found.has(id)) continue;
    const outputs = await lookUpOrNone(context, id);
    if (outputs !== undefined) found.set(id, outputs);
  }
  return ids.map((id) => found.get(id));
}

async function lookUpOrNone(context: ResourceContext, id: string): Promise<TenantApi | undefined> {
  try {
    return tenantApi(id, await lookUpApi(context, { apiId: id }));
  } catch (error) {
    if (error instanceof ApiSettingsError && error.code === "not-found") return undefined;
    throw error;
  }
}
