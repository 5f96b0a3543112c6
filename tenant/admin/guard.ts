/**
 * Who may use the admin API: programs and pages of this machine, and no page of any other site. There is no password, so
 * everything that a browser can be talked into sending is refused.
 */
import { isLoopbackHost, type Peer } from "../peer";
import { AdminError } from "./errors";

/** Headers of proxies: the peer is this machine then, but the one who asks may not be. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** Throws where the request is to be refused, before anything else looks at it. */
export function checkCaller(request: Request, peer: Peer): void {
  const { headers } = request;
  const url = new URL(request.url);
  if (!peer.loopback || FORWARDING.some((name) => headers.has(name))) {
    throw new AdminError(403, "The admin API answers to this machine only.");
  }
  // Without a socket there is no Host header; its place is the address.
  if (!isLoopbackHost(headers.get("host") ?? url.host)) {
    throw new AdminError(421, "The admin API answers to localhost, 127.0.0.1 and [::1] only.");
  }
  const origin = headers.get("origin");
  if (origin !== null && origin !== url.origin) {
    throw new AdminError(403, "The admin API does not answer to pages of another origin.");
  }
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") {
    throw new AdminError(403, "The admin API does not answer to pages of another site.");
  }
}

/** HTML forms cannot send JSON, and scripts of other origins only after a preflight, which nobody answers here. */
export function checkContentType(request: Request): void {
  if (["GET", "HEAD"].includes(request.method)) return;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AdminError(415, "Writes to the admin API need the header content-type: application/json.");
  }
}
