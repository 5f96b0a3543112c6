/** How a client proves itself at the token endpoint: RFC 6749, section 2.3.1, and RFC 7523. */
import { createHash, createPublicKey, timingSafeEqual } from "node:crypto";
import { jwtVerify } from "jose";
import { authenticationMethodOf, secretOf } from "../clients";
import type { TenantContext } from "../context";
import { assertionKeysOf } from "../credentials";
import type { Client } from "../store/records";
import { clientRefused, invalidRequest } from "./errors";
import type { Parameters } from "./parameters";

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const ASSERTION_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
];
/** Longest life of an assertion: clients use one or two minutes. */
const MAXIMUM_ASSERTION_SECONDS = 300;

interface Claimed {
  clientId: string;
  secret?: string;
  assertion?: string;
}

export async function authenticateClient(
  context: TenantContext,
  parameters: Parameters,
  authorization: string | undefined,
): Promise<Client> {
  const claimed = claimedBy(parameters, authorization);
  const client = context.store.clients.get(claimed.clientId);
  if (client === undefined) throw clientRefused();
  const { assertion, secret } = claimed;
  switch (authenticationMethodOf(client)) {
    case "none":
      // RFC 6749, section 2.1: such a client has nothing to prove itself with, so nothing that it shows counts.
      if (assertion !== undefined || secret !== undefined) throw clientRefused();
      break;
    case "private_key_jwt":
      if (assertion === undefined) throw clientRefused();
      await checkAssertion(context, client, assertion);
      break;
    default:
      if (!secretMatches(secretOf(client), secret)) throw clientRefused();
  }
  return client;
}

function claimedBy(parameters: Parameters, authorization: string | undefined): Claimed {
  const basic = fromBasic(authorization);
  const posted = parameters.get("client_secret");
  const assertion = parameters.get("client_assertion");
  if ([basic, posted, assertion].filter((way) => way !== undefined).length > 1) {
    throw invalidRequest("A client must not use more than one way to authenticate.");
  }
  const clientId = parameters.get("client_id");
  if (basic) {
    if (clientId !== undefined && clientId !== basic.clientId) throw clientRefused();
    return basic;
  }
  if (assertion !== undefined) {
    if (parameters.get("client_assertion_type") !== ASSERTION_TYPE) throw clientRefused();
    // RFC 7521, section 4.2: client_id may be left out, the assertion names the client.
    return { clientId: clientId ?? subjectOf(assertion), assertion };
  }
  if (clientId === undefined) throw clientRefused();
  return { clientId, ...(posted === undefined ? {} : { secret: posted }) };
}

function fromBasic(authorization: string | undefined): Claimed | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) throw clientRefused();
  return { clientId: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
}

/** RFC 6749, section 2.3.1: both halves are form-encoded before they are joined. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw clientRefused();
  }
}

/** Compared by digest, so that neither the time nor a length tells how near a guess was. */
function secretMatches(expected: string | undefined, given: string | undefined): boolean {
  if (expected === undefined || given === undefined) return false;
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

/** Any of the client's keys will do, so that one can be put in the place of another without a moment of neither. */
async function checkAssertion(context: TenantContext, client: Client, assertion: string): Promise<void> {
  for (const key of assertionKeysOf(context, client)) {
    if (await isAssertionOf(context, client, assertion, key)) return;
  }
  throw clientRefused();
}

async function isAssertionOf(
  context: TenantContext,
  client: Client,
  assertion: string,
  publicKey: string,
): Promise<boolean> {
  const now = context.clock.nowSeconds();
  const { issuerAliases } = context.names;
  try {
    const { payload } = await jwtVerify(assertion, createPublicKey(publicKey), {
      algorithms: ASSERTION_ALGORITHMS,
      issuer: client.client_id,
      subject: client.client_id,
      // Clients build the audience from the domain that they were given; see names.ts.
      audience: issuerAliases.flatMap((alias) => [alias, `${alias}oauth/token`]),
      requiredClaims: ["exp"],
      currentDate: new Date(now * 1_000),
    });
    return (payload.exp ?? 0) - now <= MAXIMUM_ASSERTION_SECONDS;
  } catch {
    return false;
  }
}

function subjectOf(assertion: string): string {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString("utf8"),
    );
    return String((payload as { sub?: unknown } | null)?.sub);
  } catch {
    throw clientRefused();
  }
}
