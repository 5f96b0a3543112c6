/** Request bodies: JSON or forms, bounded, before anything looks at them. */

/** Auth0's documented limit for every Management API endpoint: 1 MB. */
export const MAXIMUM_BODY_BYTES = 1_048_576;

/** Nesting that no real request comes near; far deeper, the tenant could not even write it down. */
const MAXIMUM_DEPTH = 100;

export type BodyProblem = "too-large" | "malformed" | "unsupported-type";

export type ReadBody =
  | { kind: "json"; value: unknown }
  | { kind: "form"; value: URLSearchParams }
  | { kind: "empty" }
  | { kind: "problem"; problem: BodyProblem };

/** Reads the body by its `content-type`; without one it is taken for JSON. */
export async function readBody(request: Request, maximumBytes = MAXIMUM_BODY_BYTES): Promise<ReadBody> {
  const bytes = await readBounded(request, maximumBytes);
  if (bytes === undefined) return { kind: "problem", problem: "too-large" };
  if (bytes.length === 0) return { kind: "empty" };
  const type = (request.headers.get("content-type") ?? "application/json")
    .split(";")[0]
    ?.trim()
    .toLowerCase();
  const text = decode(bytes);
  if (text === undefined) return { kind: "problem", problem: "malformed" };
  if (type === "application/x-www-form-urlencoded") return { kind: "form", value: new URLSearchParams(text) };
  if (type !== "application/json") return { kind: "problem", problem: "unsupported-type" };
  try {
    const value = JSON.parse(text) as unknown;
    if (!isDeeperThan(MAXIMUM_DEPTH, value)) return { kind: "json", value };
  } catch {
    // Not JSON.
  }
  return { kind: "problem", problem: "malformed" };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function readBounded(request: Request, maximumBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maximumBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The declared length may be absent or a lie: count what comes.
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maximumBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
