/** The bearer token of a request (RFC 6750, section 2.1): in the header only, never in an address that is logged. */
export function bearerToken(request: Request): string | undefined {
  const [, token] =
    /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return token;
}
