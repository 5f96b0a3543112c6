/** Source positions as the engine writes them: `project:///index.ts#12,15`, relative to the folder of Pulumi.yaml. */
import { isJsonObject, type JsonObject, listAt, textAt } from "./json";
import type { SourcePosition } from "./model";

const POSITION = /^project:\/\/\/([^#]+)#(\d+)(?:,(\d+))?$/;

/** Frames of packages, and of the host of YAML programs, which names Go files. */
const NOT_THE_PROGRAM = /(?:^|\/)node_modules\/|@v\d+\.\d+\.[^/]*\/|^(?:\.\.\/)+runtime\//;

export function parsePosition(text: string | undefined): SourcePosition | undefined {
  const match = text === undefined ? null : POSITION.exec(text);
  if (match?.[1] === undefined) return undefined;
  return {
    file: unescaped(match[1]),
    line: Number(match[2]),
    column: match[3] === undefined ? undefined : Number(match[3]),
  };
}

/** All frames of a resource, innermost first. */
export function framesOf(resource: JsonObject): SourcePosition[] {
  const texts = [
    textAt(resource, "sourcePosition"),
    ...(listAt(resource, "stackTrace") ?? []).map((frame) =>
      isJsonObject(frame) ? textAt(frame, "sourcePosition") : undefined,
    ),
  ];
  return [...new Set(texts)].flatMap((text) => parsePosition(text) ?? []);
}

export function programPosition(frames: readonly SourcePosition[]): SourcePosition | undefined {
  return frames.find((frame) => !NOT_THE_PROGRAM.test(frame.file));
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
