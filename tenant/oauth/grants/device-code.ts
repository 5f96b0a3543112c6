/** RFC 8628, section 3.4: a device without a browser asks whether its user has let it in yet. */
import type { TenantContext } from "../../context";
import type { Authorization, Client, DeviceCode } from "../../store/records";
import { invalidGrant, OAuthError } from "../errors";
import { type Parameters, required } from "../parameters";
import { withRefreshScope } from "../refresh-scope";
import { grantedScope } from "../scopes";
import { existingTarget } from "../target";
import { digest } from "../tokens/digest";
import { firstTokens } from "./first-tokens";
import type { Grant } from "./grant";
import { activeUser } from "./user";

export const deviceCode: Grant = {
  grantType: "urn:ietf:params:oauth:grant-type:device_code",
  log: { success: "sede", failure: "fede" },
  publicClients: true,
  async handle(context, client, parameters) {
    const { code, userId } = redeem(context, client, parameters);
    const user = activeUser(context, userId);
    const api = code.audience === undefined ? undefined : existingTarget(context, code.audience);
    const granted = grantedScope(context, { client, user, api, asked: code.scope });
    const scope = withRefreshScope(context, { client, api, hasSession: false }, granted);
    const authorization: Authorization = {
      client_id: client.client_id,
      user_id: userId,
      authenticated_at: code.authenticated_at ?? context.clock.nowSeconds(),
      scope,
      ...(api === undefined ? {} : { audience: api.identifier }),
    };
    const family = context.random.alphanumeric(22);
    return firstTokens(context, { client, user, api, authorization, flow: "device_code", family });
  },
};

interface Redeemed {
  code: DeviceCode;
  userId: string;
}

/** What is written must stay written although the answer is an error: so the transaction returns it, and it is thrown here. */
function redeem(context: TenantContext, client: Client, parameters: Parameters): Redeemed {
  const value = required(parameters, "device_code");
  const found = context.store.transaction(() => poll(context, client, digest(value)));
  if (found instanceof OAuthError) throw found;
  return found;
}

function poll({ store, clock }: TenantContext, client: Client, id: string): Redeemed | OAuthError {
  const code = store.deviceCodes.get(id);
  const now = clock.nowSeconds();
  if (code === undefined || code.client_id !== client.client_id) return unusable();
  switch (code.status) {
    case "used":
    case "expired":
      return unusable();
    case "denied":
      return new OAuthError(403, "access_denied", "User cancelled the confirmation prompt.");
    default:
  }
  if (now >= code.expires_at) {
    // Told once; after that the code is unknown.
    store.deviceCodes.replace({ ...code, status: "expired" });
    return new OAuthError(403, "expired_token", "The device code has expired.");
  }
  if (code.status === "approved" && code.user_id !== undefined) {
    store.deviceCodes.replace({ ...code, status: "used" });
    return { code, userId: code.user_id };
  }
  store.deviceCodes.replace({ ...code, polled_at: now });
  const early = code.polled_at !== undefined && now < code.polled_at + code.interval_seconds;
  return early ? tooFast(code.interval_seconds) : pending();
}

const unusable = (): OAuthError => invalidGrant("Invalid or expired device code.");

const pending = (): OAuthError =>
  new OAuthError(403, "authorization_pending", "User has yet to authorize device code.");

const tooFast = (interval: number): OAuthError =>
  new OAuthError(
    429,
    "slow_down",
    `You are polling faster than the specified interval of ${interval} seconds.`,
  );
