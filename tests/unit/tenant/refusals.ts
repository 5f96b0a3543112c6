/** Every refusal that docs/tenant-fidelity.md lists word by word, brought about. */
import { type Answer, type TestTenant, testTenant } from "./fixture";
import { type Browser, browser, CALLBACK, type Change, changeClient, createApi, S256 } from "./oauth/browser";

/** What a scenario works with: a fresh tenant with the API `urn:api`, and a browser. */
export interface Scene {
  tenant: TestTenant;
  user: Browser;
}

export type Scenario = (scene: Scene) => Promise<string>;

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

export async function openScene(): Promise<Scene> {
  const tenant = await testTenant();
  await createApi(tenant, { allow_offline_access: true });
  return { tenant, user: browser(tenant) };
}

/** /authorize: `302 error: description` to the client, `page 400 …` on a page. */
function authorize(change: Change, prepare: (scene: Scene) => unknown = () => undefined): Scenario {
  return async (scene) => {
    await prepare(scene);
    const { status, answer, text, headers } = await scene.user.authorize(change);
    if (headers.has("location")) return `${status} ${answer.error}: ${answer.error_description}`;
    const [, shown = ""] = /<code>(.*?)<\/code>/s.exec(text) ?? [];
    return `page ${status} ${unescaped(shown)}`;
  };
}

