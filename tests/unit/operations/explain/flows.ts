/** Runs every flow in the local tenant and says what came, in the words of an explanation's rows. */
import type { ExplainedFlow } from "../../../../operations/explain/explanation";
import { type Answer, claimsOf, type TestTenant } from "../../tenant/fixture";
import { type Browser, browser, CALLBACK, S256, VERIFIER } from "../../tenant/oauth/browser";

/** What a flow brought: nothing, or these. */
export interface Got {
  readonly issued: boolean;
  readonly seconds?: number;
  readonly refreshToken?: "offline" | "online" | "none";
  readonly idSeconds?: number | undefined;
  /** The refresh token itself, for its exchange. */
  readonly token?: string;
}

export interface Asked {
  readonly audience: string | undefined;
  readonly scope: string;
}

/** An API with offline access to which every client may come: where multi-resource refresh tokens are obtained. */
export const OTHER_API = "urn:other";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
const NOTHING: Got = { issued: false };

export function runner(tenant: TestTenant) {
  const user = browser(tenant);
  const challenge = { code_challenge: S256, code_challenge_method: "S256" };

  async function atAuthorize(words: string, { audience, scope }: Asked): Promise<Got> {
    const response_type = scope.includes("openid") ? `${words} id_token` : words;
    const { answer } = await user.authorize({ response_type, scope, audience, nonce: "n", ...challenge });
    if (answer.access_token === undefined) return NOTHING;
    return {
      issued: true,
      seconds: Number(answer.expires_in),
      refreshToken: answer.refresh_token === undefined ? "none" : "offline",
      idSeconds: idSecondsOf(answer.id_token),
    };
  }

  async function forCode(response_type: string, { audience, scope }: Asked): Promise<Got> {
    const { answer } = await user.authorize({ response_type, scope, audience, nonce: "n", ...challenge });
    const { code } = answer;
    if (code === undefined) return NOTHING;
    const grant = { grant_type: "authorization_code", redirect_uri: CALLBACK, code_verifier: VERIFIER };
    return gotBy(await user.token({ ...grant, code }));
  }

  async function byDevice({ audience, scope }: Asked): Promise<Got> {
    const form = new URLSearchParams({ client_id: "web", client_secret: "web-secret", scope });
    if (audience !== undefined) form.set("audience", audience);
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const begun = await tenant.send("POST", "/oauth/device/code", form.toString(), type);
    if (begun.status !== 200) return NOTHING;
    await user.get(`/activate?user_code=${begun.body.user_code}`);
    return gotBy(await user.token({ grant_type: DEVICE, device_code: begun.body.device_code }));
  }

  /** By a refresh token of this target, or else by one of the other API. */
  async function byExchange(asked: Asked): Promise<Got> {
    for (const flow of ["authorization_code", "hybrid_code", "device_code"] as const) {
      const { token } = await flows[flow](asked);
      if (token !== undefined) return exchanged(user, token);
    }
    if (asked.audience === undefined || asked.audience.endsWith("/userinfo")) return NOTHING;
    const profile = asked.scope.includes("openid") ? "openid " : "";
    const other = { audience: OTHER_API, scope: `${profile}offline_access` };
    const { token } = await flows.authorization_code(other);
    if (token === undefined) return NOTHING;
    const got = await user.token({
      grant_type: "refresh_token",
      refresh_token: token,
      audience: asked.audience,
    });
    const audiences = got.status === 200 ? [claimsOf(got.body.access_token).aud].flat() : [];
    // Without a policy the answer is for the other API: no token of this one.
    return audiences.includes(asked.audience) ? gotBy(got, token) : NOTHING;
  }

  const flows: Record<Exclude<ExplainedFlow, "password" | "anonymous">, (asked: Asked) => Promise<Got>> = {
    implicit: (asked) => atAuthorize("token", asked),
    hybrid: (asked) => atAuthorize("code token", asked),
    hybrid_code: (asked) => forCode("code token", asked),
    authorization_code: (asked) => forCode("code", asked),
    refresh_token: byExchange,
    device_code: byDevice,
    client_credentials: async ({ audience }) =>
      gotBy(await user.token({ grant_type: "client_credentials", audience })),
  };
  return flows;
}

async function exchanged(user: Browser, token: string): Promise<Got> {
  return gotBy(await user.token({ grant_type: "refresh_token", refresh_token: token }), token);
}

/** After an exchange the token goes on unless a new one came: `before` is the one that was exchanged. */
function gotBy({ status, body }: Answer, before?: string): Got {
  if (status !== 200) return NOTHING;
  const token: string | undefined = body.refresh_token ?? before;
  return {
    issued: true,
    seconds: body.expires_in,
    refreshToken: token === undefined ? "none" : token.startsWith("ORT") ? "online" : "offline",
    idSeconds: idSecondsOf(body.id_token),
    ...(token === undefined ? {} : { token }),
  };
}

function idSecondsOf(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const { iat, exp } = claimsOf(token);
  return exp - iat;
}
