/**
 * What `pulumi import --file` takes (Pulumi's documentation, Bulk import operations). Its `properties` are not used: the
 * engine keeps everything that the provider's import brings, so the program has to declare exactly that.
 */
import type { Language } from "../languages/language";
import type { Program } from "./program";

export const IMPORT_FILE = "import.json";

export interface ImportSpec {
  readonly type: string;
  /** Name of the variable, for code that Pulumi would generate. */
  readonly name: string;
  /** Pulumi's name of the resource, where it is another one. */
  readonly logicalName?: string;
  readonly id: string;
  /** Of the provider, where the program asks for one: otherwise the import would make another default provider. */
  readonly version?: string;
}

export function importSpecs(program: Program, language: Language): ImportSpec[] {
  const version = language.asksForVersion ? program.provider.typescriptVersion : undefined;
  return program.resources.map(({ kind, variable, name, id }) => ({
    type: kind.token,
    name: variable,
    ...(name === variable ? {} : { logicalName: name }),
    id,
    ...(version === undefined ? {} : { version }),
  }));
}

export function importFile(program: Program, language: Language): string {
  return `${JSON.stringify({ resources: importSpecs(program, language) }, null, 2)}\n`;
}
