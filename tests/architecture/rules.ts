/** The rules of the house. Each takes the sources and gives a sentence for every breach. */
import { isBuiltin } from "node:module";
import { importsOf, isRelative, lexedFile, packageOf, resolveRelative, type SourceFile } from "./imports";
import {
  BUNDLED,
  DATA_FILES,
  isOutside,
  LAYERS,
  MAXIMUM_LINES,
  PACKAGES,
  PURE_ROOMS,
  roomOf,
} from "./layers";

export interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

type Rule = (files: readonly SourceFile[]) => string[];

const isProduct = ({ path }: SourceFile): boolean => !isOutside(path);
const layerOf = (room: string): number => LAYERS[room] ?? Number.NaN;
const withSlashes = (room: string): string => `${room}/ (layer ${layerOf(room)})`;

/** Every product file is in a room that has a layer. */
export const inNoLayer: Rule = (files) =>
  files
    .filter((file) => isProduct(file) && roomOf(file.path) === undefined)
    .map(({ path }) => `${path} is in no layer: move it into a room, or give its room one in layers.ts.`);

/** A file imports from its own room or from a lower layer, and never from outside the house. */
export const layers: Rule = (files) => {
  const exists = existence(files);
  return files.filter(isProduct).flatMap((file) => {
    const own = roomOf(file.path);
    return importsOf(file).flatMap(({ specifier }) => {
      if (specifier === undefined) return [`${file.path} computes what it imports, so nobody can check it.`];
      if (!isRelative(specifier)) return [];
      const target = resolveRelative(file.path, specifier, exists);
      const room = roomOf(target);
      if (room === undefined) {
        if (DATA_FILES.includes(target)) return [];
        return [`${file.path} imports ${target}, which is in no room of the product.`];
      }
      if (own === undefined || room === own || layerOf(room) < layerOf(own)) return [];
      const way = layerOf(room) === layerOf(own) ? "sideways" : "upwards";
      return [`${file.path} imports ${target}: ${way}, from ${withSlashes(own)} to ${withSlashes(room)}.`];
    });
  });
};

/** Outside packages stay in the rooms they were chosen for, and are dependencies of users, not of developers only. */
export const packages =
  (manifest: Manifest): Rule =>
  (files) =>
    files.filter(isProduct).flatMap((file) => {
      const room = roomOf(file.path);
      return importsOf(file).flatMap(({ specifier, typeOnly }) => {
        if (specifier === undefined || isRelative(specifier) || room === undefined) return [];
        if (isBuiltin(specifier)) return builtinFaults(file.path, room, specifier);
        const name = packageOf(specifier);
        if (name === manifest.name) return [];
        if (!mayImport(room, name)) return [`${file.path} imports ${specifier}, which ${room}/ may not.`];
        if (typeOnly || BUNDLED.includes(name) || manifest.dependencies?.[name] !== undefined) return [];
        return [`${file.path} imports ${specifier}, but package.json does not list ${name} in dependencies.`];
      });
    });

function mayImport(room: string, name: string): boolean {
  const where = PACKAGES[name];
  if (where === undefined) return false;
  return "fromLayer" in where ? layerOf(room) >= where.fromLayer : where.includes(room);
}

function builtinFaults(path: string, room: string, specifier: string): string[] {
  if (!specifier.startsWith("node:")) return [`${path} imports ${specifier}: write node:${specifier}.`];
  const pure = PURE_ROOMS[room];
  return pure === undefined || pure.includes(specifier)
    ? []
    : [`${path} imports ${specifier}, but ${room}/ is pure: it touches no network, disk or process.`];
}

/** No file needs itself, by whatever detour, when the program runs. */
export const cycles: Rule = (files) => {
  const exists = existence(files);
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ specifier, typeOnly }) =>
        typeOnly || specifier === undefined || !isRelative(specifier)
          ? []
          : [resolveRelative(file.path, specifier, exists)],
      ),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`Import cycle: ${[...trail.slice(start), path].join(" -> ")}.`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
};

export function linesOf({ text }: SourceFile): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

export function isGenerated({ path }: SourceFile): boolean {
  return path.includes(".generated.");
}

export const tooLong: Rule = (files) =>
  files
    .filter((file) => isProduct(file) && !isGenerated(file) && linesOf(file) > MAXIMUM_LINES)
    .map((file) => `${file.path} has ${linesOf(file)} lines, more than ${MAXIMUM_LINES}: split it.`);

const ANY =
  /(?:[:<|&]|=>|\b(?:as|is|extends))\s*any\b(?!\s*[.(])|,\s*any\s*>|\bany\s*\[\]|\btype\s+\w+[^=;]*=\s*any\b/;

export const anyTypes: Rule = (files) =>
  files
    .filter((file) => isProduct(file) && file.path.endsWith("ts") && ANY.test(lexedFile(file).code))
    .map(({ path }) => `${path} uses the type any.`);

export const silencedTypes: Rule = (files) =>
  files
    .filter((file) => lexedFile(file).comments.some((comment) => /@ts-(?:ignore|nocheck)\b/.test(comment)))
    .map(({ path }) => `${path} silences the type checker.`);

const RESTRICTED =
  /\b(?:describe|context|suite|it|specify|test|this)\s*\.\s*(?:only|skip)\b|\bx(?:describe|context|it|specify)\s*\(/;

/** A test that is left out, or that leaves out all others, must not stay. */
export const restrictedTests: Rule = (files) =>
  files
    .filter((file) => file.path.startsWith("tests/") && RESTRICTED.test(lexedFile(file).code))
    .map(({ path }) => `${path} skips tests (.only or .skip).`);

function existence(files: readonly SourceFile[]): (path: string) => boolean {
  const paths = new Set(files.map(({ path }) => path));
  return (path) => paths.has(path);
}
