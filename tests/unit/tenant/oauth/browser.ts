/** A user's browser and the client behind it: cookies are kept, and redirects are read instead of followed. */
import { createHash } from "node:crypto";
import type { Answer, TestTenant } from "../fixture";

export const CALLBACK = "http://localhost:3999/cb";
export const VERIFIER = "verifier-verifier-verifier-verifier-verifier-1";
export const S256 = createHash("sha256").update(VERIFIER).digest("base64url");

export interface Authorized extends Answer {
  /** Where it redirects to, without query and fragment. */
  address: string | undefined;
  /** What came in the query or fragment. */
  answer: Record<string, string>;
  /** Whether it came in the fragment. */
  inFragment: boolean;
}

export type Change = Record<string, string | undefined>;

export interface Browser {
  /** GET /authorize as the client `web`, for a code, unless changed; undefined leaves a parameter out. */
  authorize(change?: Change): Promise<Authorized>;
  get(path: string): Promise<Answer>;
  /** POST /oauth/token as the client `web`, unless changed. */
  token(change: Change): Promise<Answer>;
  /** Both: a code, and the tokens for it. */
  signIn(change?: Change, tokenChange?: Change): Promise<Answer>;
  cookies: Map<string, string>;
}

export function browser(tenant: TestTenant): Browser {
  const cookies = new Map<string, string>();
  const get: Browser["get"] = async (path) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await tenant.send("GET", path, undefined, cookie === "" ? {} : { cookie });
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
    if (name !== undefined && value === "") cookies.delete(name);
    else if (name !== undefined && value !== undefined) cookies.set(name, value);
    return answer;
  };
  const authorize: Browser["authorize"] = async (change = {}) => {
    const parameters = { response_type: "code", client_id: "web", redirect_uri: CALLBACK, state: "s" };
    const answer = await get(`/authorize?${encode({ ...parameters, ...change })}`);
    const location = answer.headers.get("location");
    const [address, query = ""] = (location ?? "").split(/[?#]/);
    return {
      ...answer,
      address: location === null ? undefined : address,
      answer: Object.fromEntries(new URLSearchParams(query)),
      inFragment: location?.includes("#") ?? false,
    };
  };
  const token: Browser["token"] = (change) => {
    const body = encode({ client_id: "web", client_secret: "web-secret", ...change });
    return tenant.send("POST", "/oauth/token", body, { "content-type": "application/x-www-form-urlencoded" });
  };
  const signIn: Browser["signIn"] = async (change = {}, tokenChange = {}) => {
    const { answer } = await authorize(change);
    const { code } = answer;
    return token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...tokenChange });
  };
  return { authorize, get, token, signIn, cookies };
}

function encode(parameters: Change): string {
  const defined = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(defined).toString();
}

/** An API as the Management API makes it, with short lifetimes that tell the flows apart. */
export async function createApi(tenant: TestTenant, change: object = {}): Promise<void> {
  const { status, text } = await tenant.call("POST", "resource-servers", {
    identifier: "urn:api",
    token_lifetime: 900,
    token_lifetime_for_web: 300,
    scopes: [{ value: "read:x" }, { value: "write:x" }],
    ...change,
  });
  if (status !== 201) throw new Error(text);
}

export function changeApi(tenant: TestTenant, change: object, identifier = "urn:api"): Promise<Answer> {
  return tenant.call("PATCH", `resource-servers/${encodeURIComponent(identifier)}`, change);
}

/** Changes a client in the store: what a flow does must not hang on how the setting came there. */
export function changeClient(tenant: TestTenant, change: object, clientId = "web"): void {
  const { clients } = tenant.context.store;
  const client = clients.get(clientId);
  if (client === undefined) throw new Error(clientId);
  clients.replace({ ...client, ...change });
}
