/** authhero: an authorization server library with a Management API like Auth0's. */
import { accessToken, type Http } from "../http";
import { competitor } from "../packages";
import type { Subject } from "../subject";

const clientCredentials = async (http: Http, scope: string): Promise<string> => {
  const client = { client_id: "bench", client_secret: "bench-secret" };
  const form = { ...client, grant_type: "client_credentials", audience: "urn:bench", scope };
  return accessToken(await http("/oauth/token", { form, status: 200 }));
};

export const authhero: Subject = {
  ...competitor("authhero"),
  note: "On SQLite in memory. This release's Management API has no APIs, so its clients are asked for. Signing a user in takes its login pages, so code flows are not measured.",
  firstToken: async (http) => {
    await clientCredentials(http, "");
  },
  async prepare(http) {
    const token = await clientCredentials(http, "auth:read auth:write");
    const headers = { authorization: `Bearer ${token}`, "tenant-id": "bench" };
    const clients = "/api/v2/clients";
    const create = (asking: Http, id: string) =>
      asking(clients, { headers, json: { id, name: id }, status: 201 });
    for (let number = 1; number < 10; number++) await create(http, `listed-${number}`);
    return {
      tokens: async (asking) => {
        await clientCredentials(asking, "");
      },
      others: {
        managementGet: async (asking) => {
          await asking(`${clients}/bench`, { headers, status: 200 });
        },
        managementList: async (asking) => {
          const { text } = await asking(`${clients}?per_page=10`, { headers, status: 200 });
          if ((JSON.parse(text) as unknown[]).length !== 10) throw new Error(`Not ten clients: ${text}`);
        },
        managementCreate: async (asking, turn) => {
          await create(asking, `created-${turn}`);
        },
      },
    };
  },
};
