/** URLs that a client may be sent back to, or call from. Where the flows compare exactly, a bad one must not get in. */
import type { Json, JsonObject } from "../../../provider/model/values";
import type { Violation } from "../validation/messages";

const CALLBACKS = ["callbacks", "allowed_logout_urls"];
const ORIGINS = ["allowed_origins", "web_origins"];
const HTTPS_ONLY = ["initiate_login_uri"];
/** Schemes that run code or open local files in the user's browser. */
const DANGEROUS = /^(javascript|data|vbscript|file|blob):/i;

export function urlViolations(sent: JsonObject): Violation[] {
  return [
    ...CALLBACKS.flatMap((name) => eachBad(sent, name, isCallback, "absolute-uri-or-empty")),
    ...ORIGINS.flatMap((name) => eachBad(sent, name, isOrigin, "url")),
    ...HTTPS_ONLY.flatMap((name) =>
      sent[name] === undefined || sent[name] === "" || isHttps(String(sent[name]))
        ? []
        : [violation([name], "absolute-https-uri-with-placeholders-or-empty", sent[name])],
    ),
  ];
}

function eachBad(
  sent: JsonObject,
  name: string,
  isGood: (url: string) => boolean,
  format: string,
): Violation[] {
  const list = Array.isArray(sent[name]) ? sent[name] : [];
  return list.flatMap((url, index) =>
    isGood(String(url)) ? [] : [violation([name, String(index)], format, url)],
  );
}

const violation = (path: string[], format: string, value: Json): Violation => ({
  path,
  text: `Object didn't pass validation for format ${format}: ${String(value)}`,
});

/** An absolute URI of any scheme, so that native applications have theirs; without a fragment (RFC 6749, section 3.1.2). */
function isCallback(url: string): boolean {
  return url === "" || (isAbsolute(url) && !url.includes("#") && !DANGEROUS.test(url));
}

function isOrigin(url: string): boolean {
  return isAbsolute(url) && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+\/?$/i.test(url) && !DANGEROUS.test(url);
}

function isHttps(url: string): boolean {
  return isAbsolute(url) && url.toLowerCase().startsWith("https://");
}

function isAbsolute(url: string): boolean {
  // Placeholders such as {organization_name} are filled in later, a wildcard stands for one subdomain.
  if (!/^[a-z][a-z0-9+.-]*:[^\s<>"\\]+$/i.test(url)) return false;
  return URL.canParse(url.replaceAll(/\{[a-z_.]+\}/g, "x").replaceAll("*", "x"));
}
