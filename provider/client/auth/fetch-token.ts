/** Asks the token endpoint and says in plain words why it refused. */
import { ApiSettingsError } from "../../model/errors";
import type { ConnectionSettings } from "../../model/settings";
import { isObject } from "../../model/values";
import { type Failures, quoted } from "../failures";
import { type Answer, isSuccess, type Reply } from "../reply";
import {
  type ClientCredentials,
  readIssuedToken,
  TOKEN_PATH,
  type TokenRequest,
  tokenRequest,
} from "./token-request";
import type { FetchToken } from "./token-source";

/** Sends one request with all retries. The request is built anew for each attempt: an assertion lives two minutes. */
export type SendToTokenEndpoint = (build: () => TokenRequest, signal: AbortSignal) => Promise<Reply>;

export function tokenFetcher(
  settings: ConnectionSettings,
  credentials: ClientCredentials,
  send: SendToTokenEndpoint,
  failures: Failures,
  now: () => number,
): FetchToken {
  const action = `get an access token from ${settings.domain}`;
  return async (signal) => {
    const secrets: string[] = [];
    const build = (): TokenRequest => {
      const request = tokenRequest(settings, credentials, now());
      secrets.push(...request.secrets);
      return request;
    };
    const reply = await send(build, signal);
    const task = { action, secrets };
    if (reply.kind === "failure") throw failures.of(reply, task);
    if (isRefusal(reply)) throw refused(reply, settings, failures.said(reply, secrets));
    if (!isSuccess(reply)) throw failures.of(reply, task);
    const issued = readIssuedToken(reply);
    if (issued === undefined) throw failures.unexpected(reply, task);
    return issued;
  };
}

/** RFC 6749, 5.2, answers 400 or 401; Auth0 also answers 403. */
const REFUSALS = new Set(["access_denied", "invalid_client", "unauthorized_client", "invalid_grant"]);

function isRefusal({ status, body }: Answer): boolean {
  if (status === 401 || status === 403) return true;
  return status === 400 && isObject(body) && typeof body.error === "string" && REFUSALS.has(body.error);
}

function refused(answer: Answer, settings: ConnectionSettings, said: string | undefined): ApiSettingsError {
  const summary = `The tenant ${settings.domain} refused the credentials (HTTP ${answer.status} from ${TOKEN_PATH})${quoted(said)}.`;
  return new ApiSettingsError("credentials-refused", summary, {
    status: answer.status,
    wayOut: wayOut(said ?? "", settings.audience),
  });
}

function wayOut(said: string, audience: string): string {
  if (/^Service not (enabled within domain|found)\b/.test(said)) {
    return `No API of this tenant has the identifier ${audience}: correct the domain, or the audience where it is set.`;
  }
  if (said.includes("not authorized to access")) {
    return `Authorize the application for ${audience} (Applications > APIs > Auth0 Management API > Machine to Machine Applications).`;
  }
  return "Check that domain, client id and secret (or private key) belong to the same machine-to-machine application.";
}
