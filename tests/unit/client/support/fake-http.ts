/** An axios adapter that answers from a function, and the client wired to it on a virtual clock. */
import { type AxiosAdapter, AxiosError, CanceledError, type InternalAxiosRequestConfig } from "axios";
import { createManagementClient, type ManagementClient } from "../../../../provider/client/client";
import type { ConnectionSettings } from "../../../../provider/model/settings";
import type { Json } from "../../../../provider/model/values";
import { VirtualClock } from "./virtual-clock";

export const DOMAIN = "tenant.example.auth0.com";
export const CLIENT_SECRET = "client-secret-5c1b+/=value";
export const ACCESS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJl";

export interface Asked {
  method: string;
  url: URL;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  text: string;
  /** The body as JSON or form, whichever it is. */
  body: Record<string, Json>;
  at: number;
}

export type Said =
  | {
      status: number;
      body?: Json | undefined;
      text?: string;
      headers?: Record<string, string>;
      afterMs?: number;
    }
  /** Never answers. */
  | "silence"
  /** Breaks the connection with this code. */
  | { fail: string; message?: string; afterMs?: number };

export type Handler = (asked: Asked, count: number) => Said | Promise<Said>;

export interface FakeHttp {
  client: ManagementClient;
  clock: VirtualClock;
  /** Requests to the Management API, in order. */
  asked: Asked[];
  /** Requests to the token endpoint. */
  tokenRequests: Asked[];
  logged: { level: string; message: string }[];
  run<T>(promise: Promise<T>): Promise<T>;
}

export interface FakeHttpOptions {
  settings?: Partial<ConnectionSettings>;
  token?: Handler;
  clock?: VirtualClock;
  random?: number;
}

export const SETTINGS: ConnectionSettings = {
  domain: DOMAIN,
  baseUrl: `https://${DOMAIN}`,
  audience: `https://${DOMAIN}/api/v2/`,
  credentials: { kind: "client-secret", clientId: "client-1", clientSecret: CLIENT_SECRET },
  customDomainHeader: undefined,
  debug: false,
  initialRate: undefined,
  maxRequestsPerSecond: undefined,
  maxConcurrency: 8,
  reserve: 0.2,
  requestTimeoutSeconds: 30,
};

export const issueToken: Handler = () => ({
  status: 200,
  body: { access_token: ACCESS_TOKEN, token_type: "Bearer", expires_in: 86_400 },
});

export function fakeHttp(handler: Handler, options: FakeHttpOptions = {}): FakeHttp {
  const clock = options.clock ?? new VirtualClock();
  const asked: Asked[] = [];
  const tokenRequests: Asked[] = [];
  const logged: FakeHttp["logged"] = [];
  const adapter: AxiosAdapter = async (config) => {
    const request = toAsked(config, clock.now());
    const isToken = request.url.pathname === "/oauth/token";
    const requests = isToken ? tokenRequests : asked;
    requests.push(request);
    const said = await (isToken ? (options.token ?? issueToken) : handler)(request, requests.length);
    return answer(config, said, clock);
  };
  const client = createManagementClient(
    { ...SETTINGS, ...options.settings },
    {
      adapter,
      now: clock.now,
      delay: clock.delay,
      random: () => options.random ?? 0,
      log: (level, message) => void logged.push({ level, message }),
      version: "1.2.3",
    },
  );
  return { client, clock, asked, tokenRequests, logged, run: (promise) => clock.run(promise) };
}

/** Answers one after the other; the last one again and again. */
export function script(...said: Said[]): Handler {
  return (_asked, count) => {
    const next = said[Math.min(count, said.length) - 1];
    if (next === undefined) throw new Error("An empty script.");
    return next;
  };
}

export function httpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}

function toAsked(config: InternalAxiosRequestConfig, at: number): Asked {
  const url = new URL(config.url ?? "");
  const text = typeof config.data === "string" ? config.data : "";
  const headers = config.headers.toJSON(true) as Record<string, string>;
  return {
    method: (config.method ?? "").toUpperCase(),
    url,
    target: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    text,
    body: parse(text),
    at,
  };
}

function parse(text: string): Record<string, Json> {
  if (text === "") return {};
  return text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}

async function answer(config: InternalAxiosRequestConfig, said: Said, clock: VirtualClock) {
  if (said === "silence") return aborted(config);
  await Promise.race([clock.delay(said.afterMs ?? 0), aborted(config)]);
  if ("fail" in said) throw new AxiosError(said.message ?? `connect ${said.fail}`, said.fail, config, {});
  const { status, body, text, headers } = said;
  return {
    status,
    statusText: "",
    headers: { date: httpDate(clock.now()), ...headers },
    data: text ?? (body === undefined ? "" : JSON.stringify(body)),
    config,
    request: {},
  };
}

function aborted(config: InternalAxiosRequestConfig): Promise<never> {
  return new Promise((_resolve, reject) => {
    const signal = config.signal;
    const stop = (): void => reject(new CanceledError("canceled", config));
    if (signal?.aborted) stop();
    signal?.addEventListener?.("abort", stop);
  });
}
