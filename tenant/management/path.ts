/** Segments of a URL's path below `/api/v2/`, still percent-encoded, so that the decoding is done in one place. */
function segments(url: string): string[] {
  return new URL(url).pathname.split("/").slice(3);
}

/** The entity that a path is about: `{id}` of `/api/v2/users/{id}/roles`, still percent-encoded. */
export function encodedId(url: string): string {
  return segments(url)[1] ?? "";
}

/** The same, decoded. Text that is no percent-encoding is meant as it stands: an entity of that name may exist. */
export function idOf(url: string): string {
  return decoded(encodedId(url));
}

/** What belongs to that entity: `{id}` of `/api/v2/clients/{client}/credentials/{id}`. */
export function innerIdOf(url: string): string {
  return decoded(segments(url)[3] ?? "");
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
