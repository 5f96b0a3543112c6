/** Settings that several scenarios share. */
import type { Credentials } from "./client";

/** A regular web application: without its secret its refresh tokens are of no use. */
export const WEB: Credentials = { client_id: "web", client_secret: "web-secret" };
/** An application that can keep no secret: whoever has its refresh token has all that it takes. */
export const NATIVE: Credentials = { client_id: "native" };

export const LIFETIME_SECONDS = 900;
export const OFFLINE_API = { token_lifetime: LIFETIME_SECONDS, allow_offline_access: true } as const;

export const OFFLINE_SCOPE = "offline_access";
export const ONLINE_SCOPE = "online_access";

/** A client whose tokens rotate must call them expiring, and can then leave both ends open. */
export const UNENDING = {
  expiration_type: "expiring",
  infinite_token_lifetime: true,
  infinite_idle_token_lifetime: true,
} as const;
