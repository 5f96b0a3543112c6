/**
 * The proof after a deployment: fetches a real token for each API by client credentials and compares it with what is
 * declared. Reads only, one request after the other, and never more than allowed.
 */
import type { AuthorizationServer, TokenAnswer } from "../../provider/client/authorization-server";
import { type ErrorCode, isApiSettingsError } from "../../provider/model/errors";
import type { JsonObject } from "../../provider/model/values";
import { type Checked, checkExpiresIn, checkJwt, disclosed, whyOpen } from "./checks";
import type { DeclaredApi } from "./declared";
import { refusalInWords, unknownApi } from "./refusal";
import type { Check, Verification, VerifyResult } from "./result";
import { signatureOf } from "./signature";
import { lookInto } from "./token";

export interface VerifyOptions {
  readonly domain: string;
  /** Tokens to be fetched at most. */
  readonly maximumTokens: number;
  /** Between two requests: a tenant has other users. */
  readonly pause: () => Promise<void>;
}

/** What is wrong with one API's token and says nothing about the next one's. */
const OF_ONE_API: readonly ErrorCode[] = ["tenant-failure", "unexpected-answer", "rejected-by-tenant"];

/**
 * @throws ApiSettingsError `credentials-refused`, `missing-credentials`, `network`, `timeout`: then nothing at all can
 * be said.
 */
export async function verifyApis(
  apis: readonly DeclaredApi[],
  server: AuthorizationServer,
  options: VerifyOptions,
): Promise<Verification> {
  const keys = keyRing(server);
  const results: VerifyResult[] = [];
  let asked = 0;
  let tokensFetched = 0;
  let stopped: string | undefined;
  for (const api of apis) {
    const identifier = disclosed(api.identifier);
    const hindrance = identifier === undefined ? whyOpen(api.identifier) : openLifetime(api);
    const skipped = hindrance ?? stopped ?? (asked < options.maximumTokens ? undefined : capped(options));
    if (identifier === undefined || skipped !== undefined) {
      results.push(notVerifiable(api, identifier, skipped ?? "its identifier is not known"));
      continue;
    }
    if (asked > 0) await options.pause();
    asked += 1;
    try {
      const answer = await server.accessToken(identifier);
      if (answer.kind === "issued") tokensFetched += 1;
      results.push(await judge(api, identifier, answer, keys));
    } catch (error) {
      if (!isApiSettingsError(error)) throw error;
      if (error.code === "rate-limited") stopped = "the tenant's rate limit is used up";
      else if (!OF_ONE_API.includes(error.code)) throw error;
      results.push(notVerifiable(api, identifier, `no token could be fetched: ${lowered(error.summary)}`));
    }
  }
  return { domain: options.domain, results, tokensFetched };
}

/** The lifetime is what this is about: without it a token would cost something and prove little. */
function openLifetime({ seconds }: DeclaredApi): string | undefined {
  return disclosed(seconds) === undefined ? whyOpen(seconds) : undefined;
}

function capped({ maximumTokens }: VerifyOptions): string {
  return `no more than ${maximumTokens} token${maximumTokens === 1 ? "" : "s"} may be fetched (--max)`;
}

type KeyRing = () => Promise<readonly JsonObject[] | undefined>;

/** The tenant's keys, read once and only when a token has to be checked with one. Undefined where they cannot be had. */
function keyRing(server: AuthorizationServer): KeyRing {
  let keys: ReturnType<KeyRing> | undefined;
  return () => {
    keys ??= server.signingKeys().catch((error: unknown) => {
      if (isApiSettingsError(error)) return undefined;
      throw error;
    });
    return keys;
  };
}

async function judge(
  api: DeclaredApi,
  identifier: string,
  answer: TokenAnswer,
  keys: KeyRing,
): Promise<VerifyResult> {
  if (answer.kind === "refused") {
    return unknownApi(answer)
      ? finished(api, identifier, { checks: [nowhere(answer.said)], notChecked: [] })
      : notVerifiable(api, identifier, refusalInWords(answer, api));
  }
  const { accessToken, expiresInSeconds, tokenType } = answer;
  const token = lookInto(accessToken);
  if (token.form === "jwt") {
    const { header, claims } = token;
    const published = await keys();
    const signature = published === undefined ? "no keys" : signatureOf(accessToken, header, published);
    return finished(
      api,
      identifier,
      checkJwt(api, identifier, { header, claims, expiresInSeconds, signature }),
    );
  }
  const bound = tokenType !== undefined && tokenType.toLowerCase() !== "bearer";
  const because =
    token.form === "encrypted"
      ? "the token is encrypted for the API (JWE): only the API can read its exp"
      : `the token is opaque${bound ? " and bound to a key" : ""}: nothing can be read in it`;
  return unread(api, identifier, because, checkExpiresIn(api, expiresInSeconds), token.form === "encrypted");
}

function nowhere(said: string): Check {
  return {
    name: "existence",
    holds: false,
    declared: "the API exists",
    actual: `the tenant knows no such API: ${said}`,
  };
}

function finished(api: DeclaredApi, identifier: string, { checks, notChecked }: Checked): VerifyResult {
  const state = checks.every(({ holds }) => holds) ? "verified" : "mismatch";
  return { name: api.name, identifier, state, checks, notChecked };
}

/** What the answer around the token says can still be wrong; that it is right proves nothing about the token. */
function unread(
  api: DeclaredApi,
  identifier: string,
  because: string,
  { checks, notChecked }: Checked,
  encrypted: boolean,
): VerifyResult {
  const declaredPlain = encrypted && disclosed(api.encrypted) === false;
  const all: readonly Check[] = declaredPlain
    ? [...checks, { name: "encryption", holds: false, declared: "signed only", actual: "encrypted (JWE)" }]
    : checks;
  const state = all.every(({ holds }) => holds) ? "not verifiable" : "mismatch";
  return { name: api.name, identifier, state, because, checks: all, notChecked };
}

function notVerifiable(api: DeclaredApi, identifier: string | undefined, because: string): VerifyResult {
  return { name: api.name, identifier, state: "not verifiable", because, checks: [], notChecked: [] };
}

function lowered(sentence: string): string {
  return (sentence.slice(0, 1).toLowerCase() + sentence.slice(1)).replace(/\.$/, "");
}
