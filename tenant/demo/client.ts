/** The story's client at the tenant's endpoints: signs a user in with a browser of its own, and exchanges tokens. */
import { createHash } from "node:crypto";
import type { JsonObject } from "../../provider/model/values";
import { API } from "./api";
import type { Answer, Http } from "./http";
import type { Outcome } from "./result";

const CALLBACK = "http://localhost:3999/cb";
const REFRESH_SCOPES = ["offline_access", "online_access"];

/** How a client proves itself: a public one has nothing but its name. */
export interface Credentials {
  readonly client_id: string;
  readonly client_secret?: string;
}

export interface Tokens {
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly lifetimeSeconds?: number;
}

export interface Received {
  readonly outcome: Outcome;
  readonly tokens: Tokens;
}

export interface OAuthClient {
  /** Authorization code with PKCE, in a browser that keeps its session. */
  signIn(scope: string): Promise<Received>;
  exchange(refreshToken: string, credentials?: Credentials): Promise<Received>;
  revoke(refreshToken: string): Promise<Outcome>;
  logOut(): Promise<Outcome>;
}

export function oauthClient(http: Http, own: Credentials): OAuthClient {
  let cookie = "";
  const browse = async (path: string): Promise<Answer> => {
    const answer = await http.get(path, cookie === "" ? {} : { cookie });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return answer;
  };
  return {
    async signIn(scope) {
      const verifier = createHash("sha256").update("one sign-in of the story").digest("base64url");
      const query = new URLSearchParams({
        response_type: "code",
        client_id: own.client_id,
        redirect_uri: CALLBACK,
        audience: API,
        scope,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      });
      const redirect = await browse(`/authorize?${query}`);
      const location = redirect.headers.get("location");
      const code = location === null ? null : new URL(location).searchParams.get("code");
      if (code === null) return { outcome: outcomeOf(redirect), tokens: {} };
      const answer = await http.form("/oauth/token", {
        grant_type: "authorization_code",
        ...own,
        code,
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      });
      return received(answer, asksForRefreshToken(scope));
    },
    async exchange(refresh_token, credentials = own) {
      return received(
        await http.form("/oauth/token", { grant_type: "refresh_token", ...credentials, refresh_token }),
      );
    },
    revoke: async (token) => outcomeOf(await http.form("/oauth/revoke", { ...own, token })),
    logOut: async () => outcomeOf(await browse("/v2/logout")),
  };
}

function asksForRefreshToken(scope: string): boolean {
  return scope.split(" ").some((value) => REFRESH_SCOPES.includes(value));
}

function received(answer: Answer, asked = false): Received {
  const { access_token, refresh_token, expires_in } = answer.body;
  const tokens: Tokens = {
    ...(typeof access_token === "string" ? { accessToken: access_token } : {}),
    ...(typeof refresh_token === "string" ? { refreshToken: refresh_token } : {}),
    ...(typeof expires_in === "number" ? { lifetimeSeconds: expires_in } : {}),
  };
  const { lifetimeSeconds } = tokens;
  const outcome: Outcome = {
    ...outcomeOf(answer),
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
    ...(asked ? { refreshToken: tokens.refreshToken !== undefined } : {}),
  };
  return { outcome, tokens };
}

/** What an answer says of itself. */
export function outcomeOf({ status, body }: Answer): Outcome {
  const reason = reasonIn(body);
  return { works: status >= 200 && status < 300, status, ...(reason === undefined ? {} : { reason }) };
}

function reasonIn({ error }: JsonObject): string | undefined {
  return typeof error === "string" ? error : undefined;
}
