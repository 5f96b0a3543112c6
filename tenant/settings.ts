/** Settings of the tenant as a whole: the document behind /api/v2/tenants/settings. */
import type { JsonObject } from "../provider/model/values";
import type { TenantContext } from "./context";

const NAME = "tenant_settings";

/** What is set; members that are absent have the meaning that the functions below give them. */
export function tenantSettings({ store }: TenantContext): JsonObject {
  return JSON.parse(store.meta(NAME) ?? "{}") as JsonObject;
}

export function storeTenantSettings({ store }: TenantContext, settings: JsonObject): void {
  store.setMeta(NAME, JSON.stringify(settings));
}

/** The API that a request without an audience is for, or undefined where there is none (the default). */
export function defaultAudience(context: TenantContext): string | undefined {
  const { default_audience: audience } = tenantSettings(context);
  return typeof audience === "string" && audience !== "" ? audience : undefined;
}

/** When a session ends: hours since the sign-in (default 168) and since its last use (default 72). */
export function sessionLifetimes(context: TenantContext): { absoluteSeconds: number; idleSeconds: number } {
  const { session_lifetime: absolute, idle_session_lifetime: idle } = tenantSettings(context);
  return {
    absoluteSeconds: (typeof absolute === "number" ? absolute : 168) * 3_600,
    idleSeconds: (typeof idle === "number" ? idle : 72) * 3_600,
  };
}
