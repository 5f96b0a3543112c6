/** HTML that the authorization server shows. Values are escaped by `html`; scripts and styles need this answer's nonce. */
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { TenantContext } from "../../context";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 10vh auto; padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.4rem } code { font-size: 1.1em }
label { display: block } input { font: inherit; padding: .4rem; width: 100%; box-sizing: border-box; text-transform: uppercase }
button { font: inherit; padding: .5rem 1rem; margin: 1rem .5rem 0 0 }`;

export interface Page {
  title: string;
  body: Html;
  /** JavaScript that runs in the page; it is code of ours, its data stands in `data`. */
  script?: string;
  /** What the script finds in `data`. */
  data?: unknown;
  /** Where forms of the page may go, as a CSP source; default: back to the tenant. */
  formAction?: string;
  /** Whether other pages may show it in a frame, as those do that sign in silently. Default: none may (clickjacking). */
  framed?: boolean;
}

export async function page(
  { random }: TenantContext,
  status: number,
  { title, body, script, data, formAction = "'self'", framed = false }: Page,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const nonce = random.alphanumeric(22);
  const scripts =
    script === undefined
      ? ""
      : html`<script nonce="${nonce}">const data = ${raw(scriptLiteral(data))}; ${raw(script)}</script>`;
  const document = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${raw(STYLE)}</style></head>
<body>${body}${scripts}</body></html>
`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `form-action ${formAction}`,
    "base-uri 'none'",
    ...(framed ? [] : ["frame-ancestors 'none'"]),
  ];
  return new Response(String(document), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

/** JSON that can stand inside a script element: no `</script>`, no line separators that JavaScript once took for ends. */
function scriptLiteral(data: unknown): string {
  return JSON.stringify(data ?? null)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
