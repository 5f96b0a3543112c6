/** oidc-provider: an OpenID provider library. It has no Management API. */
import { accessToken, type Http, redirectedCode } from "../http";
import { competitor } from "../packages";
import type { Subject } from "../subject";

const CLIENT = { client_id: "bench", client_secret: "bench-secret" };
const CALLBACK = "http://localhost:3999/cb";

const clientCredentials = async (http: Http): Promise<void> => {
  const form = { ...CLIENT, grant_type: "client_credentials", scope: "read" };
  accessToken(await http("/token", { form, status: 200 }));
};

export const oidcProvider: Subject = {
  ...competitor("oidc-provider"),
  note: "Default configuration with JWT access tokens (RS256). A library: no Management API.",
  firstToken: clientCredentials,
  async prepare(http) {
    const query = { client_id: "bench", redirect_uri: CALLBACK, response_type: "code", scope: "openid read" };
    const authorize = `/auth?${new URLSearchParams({ ...query, state: "s" })}`;
    const cookie = await signIn(http, authorize);
    return {
      tokens: clientCredentials,
      others: {
        codeFlows: async (asking) => {
          const code = redirectedCode(await asking(authorize, { headers: { cookie }, status: 303 }));
          const form = { ...CLIENT, grant_type: "authorization_code", redirect_uri: CALLBACK, code };
          accessToken(await asking("/token", { form, status: 200 }));
        },
      },
    };
  },
};

/** Goes through its built-in login form once; returns the session's cookie. */
async function signIn(http: Http, authorize: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (path: string, form?: Record<string, string>): Promise<string> => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const call = { headers: { cookie }, status: 303, ...(form === undefined ? {} : { form }) };
    const { headers } = await http(path, call);
    for (const line of [headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return String(headers.location);
  };
  const interaction = await visit(authorize);
  await visit(await visit(interaction, { prompt: "login", login: "dev", password: "any" }));
  return `_session=${jar.get("_session")}`;
}
