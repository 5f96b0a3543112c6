/** What a change means for tokens that are out there: it reaches those issued from now on, and no others. */
import { formatSeconds } from "../../../provider/model/durations";
import type { TenantContext } from "../../context";
import type { ResourceServer } from "../../store/records";
import { counted, moment } from "../words";
import type { Setting } from "./settings";
import { settingValue } from "./settings";

/** One sentence or more about what the setting is now, after it was saved. */
export function effectOf(context: TenantContext, api: ResourceServer, setting: Setting): string {
  const { label, kind } = setting;
  const value = settingValue(setting, api);
  if (kind === "seconds")
    return `${label} is now ${formatSeconds(Number(value))}. ${issuedText(context, api)}`;
  if (setting.field.wire === "allow_offline_access") return offlineText(context, api);
  if (kind === "toggle") return `${label} is now ${value === true ? "on" : "off"}.`;
  return `${label} is saved.`;
}

/** "It reaches tokens issued from now on; 3 issued tokens keep theirs, the last of them until …" */
export function issuedText(context: TenantContext, api: ResourceServer): string {
  const { count, lastExpiresAt } = context.issued.alive(api.id, context.clock.nowSeconds());
  const reach = "It reaches tokens issued from now on";
  if (lastExpiresAt === undefined) return `${reach}; there are no issued tokens that are still good.`;
  const last = count === 1 ? "until" : "the last of them until";
  return `${reach}; ${counted(count, "issued token")} ${count === 1 ? "keeps its" : "keep theirs"}, ${last} ${moment(lastExpiresAt)}.`;
}

function offlineText(context: TenantContext, api: ResourceServer): string {
  const refreshTokens = counted(activeRefreshTokens(context, api), "refresh token");
  if (api.allow_offline_access === true) {
    return "Allow Offline Access is now on. The next flow that asks for offline_access brings a refresh token.";
  }
  const issued =
    context.switches.refreshAfterOfflineAccessOff === "exchange"
      ? "can still be used (switch refreshAfterOfflineAccessOff)"
      : "can no longer be used (switch refreshAfterOfflineAccessOff)";
  return `Allow Offline Access is now off. Flows succeed without a refresh token; ${refreshTokens} issued before ${issued}.`;
}

/** Those that were neither revoked nor replaced by rotation, nor have ended. */
export function activeRefreshTokens({ store, clock }: TenantContext, api: ResourceServer): number {
  const now = clock.nowSeconds();
  return store.refreshTokens
    .find({})
    .filter(({ audience }) => audience === api.identifier)
    .filter(({ revoked_at, replaced_at }) => revoked_at === undefined && replaced_at === undefined)
    .filter(({ expires_at }) => expires_at === undefined || now < expires_at).length;
}
