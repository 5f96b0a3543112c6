/**
 * The tenant's names for itself. Clients reach it as 127.0.0.1 or localhost, with http or (behind their own TLS) https,
 * and build the audience of the Management API from whatever they were given; tokens carry one canonical name.
 */
export interface TenantNames {
  /** `iss` of every token: the address that the tenant listens on, with a trailing slash. */
  readonly issuer: string;
  /** `host[:port]`, as it stands in the identifiers of the tenant's own APIs. */
  readonly domain: string;
  /** Identifier of the Management API. */
  readonly managementAudience: string;
  /** What the tokens that are good at the user-profile endpoint have in `aud`: the address of that endpoint. */
  readonly userinfoAudience: string;
  /** Identifier of the My Account API. */
  readonly myAccountAudience: string;
  /** Every address by which clients may know the tenant, as issuers: with a trailing slash. */
  readonly issuerAliases: readonly string[];
  /** Turns an alias of one of the tenant's own identifiers into the canonical one; leaves all others alone. */
  canonical(identifier: string): string;
  /** Whether an audience means the user-profile endpoint, by whatever name of the tenant. */
  isUserinfo(audience: string): boolean;
  /** Puts the domain into a text with the place holder `{domain}`. */
  fill(template: string): string;
}

/** Paths under the tenant's domain that are identifiers of the tenant's own APIs. A trailing slash counts. */
const OWN_PATHS = ["/api/v2/", "/userinfo", "/me/"];

export function createNames(url: string, domain?: string): TenantNames {
  const { host, port } = new URL(url);
  const own = domain ?? host;
  const suffix = port === "" ? "" : `:${port}`;
  const aliases = new Set([own, host, `127.0.0.1${suffix}`, `localhost${suffix}`, `[::1]${suffix}`]);
  const canonical = (identifier: string): string => {
    const [, authority = "", path = ""] = /^https?:\/\/([^/]+)(\/.*)$/.exec(identifier) ?? [];
    return aliases.has(authority) && OWN_PATHS.includes(path) ? `https://${own}${path}` : identifier;
  };
  return {
    issuer: `${url}/`,
    domain: own,
    managementAudience: `https://${own}/api/v2/`,
    userinfoAudience: `${url}/userinfo`,
    myAccountAudience: `https://${own}/me/`,
    issuerAliases: [...aliases].flatMap((alias) => [`http://${alias}/`, `https://${alias}/`]),
    canonical,
    isUserinfo: (audience) => canonical(audience) === `https://${own}/userinfo`,
    fill: (template) => template.replaceAll("{domain}", own),
  };
}
