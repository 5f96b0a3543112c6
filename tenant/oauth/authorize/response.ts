/** How an answer of /authorize comes to the client: in the query, the fragment, a form, or a message to a window. */
import { html } from "hono/html";
import type { TenantContext } from "../../context";
import { page } from "../pages/page";
import { redirect } from "../redirect";
import type { ResponseMode } from "./response-type";

export type AnswerParameters = readonly (readonly [name: string, value: string | number])[];

export interface Destination {
  mode: ResponseMode;
  redirectUri: string;
}

export async function respond(
  context: TenantContext,
  { mode, redirectUri }: Destination,
  parameters: AnswerParameters,
  cookie?: string,
): Promise<Response> {
  const headers: Record<string, string> = cookie === undefined ? {} : { "set-cookie": cookie };
  switch (mode) {
    case "query":
      return redirect(withQuery(redirectUri, encoded(parameters)), headers);
    case "fragment":
      return redirect(`${redirectUri.split("#")[0]}#${encoded(parameters)}`, headers);
    case "form_post":
      return formPost(context, redirectUri, parameters, headers);
    case "web_message":
      return webMessage(context, redirectUri, parameters, headers);
  }
}

/** Spaces as %20, as the real tenant writes them. */
function encoded(parameters: AnswerParameters): string {
  return parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

function withQuery(redirectUri: string, query: string): string {
  const [address = ""] = redirectUri.split("#");
  return `${address}${address.includes("?") ? "&" : "?"}${query}`;
}

/** OAuth 2.0 Form Post Response Mode. */
function formPost(
  context: TenantContext,
  redirectUri: string,
  parameters: AnswerParameters,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const inputs = parameters.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`,
  );
  const body = html`<form method="post" action="${redirectUri}">${inputs}
<noscript><button>Continue</button></noscript></form>`;
  const script = "document.forms[0].submit();";
  const formAction = new URL(redirectUri).origin;
  return page(context, 200, { title: "Submit this form", body, script, formAction, framed: true }, headers);
}

/** Auth0's web_message: the window that opened or embeds this page gets the answer, if it is of the client's origin. */
function webMessage(
  context: TenantContext,
  redirectUri: string,
  parameters: AnswerParameters,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const data = {
    target: new URL(redirectUri).origin,
    message: { type: "authorization_response", response: Object.fromEntries(parameters) },
  };
  const script = "(window.opener ?? window.parent).postMessage(data.message, data.target);";
  const title = "Authorization response";
  return page(context, 200, { title, body: html``, script, data, framed: true }, headers);
}
