/** The flows, performed: each is a series of requests of a client, and gives what they brought. */
import { createHash } from "node:crypto";
import type { Flow } from "../../../provider/model/lifetimes";
import type { JsonObject } from "../../../provider/model/values";
import { authenticationMethodOf, isPublic, secretOf, textsOf } from "../../clients";
import type { Client } from "../../store/records";
import type { DashboardHost } from "../host";
import { type Agent, createAgent, FlowError, type Parameters } from "./agent";
import { accessTokenOf, type Brought } from "./answer";
import type { Asked, Result } from "./shelf";

interface Run {
  host: DashboardHost;
  agent: Agent;
  client: Client;
  asked: Asked;
}

/** Performs the flow. What the tenant refuses is a result too. */
export function performFlow(host: DashboardHost, asked: Asked, userAgent: string): Promise<Result> {
  return perform(host, asked, userAgent, (run) => FLOWS[asked.flow](run));
}

/** Exchanges the refresh token of an earlier result. */
export function performRefresh(
  host: DashboardHost,
  asked: Asked,
  refreshToken: string,
  userAgent: string,
): Promise<Result> {
  return perform(host, asked, userAgent, async (run) =>
    keepingToken(await refresh(run, refreshToken), refreshToken),
  );
}

async function perform(
  host: DashboardHost,
  asked: Asked,
  userAgent: string,
  work: (run: Run) => Promise<Brought>,
): Promise<Result> {
  const agent = createAgent(host, userAgent);
  const client = host.controls.context.store.clients.get(asked.clientId);
  const nothing = { asked, requests: agent.requests, accessTokens: [] };
  if (client === undefined) return { ...nothing, error: `There is no client ${asked.clientId}.` };
  try {
    return { asked, requests: agent.requests, ...(await work({ host, agent, client, asked })) };
  } catch (error) {
    if (error instanceof FlowError) return { ...nothing, error: error.message };
    throw error;
  }
}

const FLOWS: Readonly<Record<Asked["flow"], (run: Run) => Promise<Brought>>> = {
  authorization_code: withCode,
  implicit: implicit,
  hybrid: hybrid,
  client_credentials: clientCredentials,
  device_code: device,
  refresh_token: codeThenRefresh,
};

async function withCode(run: Run): Promise<Brought> {
  const proof = codeProof(run);
  const answer = await authorize(run, { response_type: "code", ...proof.challenge });
  return redeem(run, answer, proof.verifier);
}

async function implicit(run: Run): Promise<Brought> {
  const withIdToken = run.asked.scope.includes("openid");
  const answer = await authorize(run, {
    response_type: withIdToken ? "id_token token" : "token",
    nonce: withIdToken ? nonceOf(run) : undefined,
  });
  return {
    accessTokens: [tokenOf(run, answer, "implicit", "/authorize")],
    idToken: answer.get("id_token") ?? undefined,
  };
}

/** /authorize gives one token at once, and a code that brings another. */
async function hybrid(run: Run): Promise<Brought> {
  const proof = codeProof(run);
  const answer = await authorize(run, { response_type: "code token", ...proof.challenge });
  const first = tokenOf(run, answer, "hybrid", "/authorize");
  const rest = await redeem(run, answer, proof.verifier);
  return { ...rest, accessTokens: [first, ...rest.accessTokens] };
}

async function clientCredentials(run: Run): Promise<Brought> {
  const { asked, agent } = run;
  const scope = asked.scope.length === 0 ? undefined : asked.scope.join(" ");
  const body = await agent.post("/oauth/token", {
    grant_type: "client_credentials",
    ...credentials(run),
    audience: asked.api?.identifier,
    scope,
  });
  return brought(run, body, "client_credentials");
}

async function device(run: Run): Promise<Brought> {
  const { asked, agent } = run;
  const body = await agent.post("/oauth/device/code", {
    ...credentials(run),
    audience: asked.api?.identifier,
    scope: fullScope(asked),
  });
  await agent.get("/activate", { user_code: String(body.user_code) });
  const answer = await agent.post("/oauth/token", {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: String(body.device_code),
    ...credentials(run),
  });
  return brought(run, answer, "device_code");
}

/** A refresh token must come from somewhere: the code flow brings it, and it is used at once. */
async function codeThenRefresh(run: Run): Promise<Brought> {
  const first = await withCode(run);
  if (first.refreshToken === undefined) return first;
  const second = keepingToken(await refresh(run, first.refreshToken), first.refreshToken);
  return { ...second, accessTokens: [...first.accessTokens, ...second.accessTokens] };
}

