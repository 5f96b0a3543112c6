/** What the browser shows where an error cannot be sent to the client. */
import { html } from "hono/html";
import type { TenantContext } from "../../context";
import type { OAuthError } from "../errors";
import { page } from "./page";

export function errorPage(context: TenantContext, error: OAuthError): Promise<Response> {
  return page(context, error.status, {
    title: "Something went wrong",
    body: html`<h1>Something went wrong</h1><p><code>${error.error}: ${error.message}</code></p>
<p>The local tenant does not send this answer to the application: first the request must come from a client that it knows,
for an address that this client has registered.</p>`,
  });
}
