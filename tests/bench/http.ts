/** Requests to a subject: over kept-alive connections, each answer read whole and its status checked. */
import { Pool } from "undici";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Call {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly status: number;
}

/** Throws unless the answer has the expected status. `path` may be a whole address at the same place. */
export type Http = (path: string, call: Call) => Promise<Answer>;

/** As many connections as there are requests at a time, so that none waits in the client. */
export const CONNECTIONS = 8;

export function connect(url: string): { readonly http: Http; close(): Promise<void> } {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const http: Http = async (path, { method, headers = {}, form, json, status }) => {
    const { pathname, search } = new URL(path, url);
    const body = form
      ? new URLSearchParams(form).toString()
      : json === undefined
        ? null
        : JSON.stringify(json);
    const type = form ? "application/x-www-form-urlencoded" : "application/json";
    const answer = await pool.request({
      path: pathname + search,
      method: method ?? (body === null ? "GET" : "POST"),
      headers: body === null ? headers : { "content-type": type, ...headers },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== status) {
      throw new Error(`${path} answered ${answer.statusCode} instead of ${status}: ${text.slice(0, 500)}`);
    }
    return { status: answer.statusCode, headers: answer.headers, text };
  };
  return { http, close: () => pool.close() };
}

/** The `access_token` of a token answer. A missing one is a wrong answer. */
export function accessToken({ text }: Answer): string {
  const { access_token } = JSON.parse(text) as { access_token?: unknown };
  if (typeof access_token !== "string" || access_token === "") throw new Error(`No access token in ${text}`);
  return access_token;
}

/** The code in the address that an answer redirects to. */
export function redirectedCode({ headers }: Answer): string {
  const code = new URL(String(headers.location)).searchParams.get("code");
  if (!code) throw new Error(`No code in ${String(headers.location)}`);
  return code;
}
