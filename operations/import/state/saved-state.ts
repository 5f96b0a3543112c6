/** What `pulumi stack export` gives: which resources stand for APIs, and what hangs on them. */
import { ApiSettingsError } from "../../../provider/model/errors";

/** As much of a resource in state as is looked at. Inputs and outputs are not: the tenant says what an API is like. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** The tenant's id. */
  readonly id: string | undefined;
  readonly protect: boolean;
  /** URNs that this resource refers to, in whatever way. */
  readonly refersTo: ReadonlySet<string>;
}

/** Throws `invalid-input` where it is no such file. Resources that are only read or about to be deleted are left out. */
export function readState(document: unknown): StateResource[] {
  const deployment = member(document, "deployment");
  if (deployment === undefined) {
    throw refusal("It is not what `pulumi stack export` writes: there is no `deployment`.");
  }
  const resources = member(deployment, "resources") ?? [];
  if (!Array.isArray(resources)) throw refusal("Its `resources` are no list.");
  return resources.flatMap((resource): StateResource[] => {
    const urn = member(resource, "urn");
    const type = member(resource, "type");
    const id = member(resource, "id");
    if (typeof urn !== "string" || typeof type !== "string")
      throw refusal("A resource has no URN or no type.");
    if (member(resource, "external") === true || member(resource, "delete") === true) return [];
    return [
      {
        urn,
        type,
        id: typeof id === "string" && id !== "" ? id : undefined,
        protect: member(resource, "protect") === true,
        refersTo: references(resource),
      },
    ];
  });
}

/** Pulumi's name of a resource: the last part of its URN. */
export function nameIn(urn: string): string {
  // A name may hold the separator, the parts before it do not.
  return urn.split("::").slice(3).join("::");
}

/** The URNs that the engine looks at before it lets a resource be removed from state. */
function references(resource: unknown): Set<string> {
  const found = new Set<string>();
  const add = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(add);
    else if (typeof value === "string") found.add(value);
  };
  for (const key of ["dependencies", "parent", "deletedWith", "replaceWith"]) add(member(resource, key));
  for (const list of Object.values(Object(member(resource, "propertyDependencies")))) add(list);
  return found;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found === null ? undefined : found;
}

function refusal(summary: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", `The state cannot be used. ${summary}`, {
    wayOut: "Give the file that `pulumi stack export --file state.json` writes.",
  });
}
