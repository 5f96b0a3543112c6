/** From the tenant's APIs to a program: names, declarations, and what a language cannot write. */
import type { Language } from "./languages/language";
import { variableNames } from "./program/names";
import type { Program, ProgramResource } from "./program/program";
import type { Declaration, Target } from "./targets/target";
import type { TenantApi } from "./tenant-api";

export interface Composition {
  readonly project: string;
  readonly description: string;
  readonly protect: boolean;
}

/** The program, and which API each of its resources is about. */
export interface Composed {
  readonly program: Program;
  readonly apis: ReadonlyMap<ProgramResource, TenantApi>;
}

export function compose(
  apis: readonly TenantApi[],
  target: Target,
  language: Language,
  composition: Composition,
): Composed {
  // Ids begin with the time of creation: what is new comes at the end, and the rest stays where it was.
  const ordered = [...apis].sort((a, b) => (a.id < b.id ? -1 : 1));
  const declared = ordered.flatMap((api) =>
    target.declare(api).map((declaration) => ({
      api,
      declaration,
      // One id may stand for several resources.
      key: `${declaration.id} ${declaration.suffix}`,
    })),
  );
  const names = variableNames(
    declared.map(({ api, declaration, key }) => ({
      id: key,
      wishes: [api.resourceName, api.name, api.identifier].flatMap((wish) =>
        wish === undefined ? [] : [`${wish} ${declaration.suffix}`.trim()],
      ),
    })),
  );
  const byResource = new Map<ProgramResource, TenantApi>();
  for (const { api, declaration, key } of declared) {
    const variable = names.get(key) ?? key;
    // Names of resources in a state stay, so that people find them again.
    const name = api.resourceName === undefined ? variable : `${api.resourceName}${declaration.suffix}`;
    byResource.set(written(declaration, language, variable, name), api);
  }
  return {
    program: { ...composition, provider: target.provider, resources: [...byResource.keys()] },
    apis: byResource,
  };
}

/** What the language cannot write is imported all the same, so it has to be left as the import brought it. */
function written(
  declaration: Declaration,
  language: Language,
  variable: string,
  name: string,
): ProgramResource {
  const { kind, id, properties, remarks, ignoreChanges } = declaration;
  const unwritable = [...properties].flatMap(([property, value]) =>
    language.canWrite(value) ? [] : [property],
  );
  return {
    kind,
    id,
    variable,
    name,
    properties: new Map([...properties].filter(([property]) => !unwritable.includes(property))),
    remarks: [...remarks, ...unwritable.map((property) => ({ kind: "unwritable", property }) as const)],
    ignoreChanges: [...ignoreChanges, ...unwritable],
  };
}
