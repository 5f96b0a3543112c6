/** Bearer tokens of the Management API (RFC 6750): verified as any API should verify its tokens. */
import { errors, type JWTPayload, jwtVerify } from "jose";
import type { TenantContext } from "../context";
import { ManagementError } from "./errors";

/** Who calls, as the token says. */
export interface Caller {
  readonly clientId: string | undefined;
  /** Of a token that a client got for itself: undefined. */
  readonly userId: string | undefined;
  readonly scopes: readonly string[];
}

/** Throws the 401 answer without a good token. */
export async function authenticate(context: TenantContext, request: Request): Promise<Caller> {
  const token = bearerToken(request.headers.get("authorization") ?? undefined);
  const { sub = "", azp, scope } = await verify(context, token);
  return {
    clientId: typeof azp === "string" ? azp : undefined,
    userId: sub.endsWith("@clients") ? undefined : sub,
    scopes: typeof scope === "string" ? scope.split(" ") : [],
  };
}

export function hasAnyScope(caller: Caller, scopes: readonly string[]): boolean {
  return scopes.some((scope) => caller.scopes.includes(scope));
}

/** Throws the 403 answer where the caller has none of these scopes. */
export function requireScope(caller: Caller, scopes: readonly string[]): void {
  if (hasAnyScope(caller, scopes)) return;
  throw new ManagementError(403, `Insufficient scope, expected any of: ${scopes.join(",")}`, {
    errorCode: "insufficient_scope",
  });
}

function bearerToken(header: string | undefined): string {
  const parts = (header ?? "").trim().split(/\s+/);
  const [scheme = "", token = ""] = parts;
  if (header === undefined || scheme === "") throw missing();
  if (parts.length !== 2) throw badFormat();
  if (scheme.toLowerCase() !== "bearer") throw missing();
  if (token.split(".").length !== 3) throw badFormat();
  return token;
}

async function verify(context: TenantContext, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, await context.keys.verificationKey("RS256"), {
      // Never the algorithm that the token names (RFC 8725, section 3.1).
      algorithms: ["RS256"],
      issuer: context.names.issuer,
      audience: context.names.managementAudience,
      requiredClaims: ["exp", "iat", "sub"],
      currentDate: new Date(context.clock.now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw unauthorized("Expired token received for JSON Web Token validation");
    }
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      throw unauthorized("Invalid signature received for JSON Web Token validation");
    }
    if (error instanceof errors.JOSEError) throw unauthorized("Invalid token");
    throw error;
  }
}

const missing = (): ManagementError =>
  new ManagementError(401, "Missing authentication", { headers: { "www-authenticate": "Bearer" } });

/** The answer has status 400 and an error code that is a scheme: recorded, odd as it looks. */
const badFormat = (): ManagementError =>
  new ManagementError(400, "Bad HTTP authentication header format", { errorCode: "Bearer" });

const unauthorized = (message: string): ManagementError =>
  new ManagementError(401, message, {
    members: { attributes: { error: message } },
    headers: { "www-authenticate": `Bearer error="${message}"` },
  });
