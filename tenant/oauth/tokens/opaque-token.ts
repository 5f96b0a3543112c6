/** Access tokens that are good at the user-profile endpoint only: opaque, and with a lifetime that no API changes. */
import type { TenantContext } from "../../context";
import type { Authorization, OpaqueToken } from "../../store/records";
import { digest } from "./digest";

export function issueOpaqueToken(
  context: TenantContext,
  authorization: Authorization,
  { lifetimeSeconds, family }: { lifetimeSeconds: number; family?: string | undefined },
): string {
  const token = context.random.alphanumeric(32);
  const issuedAt = context.clock.nowSeconds();
  context.store.opaqueTokens.insert({
    ...authorization,
    id: digest(token),
    issued_at: issuedAt,
    expires_at: issuedAt + lifetimeSeconds,
    family: family ?? "",
  });
  return token;
}

/** The token while it is good, else undefined. It is good before `expires_at`, not at it (RFC 7519, section 4.1.4). */
export function findOpaqueToken(context: TenantContext, token: string): OpaqueToken | undefined {
  const found = context.store.opaqueTokens.get(digest(token));
  return found !== undefined && context.clock.nowSeconds() < found.expires_at ? found : undefined;
}
