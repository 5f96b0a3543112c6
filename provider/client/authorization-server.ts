/**
 * The tenant as clients of APIs see it: tokens by client credentials for any API, and the keys that sign them. Shares
 * attempts and words for failures with the Management API client, and nothing else: a token that is fetched here is
 * given to the caller and kept nowhere.
 */
import { ApiSettingsError } from "../model/errors";
import type { ConnectionSettings } from "../model/settings";
import { isObject, type JsonObject } from "../model/values";
import { Attempts, tokenEndpoint } from "./attempts";
import { tokenRequest } from "./auth/token-request";
import { Failures } from "./failures";
import { Redactor } from "./redact";
import { type Answer, isSuccess } from "./reply";
import { type ClientRuntime, completeRuntime } from "./runtime";
import { createTransport } from "./transport";

export type TokenAnswer =
  | {
      readonly kind: "issued";
      /** Never print it. */
      readonly accessToken: string;
      readonly expiresInSeconds: number | undefined;
      /** "Bearer", or another one where the token is bound to a key. */
      readonly tokenType: string | undefined;
    }
  /** The tenant's word on this client and this API, fit to be quoted. */
  | { readonly kind: "refused"; readonly status: number; readonly error: string; readonly said: string };

export interface AuthorizationServer {
  /**
   * One access token for the API with this identifier.
   *
   * @throws ApiSettingsError `credentials-refused` (HTTP 401: for no API), `rate-limited`, `tenant-failure`, `network`,
   * `timeout`, `unexpected-answer`, and `missing-credentials` where there is only a ready API token.
   */
  accessToken(audience: string): Promise<TokenAnswer>;
  /** The public keys that the tenant publishes (RFC 7517). */
  signingKeys(): Promise<readonly JsonObject[]>;
}

/** Nobody gives up half-way: a command that is stopped ends with its process. */
const uninterrupted = (): AbortSignal => new AbortController().signal;
const KEYS_PATH = "/.well-known/jwks.json";

export function authorizationServer(
  settings: ConnectionSettings,
  runtime?: Partial<ClientRuntime>,
): AuthorizationServer {
  const complete = completeRuntime(runtime);
  const redactor = new Redactor();
  const failures = new Failures(redactor, settings);
  const send = createTransport(settings.baseUrl, settings.requestTimeoutSeconds, complete);
  const attempts = new Attempts(send, complete, redactor, settings.debug);
  const atTokenEndpoint = tokenEndpoint(attempts);
  return {
    async accessToken(audience) {
      const { credentials } = settings;
      if (credentials.kind === "api-token") throw noCredentials();
      const task = { action: `get an access token for ${audience}`, secrets: [] as string[] };
      const reply = await atTokenEndpoint(() => {
        const request = tokenRequest({ baseUrl: settings.baseUrl, audience }, credentials, complete.now());
        task.secrets.push(...request.secrets);
        return request;
      }, uninterrupted());
      if (reply.kind === "failure") throw failures.of(reply, task);
      const answer = isSuccess(reply) ? issued(reply) : refusal(reply, failures, task.secrets);
      if (answer !== undefined) return answer;
      throw isSuccess(reply) ? failures.unexpected(reply, task) : failures.of(reply, task);
    },

    async signingKeys() {
      const task = { action: `read the keys that ${settings.domain} publishes` };
      const request = { method: "GET", path: KEYS_PATH, headers: {} } as const;
      const reply = await attempts.run(
        (attempt) => attempts.one(request, attempt, uninterrupted()),
        true,
        uninterrupted(),
      );
      if (reply.kind === "failure" || !isSuccess(reply)) throw failures.of(reply, task);
      const keys = isObject(reply.body) ? reply.body.keys : undefined;
      if (!Array.isArray(keys)) throw failures.unexpected(reply, task);
      return keys.filter((key): key is JsonObject => isObject(key));
    },
  };
}

function noCredentials(): ApiSettingsError {
  return new ApiSettingsError("missing-credentials", "A ready API token fetches no tokens for other APIs.", {
    wayOut: "Give AUTH0_CLIENT_ID with AUTH0_CLIENT_SECRET or AUTH0_CLIENT_ASSERTION_PRIVATE_KEY instead.",
  });
}

function issued({ body }: Answer): TokenAnswer | undefined {
  if (!isObject(body)) return undefined;
  const { access_token: accessToken, expires_in: expiresIn, token_type: tokenType } = body;
  if (typeof accessToken !== "string" || accessToken === "") return undefined;
  return {
    kind: "issued",
    accessToken,
    expiresInSeconds: typeof expiresIn === "number" ? expiresIn : undefined,
    tokenType: typeof tokenType === "string" ? tokenType : undefined,
  };
}

/** RFC 6749, 5.2: an error of the protocol. A page of a proxy with the same status is none. */
function refusal(answer: Answer, failures: Failures, secrets: readonly string[]): TokenAnswer | undefined {
  const { status, body } = answer;
  if ((status !== 400 && status !== 403) || !isObject(body) || typeof body.error !== "string")
    return undefined;
  const said = body.error_description === undefined ? undefined : failures.said(answer, secrets);
  return { kind: "refused", status, error: body.error, said: said ?? body.error };
}
