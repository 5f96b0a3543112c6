/** The tenant's domain, as users write it. */
import { ApiSettingsError } from "./errors";

export interface Domain {
  /** host[:port] */
  domain: string;
  /** With scheme, without a trailing slash. */
  baseUrl: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * `host[:port]`, optionally with `https://` in front or a slash behind. `http://` is accepted for loopback hosts only:
 * credentials must not cross a network in clear.
 */
export function parseDomain(written: string): Domain {
  const match = /^(?:(https?):\/\/)?([^/\s@?#]+)\/?$/i.exec(written.trim());
  const host = match?.[2]?.toLowerCase();
  if (host === undefined || !isHost(host)) {
    throw new ApiSettingsError("invalid-settings", `domain: ${shown(written)} is not host[:port].`, {
      wayOut: "Write the tenant's domain alone, for example example.eu.auth0.com.",
    });
  }
  const insecure = match?.[1]?.toLowerCase() === "http";
  if (insecure && !LOOPBACK.test(host)) {
    throw new ApiSettingsError(
      "invalid-settings",
      `domain: http:// is accepted for loopback hosts only, not for ${host}.`,
      {
        wayOut: "Leave http:// out: the tenant is reached by https.",
      },
    );
  }
  return { domain: host, baseUrl: `${insecure ? "http" : "https"}://${host}` };
}

function isHost(host: string): boolean {
  try {
    const url = new URL(`https://${host}/`);
    return url.host === host || `${url.hostname}:443` === host;
  } catch {
    return false;
  }
}

/** A pasted URL may hold a user name and a password. */
function shown(written: string): string {
  return written.includes("@") ? "the given text" : JSON.stringify(written);
}
