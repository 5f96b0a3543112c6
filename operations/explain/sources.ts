/** Where the answers of `explain` come from, and how sure each is. */

/** As in docs/tenant-fidelity.md: read in a document, seen in recorded answers, or concluded from either. */
export type Evidence = "documented" | "recorded" | "quoted" | "inferred" | "none";

export interface Source {
  readonly text: string;
  readonly evidence: Evidence;
}

function source(evidence: Evidence, text: string): Source {
  return { text, evidence };
}

export const SOURCES = {
  lifetime: source("documented", "Auth0 docs, Update Access Token Lifetime"),
  shorterHolds: source("inferred", "Auth0 docs, Update Access Token Lifetime"),
  hybridCode: source("inferred", "Auth0 docs, Update Access Token Lifetime"),
  userProfile: source("documented", "Auth0 docs, Access Tokens"),
  anonymous: source("documented", "Auth0 docs, Configure Anonymous Sessions"),
  defaultAudience: source("documented", "Auth0 docs, Tenant Settings"),
  accessPolicies: source("documented", "Auth0 docs, API Access Policies for Applications"),
  grantTypes: source("documented", "Auth0 docs, Application Grant Types"),
  noAudience: source("quoted", "Auth0's answer to client credentials without an audience"),
  offline: source("documented", "Auth0 docs, Get Refresh Tokens; API Settings"),
  password: source("documented", "Auth0 docs, Call Your API Using Resource Owner Password Flow"),
  online: source("documented", "Auth0 Management API v2, resource servers"),
  onlineInferred: source("inferred", "Auth0 Management API v2, resource servers"),
  implicit: source("documented", "RFC 6749, section 4.2.2"),
  clientCredentials: source("documented", "RFC 6749, section 4.4.3"),
  exchange: source("documented", "Auth0 docs, Refresh Token Rotation"),
  expiry: source("documented", "Auth0 docs, Configure Refresh Token Expiration"),
  multiResource: source("documented", "Auth0 docs, Multi-Resource Refresh Token"),
  idToken: source("documented", "Auth0 docs, Update ID Token Lifetime"),
  openid: source("documented", "OpenID Connect Core, sections 3.1.2.1 and 3.2.2.1"),
  none: source("none", "no document"),
} as const satisfies Readonly<Record<string, Source>>;