function unescaped(html: string): string {
  return html.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

function posted({ status, body, text }: Answer): string {
  return body === undefined ? `${status} ${text}` : `${status} ${body.error}: ${body.error_description}`;
}

const token =
  (change: Change, prepare: (scene: Scene) => unknown = () => undefined): Scenario =>
  async (scene) => {
    await prepare(scene);
    return posted(await scene.user.token(change));
  };

/** Redeems a good code, but with this change. */
const redeem =
  (change: Change, asked: Change = {}): Scenario =>
  async ({ user }) =>
    posted(await user.signIn({ scope: "openid", ...asked }, change));

const machine =
  (change: Record<string, string>): Scenario =>
  async ({ tenant }) =>
    posted(await tenant.token(change));

const refresh =
  (change: Change, before: (scene: Scene) => unknown = () => undefined): Scenario =>
  async (scene) => {
    const { body } = await scene.user.signIn({ scope: "openid offline_access", audience: "urn:api" });
    await before(scene);
    const { refresh_token } = body;
    return posted(await scene.user.token({ grant_type: "refresh_token", refresh_token, ...change }));
  };

/** Polls `times` times and tells the last answer. */
const poll =
  (times: number, meanwhile: (scene: Scene, userCode: string) => unknown = () => undefined): Scenario =>
  async (scene) => {
    const asked = new URLSearchParams({ client_id: "native", scope: "openid" }).toString();
    const { body } = await scene.tenant.send("POST", "/oauth/device/code", asked, FORM);
    await meanwhile(scene, body.user_code);
    const { device_code } = body;
    const change = { grant_type: DEVICE, client_id: "native", client_secret: undefined, device_code };
    let last = "";
    for (let time = 0; time < times; time++) last = posted(await scene.user.token(change));
    return last;
  };

const logout =
  (path: string): Scenario =>
  async ({ user }) => {
    const { status, text } = await user.get(path);
    const [, shown = ""] = /<code>(.*?)<\/code>/s.exec(text) ?? [];
    return `page ${status} ${unescaped(shown)}`;
  };

const userinfo =
  (authorization?: string): Scenario =>
  async ({ tenant }) => {
    const { status, text, headers } = await tenant.send(
      "GET",
      "/userinfo",
      undefined,
      authorization === undefined ? {} : { authorization },
    );
    return `${status} ${text}, ${headers.get("www-authenticate")}`;
  };

const denied = { user: { policy: "deny_all" }, client: { policy: "deny_all" } };
const advance =
  (seconds: number) =>
  ({ tenant }: Scene): void =>
    tenant.clock.advanceSeconds(seconds);

export const REFUSALS: Readonly<Record<string, Scenario>> = {
  "/authorize, unknown client": authorize({ client_id: "nobody" }),
  "/authorize, no client": authorize({ client_id: undefined }),
  "/authorize, address not registered": authorize({ redirect_uri: "https://evil.example/cb" }),
  "/authorize, flow not allowed": authorize({ response_type: "token" }, ({ tenant }) =>
    changeClient(tenant, { grant_types: ["authorization_code"] }),
  ),
  "/authorize, no response type": authorize({ response_type: undefined }),
  "/authorize, unknown response type": authorize({ response_type: "magic" }),
  "/authorize, unknown response mode": authorize({ response_mode: "magic" }),
  "/authorize, tokens in the query": authorize({ response_type: "token", response_mode: "query" }),
  "/authorize, unknown audience": authorize({ audience: "urn:none" }),
  "/authorize, ID token without a nonce": authorize({ response_type: "id_token", scope: "openid" }),
  "/authorize, unknown challenge method": authorize({ code_challenge: S256, code_challenge_method: "S512" }),
  "/authorize, prompt=none without a session": authorize({ prompt: "none" }),
  "/authorize, user blocked": authorize({}, ({ tenant }) => {
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    if (developer) users.replace({ ...developer, blocked: true });
  }),
  "/authorize, API denies users": authorize({ audience: "urn:denied" }, ({ tenant }) =>
    createApi(tenant, { identifier: "urn:denied", subject_type_authorization: denied }),
  ),
  "/authorize, organization missing": authorize({}, ({ tenant }) =>
    changeClient(tenant, { organization_usage: "require" }),
  ),
  "/authorize, organization by name": authorize({ organization: "acme" }, ({ tenant }) =>
    changeClient(tenant, { organization_usage: "allow" }),
  ),
  "/authorize, organization unknown": authorize({ organization: "org_none" }, ({ tenant }) =>
    changeClient(tenant, { organization_usage: "allow" }),
  ),

  "/oauth/token, no grant type": token({}),
  "/oauth/token, unknown grant type": token({ grant_type: "magic" }),
  "/oauth/token, grant type not allowed": token({ grant_type: "client_credentials", audience: "urn:api" }),
  "/oauth/token, wrong secret": redeem({ client_secret: "wrong" }),
  "/oauth/token, unknown client": redeem({ client_id: "nobody" }),
  "/oauth/token, no code": redeem({ code: undefined }),
  "/oauth/token, unknown code": redeem({ code: "x" }),
  "/oauth/token, used code": async ({ user }) => {
    const { answer } = await user.authorize({ scope: "openid" });
    const change = { grant_type: "authorization_code", code: answer.code, redirect_uri: CALLBACK };
    await user.token(change);
    return posted(await user.token(change));
  },
  "/oauth/token, expired code": async (scene) => {
    const { answer } = await scene.user.authorize();
    advance(600)(scene);
    const { code } = answer;
    return posted(await scene.user.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK }));
  },
  "/oauth/token, other address": redeem({ redirect_uri: "http://localhost:3000/callback" }),
  "/oauth/token, wrong verifier": redeem(
    { code_verifier: "w".repeat(43) },
    { code_challenge: S256, code_challenge_method: "S256" },
  ),
  "/oauth/token, no verifier": redeem({}, { code_challenge: S256, code_challenge_method: "S256" }),
  "/oauth/token, verifier without a challenge": redeem({ code_verifier: "w".repeat(43) }),
  "/oauth/token, no refresh token": token({ grant_type: "refresh_token" }),
  "/oauth/token, unknown refresh token": token({ grant_type: "refresh_token", refresh_token: "v1.x" }),
  "/oauth/token, refresh token of another client": refresh({ client_id: "spa", client_secret: undefined }),
  "/oauth/token, user of the refresh token gone": refresh({}, ({ tenant }) =>
    tenant.context.store.users.remove("auth0|dev"),
  ),
  "/oauth/token, API of the refresh token gone": refresh({}, ({ tenant }) =>
    tenant.call("DELETE", "resource-servers/urn%3Aapi"),
  ),
  "/oauth/token, client credentials, no audience": async ({ tenant }) => {
    const { body: _, ...rest } = await tenant.token({ audience: "" });
    return posted({ ...rest, body: JSON.parse(rest.text) });
  },
  "/oauth/token, client credentials, unknown API": machine({ audience: "urn:none" }),
  "/oauth/token, client credentials, no client grant": machine({ audience: "urn:api" }),
  "/oauth/token, client credentials, scope not granted": machine({ scope: "read:magic" }),
  "/oauth/token, device not decided": poll(1),
  "/oauth/token, device polls too fast": poll(2),
  "/oauth/token, device refused": poll(1, ({ tenant }, code) =>
    tenant.send("POST", "/activate", `user_code=${code}&action=cancel`, FORM),
  ),
  "/oauth/token, device code expired": poll(1, advance(900)),
  "/oauth/token, device code expired, asked again": poll(2, advance(900)),
  "/oauth/device/code, grant type not allowed": async ({ tenant }) =>
    posted(await tenant.send("POST", "/oauth/device/code", "client_id=spa", FORM)),
  "/oauth/revoke, no token": async ({ tenant }) =>
    posted(await tenant.send("POST", "/oauth/revoke", "client_id=web&client_secret=web-secret", FORM)),
  "/userinfo, no token": userinfo(),
  "/userinfo, unknown token": userinfo("Bearer x"),
  "/v2/logout, address not registered": logout(
    "/v2/logout?client_id=web&returnTo=https%3A%2F%2Fevil.example%2F",
  ),
  "/oidc/logout, address not registered": logout(
    "/oidc/logout?client_id=web&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F",
  ),
};
