/**
 * Changes that the dashboard makes are calls of the Management API, so that its rules, its log and its faults hold for
 * them too. The token for them is made here for one call and never reaches a page.
 */
import type { JsonObject } from "../../provider/model/values";
import type { TenantContext } from "../context";
import { signJwt } from "../oauth/tokens/sign";
import type { DashboardHost } from "./host";

/** What the tenant's log calls it. */
export const DASHBOARD_CLIENT = "dashboard";

const SCOPES = ["create:resource_servers", "update:resource_servers", "create:client_grants"];
const TOKEN_LIFETIME_SECONDS = 60;
/** A fault may keep an answer back for ever; a person does not wait that long. */
export const PATIENCE_MILLISECONDS = 15_000;

export type ManagementAnswer = { ok: true; body: JsonObject } | { ok: false; message: string };

/** `path` is below `/api/v2/`. `asker` is the request of the person: the log says which browser it was. */
export async function callManagement(
  { controls, send }: DashboardHost,
  method: "POST" | "PATCH",
  path: string,
  body: JsonObject,
  asker: Request,
): Promise<ManagementAnswer> {
  const request = new Request(`${controls.url}/api/v2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await ownToken(controls.context)}`,
      "content-type": "application/json",
      "user-agent": asker.headers.get("user-agent") ?? "dashboard",
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  try {
    const response = await send(request);
    const answer = (await response.json()) as JsonObject;
    if (response.ok) return { ok: true, body: answer };
    return {
      ok: false,
      message: `The Management API refuses it (${response.status}): ${String(answer.message)}`,
    };
  } catch (error) {
    return { ok: false, message: `The Management API gave no answer: ${failureText(error)}` };
  }
}

/** Faults of the connection, as `fetch` tells them: the reason stands in the cause. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}

function ownToken(context: TenantContext): Promise<string> {
  const issuedAt = context.clock.nowSeconds();
  const claims = {
    iss: context.names.issuer,
    sub: `${DASHBOARD_CLIENT}@clients`,
    aud: context.names.managementAudience,
    iat: issuedAt,
    exp: issuedAt + TOKEN_LIFETIME_SECONDS,
    scope: SCOPES.join(" "),
    azp: DASHBOARD_CLIENT,
  };
  return signJwt(context, claims, { algorithm: "RS256", secret: undefined, typ: "JWT" });
}
