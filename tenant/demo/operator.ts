/** Who runs the tenant: makes the API and sets the client, by the Management API. */
import type { JsonObject } from "../../provider/model/values";
import { ADMIN_CLIENT } from "../seed";
import type { TenantCore } from "../tenant";
import { API } from "./api";
import { outcomeOf } from "./client";
import type { Answer, Http } from "./http";
import type { Recorder } from "./record";
import type { Outcome } from "./result";

export interface Operator {
  createApi(settings: JsonObject): Promise<JsonObject>;
  /** Sets what the client does with refresh tokens, or leaves the client as it is. Gives it as the tenant has it. */
  configureClient(clientId: string, refreshToken: JsonObject | undefined): Promise<JsonObject>;
  /** A step of the story. */
  changeApi(action: string, change: JsonObject, expectation: Outcome): Promise<void>;
}

export function createOperator(core: TenantCore, http: Http, recorder: Recorder): Operator {
  const token = async (): Promise<string> => {
    const { clientId: client_id, clientSecret: client_secret } = ADMIN_CLIENT;
    const audience = core.context.names.managementAudience;
    const { body } = await http.form("/oauth/token", {
      grant_type: "client_credentials",
      client_id,
      client_secret,
      audience,
    });
    return String(body.access_token);
  };
  return {
    async createApi(settings) {
      const body = { identifier: API, name: "Banking", ...settings };
      const answer = await http.json("POST", "/api/v2/resource-servers", body, await token());
      return must(answer, 201, "API");
    },
    async configureClient(clientId, refreshToken) {
      const path = `/api/v2/clients/${clientId}`;
      const answer =
        refreshToken === undefined
          ? await http.get(path, { authorization: `Bearer ${await token()}` })
          : await http.json("PATCH", path, { refresh_token: refreshToken }, await token());
      return must(answer, 200, "client");
    },
    async changeApi(action, change, expectation) {
      const path = `/api/v2/resource-servers/${encodeURIComponent(API)}`;
      const answer = await http.json("PATCH", path, change, await token());
      const { token_lifetime: lifetimeSeconds } = answer.body;
      const outcome = {
        ...outcomeOf(answer),
        ...(typeof lifetimeSeconds === "number" ? { lifetimeSeconds } : {}),
      };
      recorder.keep({ actor: "operator", action, expectation }, outcome);
    },
  };
}

/** Without this there is no story to tell. */
function must({ status, body }: Answer, expected: number, what: string): JsonObject {
  if (status === expected) return body;
  throw new Error(`The story has no ${what}: ${status} ${String(body.message ?? "")}`);
}
