/** How an address is written to the request log. */

/** Parameters whose values let somebody in. They have no place in an address; some clients put them there all the same. */
const SECRETS: ReadonlySet<string> = new Set([
  "access_token",
  "client_assertion",
  "client_secret",
  "code",
  "code_verifier",
  "device_code",
  "id_token",
  "id_token_hint",
  "password",
  "refresh_token",
  "token",
  "user_code",
]);

/** Path and query as they were sent, but for secrets, which are replaced by three asterisks. */
export function loggedPath(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search.replaceAll(/([?&])([^=&]*)=[^&]*/g, withoutSecret);
}

function withoutSecret(whole: string, before: string, name: string): string {
  const [decoded = ""] = new URLSearchParams(`${name}=`).keys();
  return SECRETS.has(decoded.toLowerCase()) ? `${before}${name}=***` : whole;
}