async function refresh(run: Run, refreshToken: string): Promise<Brought> {
  const body = await run.agent.post("/oauth/token", {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    ...credentials(run),
  });
  return brought(run, body, "refresh_token");
}

/** An exchange that brings no new refresh token leaves the old one in force (RFC 6749, section 6). */
function keepingToken(brought: Brought, refreshToken: string): Brought {
  return { ...brought, refreshToken: brought.refreshToken ?? refreshToken };
}

/** GET /authorize, and what came back with the redirect. */
async function authorize(run: Run, parameters: Parameters): Promise<URLSearchParams> {
  const { agent, client, asked } = run;
  const state = run.host.controls.context.random.alphanumeric(16);
  const response = await agent.get("/authorize", {
    client_id: client.client_id,
    redirect_uri: redirectUri(client),
    scope: fullScope(asked) || undefined,
    audience: asked.api?.identifier,
    state,
    ...parameters,
  });
  const location = response.headers.get("location");
  // Where it cannot be certain who asks, the tenant shows a page and redirects nowhere.
  if (location === null) {
    throw new FlowError(`/authorize answers ${response.status}, on a page: ${await textOfPage(response)}`);
  }
  const answer = new URLSearchParams(location.slice(location.search(/[?#]/) + 1));
  const error = answer.get("error");
  if (error !== null) throw new FlowError(`${error}: ${answer.get("error_description") ?? ""} (/authorize)`);
  // RFC 6749, section 10.12
  if (answer.get("state") !== state) throw new FlowError("/authorize gave back another state than was sent.");
  return answer;
}

async function textOfPage(response: Response): Promise<string> {
  const [, text = ""] = /<code>([^<]*)<\/code>/.exec(await response.text()) ?? [];
  const entities: Readonly<Record<string, string>> = { quot: '"', "#39": "'", lt: "<", gt: ">", amp: "&" };
  return text.replaceAll(/&(\w+|#39);/g, (whole, name: string) => entities[name] ?? whole);
}

async function redeem(run: Run, answer: URLSearchParams, verifier: string): Promise<Brought> {
  const body = await run.agent.post("/oauth/token", {
    grant_type: "authorization_code",
    code: answer.get("code") ?? undefined,
    redirect_uri: redirectUri(run.client),
    code_verifier: verifier,
    ...credentials(run),
  });
  return brought(run, body, "authorization_code");
}

function redirectUri(client: Client): string {
  const [first] = textsOf(client, "callbacks");
  if (first !== undefined) return first;
  throw new FlowError(
    `The client ${client.client_id} has no callback address, so /authorize has nowhere to send an answer.`,
  );
}

/** How the client proves itself. A client that signs assertions has its key for itself, and cannot be acted for. */
function credentials({ client }: Run): Parameters {
  if (isPublic(client)) return { client_id: client.client_id };
  if (authenticationMethodOf(client) === "private_key_jwt") {
    throw new FlowError(
      `The client ${client.client_id} signs its requests with a private key that the tenant does not have.`,
    );
  }
  return { client_id: client.client_id, client_secret: secretOf(client) };
}

/** RFC 7636, for every client: it costs nothing. */
function codeProof({ host }: Run): { verifier: string; challenge: Parameters } {
  const verifier = host.controls.context.random.alphanumeric(43);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { verifier, challenge: { code_challenge: challenge, code_challenge_method: "S256" } };
}

const nonceOf = ({ host }: Run): string => host.controls.context.random.alphanumeric(16);

function fullScope({ scope, offline }: Asked): string {
  return [...scope, ...(offline ? ["offline_access"] : [])].join(" ");
}

function brought(run: Run, body: JsonObject, flow: Flow): Brought {
  const answer = new URLSearchParams(
    Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return {
    accessTokens: [tokenOf(run, answer, flow, "/oauth/token")],
    idToken: answer.get("id_token") ?? undefined,
    refreshToken: answer.get("refresh_token") ?? undefined,
  };
}

function tokenOf({ host }: Run, answer: URLSearchParams, flow: Flow, from: "/authorize" | "/oauth/token") {
  return accessTokenOf(answer, { flow, from, now: host.controls.context.clock.nowSeconds() });
}
