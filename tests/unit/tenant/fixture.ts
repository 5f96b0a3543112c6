/** A tenant in memory with a still clock and repeatable randomness, and a client that calls it as an SDK would. */
import { type Clock, createClock } from "../../../tenant/clock";
import type { TenantOptions } from "../../../tenant/options";
import { createTenant, type TenantCore, type TenantParts } from "../../../tenant/tenant";
import { sharedSigningKeys } from "../../support/keys";

export const URL_OF_TENANT = "http://127.0.0.1:4010";
export const MANAGEMENT_AUDIENCE = "https://127.0.0.1:4010/api/v2/";
/** 2026-03-01T00:00:00Z */
export const START_SECONDS = 1_772_323_200;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every form.
  body: any;
}

export interface TestTenant extends TenantCore {
  clock: Clock;
  token(parameters?: Record<string, string>): Promise<Answer>;
  /** Calls the Management API below `/api/v2/`, by default with every scope. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<Answer>;
}

export async function testTenant(
  options: TenantOptions = {},
  parts: Partial<TenantParts> = {},
): Promise<TestTenant> {
  const clock = createClock(() => START_SECONDS * 1_000);
  let state = 1;
  const randomByte = (): number => {
    // A linear congruential generator (Numerical Recipes): repeatable, and long before it repeats itself.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const randomBytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, randomByte);
  const core = await createTenant(
    { log: (line) => assertNoFailure(line), ...options },
    { url: URL_OF_TENANT, clock, randomBytes, keys: sharedSigningKeys(), ...parts },
  );
  const send: TestTenant["send"] = async (method, path, body, headers = {}) => {
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await core.fetch(new Request(`${URL_OF_TENANT}${path}`, init));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(response, text) };
  };
  const token: TestTenant["token"] = (parameters = {}) =>
    send(
      "POST",
      "/oauth/token",
      JSON.stringify({
        grant_type: "client_credentials",
        client_id: "local-admin",
        client_secret: "local-admin-secret",
        audience: MANAGEMENT_AUDIENCE,
        ...parameters,
      }),
      { "content-type": "application/json" },
    );
  let authorization: string | undefined;
  const call: TestTenant["call"] = async (method, path, body, headers = {}) => {
    authorization ??= `Bearer ${(await token()).body.access_token}`;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    return send(method, `/api/v2/${path}`, text, { authorization, ...type, ...headers });
  };
  return { ...core, clock, token, call, send };
}

function parse({ headers }: Response, text: string): unknown {
  const isJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  return isJson && text !== "" ? JSON.parse(text) : undefined;
}

function assertNoFailure(line: string): never {
  throw new Error(`The tenant failed: ${line}`);
}

/** Claims of a token, unverified. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function claimsOf(token: string): any {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
export function headerOf(token: string): any {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
}
