/** GET and PATCH of /api/v2/tenants/settings */
import type { JsonObject } from "../../../provider/model/values";
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { asObject } from "../../json";
import { storeTenantSettings, tenantSettings } from "../../settings";
import type { Call } from "../call";
import { project, projectionOf } from "../projection";
import { createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { createCheck, invalid } from "../validation/validate";
import { UPDATE } from "./schema";

/** Settings of a tenant that nobody has changed; the order is that of the real one's answers (recorded). */
const DEFAULTS: JsonObject = {
  allowed_logout_urls: [],
  default_audience: "",
  default_directory: "",
  enabled_locales: ["en"],
  flags: {
    allow_changing_enable_sso: false,
    disable_impersonation: true,
    enable_sso: true,
    universal_login: true,
    revoke_refresh_token_grant: false,
    disable_clickjack_protection_headers: false,
  },
  friendly_name: "Local tenant",
  idle_session_lifetime: 72,
  picture_url: "",
  sandbox_version: "22",
  session_lifetime: 168,
  support_email: "",
  support_url: "",
  session_cookie: { mode: "non-persistent" },
};
/** Recorded: shown by GET alone. */
const ONLY_READ: JsonObject = { sandbox_versions_available: ["22", "18", "16", "12"] };
/** Recorded: shown by PATCH alone. */
const ONLY_WRITTEN_FLAGS: JsonObject = {
  cannot_change_enforce_client_authentication_on_passwordless_start: true,
  enforce_client_authentication_on_passwordless_start: true,
};
const IN_MINUTES = "_in_minutes";

const readQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY);
const check = createCheck("Payload", UPDATE);

export function getSettings({ context, url }: Call): Response {
  const query = readQuery(url);
  return answer(200, project({ ...current(context), ...ONLY_READ }, projectionOf(query)));
}

export async function updateSettings({ context, payload }: Call): Promise<Response> {
  const sent = await payload();
  check(sent);
  const body = sent as JsonObject;
  checkAudience(context, body);
  return context.store.transaction(() => {
    const stored = tenantSettings(context);
    const flags = { ...asObject(stored.flags), ...asObject(body.flags) };
    const changed = { ...stored, ...inHours(body), ...(body.flags === undefined ? {} : { flags }) };
    storeTenantSettings(
      context,
      Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null)),
    );
    const shown = current(context);
    return answer(200, { ...shown, flags: { ...asObject(shown.flags), ...ONLY_WRITTEN_FLAGS } });
  });
}

function current(context: TenantContext): JsonObject {
  const stored = tenantSettings(context);
  return { ...DEFAULTS, ...stored, flags: { ...asObject(DEFAULTS.flags), ...asObject(stored.flags) } };
}

/** Recorded: minutes are kept, and shown, as fractions of an hour. */
function inHours(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) =>
      name.endsWith(IN_MINUTES) && typeof value === "number"
        ? [name.slice(0, -IN_MINUTES.length), value / 60]
        : [name, value],
    ),
  );
}

/** A default audience that leads nowhere would make every request without one fail. */
function checkAudience(context: TenantContext, { default_audience: audience }: JsonObject): void {
  if (audience === undefined || audience === "" || apiByIdentifier(context, String(audience))) return;
  throw invalid("Payload", [{ path: ["default_audience"], text: `Invalid value "${String(audience)}"` }]);
}
