/** The API of the story, as anybody would write one: it trusts the tenant's published keys and asks the tenant nothing else. */
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import type { TenantCore } from "../tenant";
import type { Outcome } from "./result";

export const API = "https://banking.example/";

/** What the API answers to a request with this access token (RFC 6750, section 3.1). */
export async function callApi(core: TenantCore, url: string, token: string): Promise<Outcome> {
  const keys = await core.fetch(new Request(`${url}/.well-known/jwks.json`));
  try {
    await jwtVerify(token, createLocalJWKSet((await keys.json()) as JSONWebKeySet), {
      algorithms: ["RS256"],
      audience: API,
      issuer: `${url}/`,
      currentDate: new Date(core.context.clock.now()),
    });
    return { works: true, status: 200 };
  } catch (error) {
    return { works: false, status: 401, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "expired";
  return error instanceof errors.JOSEError ? error.code : String(error);
}
