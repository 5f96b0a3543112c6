/** GET and POST /userinfo (OpenID Connect Core, section 5.3): what the token's scope tells of its user. */
import { jwtVerify } from "jose";
import type { TenantContext } from "../context";
import { answer } from "../http";
import { bearerToken } from "./bearer-token";
import { profileClaims } from "./profile";
import { findOpaqueToken } from "./tokens/opaque-token";

/** Any page may call it: what protects it is the token, not where the request comes from. Recorded. */
const ANY_ORIGIN = {
  "access-control-allow-origin": "*",
  "access-control-allow-credentials": "false",
} as const;

interface Holder {
  userId: string;
  scope: readonly string[];
}

export async function userinfoEndpoint(context: TenantContext, request: Request): Promise<Response> {
  const token = bearerToken(request);
  if (token === undefined) return refused();
  const holder = opaqueHolder(context, token) ?? (await jwtHolder(context, token));
  const user = holder && context.store.users.get(holder.userId);
  if (holder === undefined || user === undefined || user.blocked === true) {
    return refused("The access token is invalid or has expired.");
  }
  // Documented: a token without openid is no error here, it simply tells nothing.
  const claims = holder.scope.includes("openid")
    ? { sub: user.user_id, ...profileClaims(user, holder.scope) }
    : {};
  return answer(200, claims, { ...ANY_ORIGIN, "cache-control": "no-store" });
}

function opaqueHolder(context: TenantContext, token: string): Holder | undefined {
  const found = findOpaqueToken(context, token);
  return found && { userId: found.user_id, scope: found.scope };
}

/**
 * A token of an API that is also for this endpoint. Its audience tells it from an ID token, its algorithm from one that
 * somebody signed with a public key as if it were a secret (RFC 8725, sections 2.1 and 3.1).
 */
async function jwtHolder(context: TenantContext, token: string): Promise<Holder | undefined> {
  const { keys, names, clock } = context;
  try {
    const { payload } = await jwtVerify(token, await keys.verificationKey("RS256"), {
      algorithms: ["RS256"],
      issuer: names.issuer,
      audience: names.userinfoAudience,
      requiredClaims: ["exp", "iat", "sub"],
      currentDate: new Date(clock.now()),
    });
    const scope = typeof payload.scope === "string" ? payload.scope.split(" ") : [];
    return { userId: String(payload.sub), scope };
  } catch {
    return undefined;
  }
}

/** Recorded: the body is plain text, and what is wrong stands in the header (RFC 6750, section 3). */
function refused(description?: string): Response {
  const error =
    description === undefined ? "" : `, error="invalid_token", error_description="${description}"`;
  return new Response("Unauthorized", {
    status: 401,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "www-authenticate": `Bearer realm="Users"${error}`,
      "cache-control": "no-store",
      ...ANY_ORIGIN,
    },
  });
}
