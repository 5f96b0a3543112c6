/** What a source file imports. */
import { dirname, join, normalize } from "node:path/posix";
import { type Lexed, lex } from "./lexer";

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  path: string;
  text: string;
}

export interface Import {
  /** As written; undefined where it is computed at run time, so that nobody can check it. */
  specifier: string | undefined;
  /** Gone from the compiled program. */
  typeOnly: boolean;
}

const STATIC =
  /\b(?:import|export)\s+(type\s+(?!from\b))?([\w$]+\s*,?\s*)?(\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})?\s*from\s*"(\d+)"/g;
const BARE = /\bimport\s*"(\d+)"/g;
const CALL = /(?<![\w$]|(?<!\.\.)\.)(?:import|require|require\s*\.\s*resolve)\s*\(\s*(?:"(\d+)"\s*[,)])?/g;

const lexed = new WeakMap<SourceFile, Lexed>();

export function lexedFile(file: SourceFile): Lexed {
  const known = lexed.get(file) ?? lex(file.text);
  lexed.set(file, known);
  return known;
}

export function importsOf(file: SourceFile): Import[] {
  const { code, strings } = lexedFile(file);
  const said = (index: string | undefined) => (index === undefined ? undefined : strings[Number(index)]);
  return [
    ...[...code.matchAll(STATIC)].map(([, type, name, members, index]) => ({
      specifier: said(index),
      typeOnly: type !== undefined || (name === undefined && onlyTypes(members)),
    })),
    ...[...code.matchAll(BARE)].map(([, index]) => ({ specifier: said(index), typeOnly: false })),
    ...[...code.matchAll(CALL)].map(([, index]) => ({ specifier: said(index), typeOnly: false })),
  ];
}

/** `{ type A, type B }` */
function onlyTypes(members: string | undefined): boolean {
  const names =
    members
      ?.match(/^\{([^}]*)\}$/)?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "") ?? [];
  return names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

export function isRelative(specifier: string): boolean {
  return /^\.\.?(\/|$)/.test(specifier);
}

/** The file that a relative import means, among those that there are; otherwise the path as it stands. */
export function resolveRelative(
  importer: string,
  specifier: string,
  exists: (path: string) => boolean,
): string {
  const path = normalize(join(dirname(importer), specifier));
  const stem = path.replace(/\.([cm]?)js$/, ".$1ts");
  return [path, stem, `${path}.ts`, `${path}/index.ts`].find(exists) ?? path;
}

/** "@pulumi/pulumi/proto/engine_pb" is of the package "@pulumi/pulumi". */
export function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
