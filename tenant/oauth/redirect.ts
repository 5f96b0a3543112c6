/** Sending the browser somewhere. */

/**
 * A redirect that no cache keeps and whose target is not told where it came from. A registered address may hold
 * characters that no header can carry; they are percent-encoded, as browsers do it.
 */
export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 302,
    headers: {
      location: location.replaceAll(/[^\x21-\x7e]+/g, percentEncoded),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      ...headers,
    },
  });
}

/** By way of bytes, because half a character would be an error. */
const percentEncoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
