/**
 * GET and POST /activate (RFC 8628, section 3.3): where the user lets a device in. Whoever opens the complete address
 * is signed in and agrees by itself, as everywhere in this tenant; the form takes a code by hand, or refuses the device.
 */
import { html } from "hono/html";
import type { TenantContext } from "../../context";
import type { DeviceCode } from "../../store/records";
import { signIn } from "../authorize/sign-in";
import { type Html, page } from "../pages/page";
import { type Parameters, queryParameters, readParameters } from "../parameters";

export async function activatePage(context: TenantContext, request: Request): Promise<Response> {
  return decide(context, request, queryParameters(request.url));
}

export async function activateForm(context: TenantContext, request: Request): Promise<Response> {
  return decide(context, request, await readParameters(request));
}

function decide(context: TenantContext, request: Request, parameters: Parameters): Promise<Response> {
  const typed = parameters.get("user_code");
  if (typed === undefined) return show(context, 200, "Connect a device", form());
  const code = pendingCode(context, typed);
  if (code === undefined) {
    return show(context, 400, "Connect a device", [
      html`<p role="alert">The code ${typed} is wrong, was used, or has expired.</p>`,
      form(),
    ]);
  }
  const { store } = context;
  if (parameters.get("action") === "cancel") {
    store.deviceCodes.replace({ ...code, status: "denied" });
    return show(context, 200, "Device refused", html`<p>The device gets no access.</p>`);
  }
  const loginHint = parameters.get("login_hint");
  const { user, session, cookie } = signIn(context, request, {
    prompt: [],
    maxAgeSeconds: undefined,
    loginHint,
  });
  const { user_id } = user;
  store.deviceCodes.replace({
    ...code,
    status: "approved",
    user_id,
    authenticated_at: session.authenticated_at,
  });
  const text = html`<p>The device can go on, for ${String(user.email ?? user_id)}. You can close this page.</p>`;
  return show(context, 200, "Device connected", text, cookie === undefined ? {} : { "set-cookie": cookie });
}

/** People type codes with or without the hyphen, in capitals or not (RFC 8628, section 6.1). */
function pendingCode({ store, clock }: TenantContext, typed: string): DeviceCode | undefined {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z]/g, "");
  const [found] = store.deviceCodes.find({ user_code: `${letters.slice(0, 4)}-${letters.slice(4)}` });
  return found?.status === "pending" && clock.nowSeconds() < found.expires_at ? found : undefined;
}

function form(): Html {
  return html`<form method="post" action="/activate">
<label>Code shown on the device <input name="user_code" required autocomplete="off" autofocus></label>
<button name="action" value="confirm">Connect</button><button name="action" value="cancel">Refuse</button></form>`;
}

function show(
  context: TenantContext,
  status: number,
  title: string,
  content: Html | readonly Html[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return page(context, status, { title, body: html`<main><h1>${title}</h1>${content}</main>` }, headers);
}
