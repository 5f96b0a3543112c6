/** The tenant's log: who did what, and who changed what. Neither tokens nor secrets are ever written to it. */
import type { JsonObject } from "../provider/model/values";
import type { TenantContext } from "./context";

export interface LogEvent {
  /** Auth0's short code of the event, such as `sapi` or `seacft` (Auth0 docs, "Log Event Type Codes"). */
  type: string;
  description?: string;
  client_id?: string;
  user_id?: string;
  audience?: string;
  scope?: string;
  details?: JsonObject;
  references?: JsonObject;
  /** The request that caused it. */
  request?: Request;
}

/** The real tenant keeps entries for days; this one keeps as many as somebody may want to look through. */
const MAXIMUM_ENTRIES = 10_000;

export function recordLog(context: TenantContext, { request, ...event }: LogEvent): void {
  const { store, clock, random } = context;
  const client = event.client_id === undefined ? undefined : store.clients.get(event.client_id);
  const user = event.user_id === undefined ? undefined : store.users.get(event.user_id);
  const date = new Date(clock.now());
  const entry = {
    date: date.toISOString(),
    ...event,
    ...(client === undefined ? {} : { client_name: client.name }),
    ...(typeof user?.email === "string" ? { user_name: user.email } : {}),
    ip: "127.0.0.1",
    user_agent: request?.headers.get("user-agent") ?? "",
    log_id: `900${date.toISOString().replaceAll(/\D/g, "").slice(0, 14)}${random.digits(30)}`,
  };
  store.transaction(() => {
    store.logs.insert(entry);
    store.logs.keepNewest(MAXIMUM_ENTRIES);
  });
}
