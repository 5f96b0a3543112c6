/** Requests of the story to its tenant, in process: no socket, but the same bytes. */
import type { JsonObject } from "../../provider/model/values";
import type { TenantCore } from "../tenant";

/** Where the tenant would listen. Nothing does. */
export const URL_OF_TENANT = "http://127.0.0.1:4010";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the answer was no JSON object. */
  readonly body: JsonObject;
}

export interface Http {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  form(path: string, parameters: Readonly<Record<string, string>>): Promise<Answer>;
  json(method: string, path: string, body: JsonObject, token: string): Promise<Answer>;
}

export function httpOf(core: TenantCore): Http {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await core.fetch(new Request(`${URL_OF_TENANT}${path}`, init));
    return { status: response.status, headers: response.headers, body: objectIn(await response.text()) };
  };
  return {
    get: (path, headers = {}) => send(path, { headers }),
    form: (path, parameters) => send(path, { method: "POST", body: new URLSearchParams(parameters) }),
    json: (method, path, body, token) =>
      send(path, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

function objectIn(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
