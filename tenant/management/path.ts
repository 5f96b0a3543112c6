/** The last segment of a URL's path, still percent-encoded, so that the decoding is done in one place. */
export function lastSegment(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
