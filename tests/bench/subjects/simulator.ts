/** auth0-simulator: answers as Auth0 does to its browser libraries. It has no Management API. */
import { accessToken, type Http } from "../http";
import { competitor } from "../packages";
import type { Subject } from "../subject";

const CLIENT = { client_id: "bench", client_secret: "bench-secret" };
const CALLBACK = "http://localhost:3999/cb";

const clientCredentials = async (http: Http): Promise<void> => {
  const form = { ...CLIENT, grant_type: "client_credentials", audience: "urn:bench" };
  accessToken(await http("/oauth/token", { form, status: 200 }));
};

export const simulator: Subject = {
  ...competitor("auth0-simulator"),
  note: "Over plain HTTP, though it listens with https only, so that TLS does not count against it. It checks no secret. No Management API.",
  firstToken: clientCredentials,
  prepare: async () => ({
    tokens: clientCredentials,
    others: {
      codeFlows: async (asking) => {
        const query = { client_id: "bench", redirect_uri: CALLBACK, response_type: "code", scope: "openid" };
        const user = {
          currentUser: "default@example.com",
          response_mode: "web_message",
          nonce: "n",
          state: "s",
        };
        const page = await asking(`/authorize?${new URLSearchParams({ ...query, ...user })}`, {
          status: 200,
        });
        const [, code] = /"code":"([^"]+)"/.exec(page.text) ?? [];
        if (code === undefined) throw new Error(`No code in ${page.text}`);
        const form = { ...CLIENT, grant_type: "authorization_code", redirect_uri: CALLBACK, code };
        accessToken(await asking("/oauth/token", { form, status: 200 }));
      },
    },
  }),
};
