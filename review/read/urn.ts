/** The parts of a resource's URN: `urn:pulumi:STACK::PROJECT::[PARENT TYPES$]TYPE::NAME`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The resource's own type token. */
  readonly type: string;
  /** The name in the program. It may hold any text, `::` and newlines included. */
  readonly name: string;
}

const PREFIX = "urn:pulumi:";

/** Undefined for a text that is no URN. */
export function parseUrn(urn: string): UrnParts | undefined {
  if (!urn.startsWith(PREFIX)) return undefined;
  const [stack, project, types, ...name] = urn.slice(PREFIX.length).split("::");
  if (stack === undefined || project === undefined || types === undefined || name.length === 0)
    return undefined;
  return { stack, project, type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

export function makeUrn({ stack, project, type, name }: UrnParts): string {
  return `${PREFIX}${stack}::${project}::${type}::${name}`;
}
