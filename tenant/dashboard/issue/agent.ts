/**
 * A client and the browser of its user: sends what a real one would send, keeps the session's cookie, and writes down every
 * request. It reads redirects instead of following them: nothing listens at the client's address.
 */
import type { JsonObject } from "../../../provider/model/values";
import type { DashboardHost } from "../host";
import { failureText, PATIENCE_MILLISECONDS } from "../management";
import type { SentRequest } from "./shelf";

export type Parameters = Readonly<Record<string, string | undefined>>;

export interface Agent {
  readonly requests: readonly SentRequest[];
  get(path: string, parameters?: Parameters): Promise<Response>;
  /** The answer's members. Throws a {@link FlowError} for an error of the endpoint. */
  post(path: string, parameters: Parameters): Promise<JsonObject>;
}

/** A flow that ended without tokens, in the tenant's own words. */
export class FlowError extends Error {
  override readonly name = "FlowError";
}

/** What nobody needs to see, on a page that may be on a big screen. */
const SECRET = new Set(["client_secret", "code", "code_verifier", "refresh_token", "device_code"]);

export function createAgent({ controls, send }: DashboardHost, userAgent: string): Agent {
  const requests: SentRequest[] = [];
  let cookie: string | undefined;
  const ask = async (method: string, path: string, parameters: Parameters): Promise<Response> => {
    const pairs = Object.entries(parameters).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const encoded = new URLSearchParams(pairs).toString();
    const query = method === "GET" && encoded !== "" ? `?${encoded}` : "";
    const request = new Request(`${controls.url}${path}${query}`, {
      method,
      headers: {
        "user-agent": userAgent,
        accept: method === "GET" ? "text/html" : "application/json",
        ...(cookie === undefined || method === "POST" ? {} : { cookie }),
        ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      ...(method === "POST" ? { body: encoded } : {}),
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    const shown = pairs.map(([name, value]) => [name, SECRET.has(name) ? "••••••" : value] as const);
    const note = (outcome: string): void => {
      requests.push({ method, path, parameters: shown, outcome });
    };
    try {
      const response = await send(request);
      note(String(response.status));
      cookie = /^[^;]+/.exec(response.headers.get("set-cookie") ?? "")?.[0] ?? cookie;
      return response;
    } catch (error) {
      note("no answer");
      throw new FlowError(`${path} gave no answer: ${failureText(error)}`);
    }
  };
  return {
    requests,
    get: (path, parameters = {}) => ask("GET", path, parameters),
    async post(path, parameters) {
      const response = await ask("POST", path, parameters);
      const body = await membersOf(response, path);
      if (response.ok) return body;
      throw new FlowError(
        `${String(body.error)}: ${String(body.error_description)} (${path}, ${response.status})`,
      );
    },
  };
}

/** A fault may have cut the body short, or put something else in its place. */
async function membersOf(response: Response, path: string): Promise<JsonObject> {
  try {
    return (await response.json()) as JsonObject;
  } catch (error) {
    throw new FlowError(
      `${path} answered ${response.status} with a body that is not JSON: ${failureText(error)}`,
    );
  }
}
