/**
 * Who asks, and where the answer may go. Until both are certain nothing is redirected anywhere: whoever made the request
 * could otherwise send the browser, and what it carries, where they like (RFC 6749, section 4.1.2.1).
 */
import { textsOf } from "../../clients";
import type { TenantContext } from "../../context";
import type { Client } from "../../store/records";
import { invalidRequest, OAuthError } from "../errors";
import { type Parameters, required } from "../parameters";
import { modeForErrors } from "./response-type";

export function requestingClient(context: TenantContext, parameters: Parameters): Client {
  const clientId = required(parameters, "client_id");
  const client = context.store.clients.get(clientId);
  if (client === undefined) throw invalidRequest(`Unknown client: ${clientId}`);
  return client;
}

/** The registered address that equals the sent one, character by character; without one, the only one that is registered. */
export function redirectUriOf(client: Client, parameters: Parameters): string {
  const registered = textsOf(client, "callbacks");
  const sent = parameters.get("redirect_uri");
  if (sent === undefined) {
    const [only, ...others] = registered;
    if (only === undefined || others.length > 0) {
      throw invalidRequest("Missing required parameter: redirect_uri");
    }
    return only;
  }
  if (!registered.includes(sent)) {
    throw new OAuthError(
      400,
      "unauthorized_client",
      `Callback URL mismatch. ${sent} is not in the list of allowed callback URLs`,
    );
  }
  return sent;
}

/**
 * Forms and messages need a web address. A message is posted to a window that this page did not open, so its origin must
 * be registered for that (documented: "Allowed Web Origins").
 */
export function checkDestination(client: Client, redirectUri: string, parameters: Parameters): void {
  const mode = modeForErrors(parameters);
  if (mode !== "form_post" && mode !== "web_message") return;
  if (!/^https?:/.test(redirectUri) || !URL.canParse(redirectUri)) {
    throw invalidRequest(`The response mode ${mode} needs a redirect_uri with http or https.`);
  }
  const { origin } = new URL(redirectUri);
  if (mode === "web_message" && !textsOf(client, "web_origins").includes(origin)) {
    throw invalidRequest(`The origin ${origin} is not in the list of allowed web origins.`);
  }
}
