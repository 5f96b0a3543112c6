/**
 * Whether a refresh token comes with a flow's access token, and how long it works. Two kinds: offline ones outlive the
 * user's session, online ones end with it.
 */
import type { RefreshSwitch } from "../../policy/rules/token-types/token-type";
import { type Answer, allOf, answer, answerOf } from "./answer";
import type { ExplainedFlow, RefreshAnswer, RefreshLifetime, Target } from "./explanation";
import type { ClientFacts, Facts, TokenRequest } from "./facts";
import { grantTypeAnswer } from "./issued";
import { SOURCES } from "./sources";
import { type Told, told } from "./told";

export type RefreshKind = RefreshSwitch["access"];

export interface RefreshQuestion {
  readonly flow: ExplainedFlow;
  readonly target: Target["for"];
  readonly facts: Facts;
  readonly request: TokenRequest;
}

export function refreshAnswer(kind: RefreshKind, question: RefreshQuestion): RefreshAnswer {
  const { flow, facts, request } = question;
  const never = neverIn(flow);
  if (never !== undefined) return never;
  const conditions: Answer[] = [asked(kind, request), mayRefresh(facts.client)];
  if (kind === "online") conditions.push(hasSession(flow));
  const all = allOf([allowed(kind, question), ...conditions]);
  return withLifetime(kind, all, facts);
}

/** Flows that bring none, whatever anybody sets. */
function neverIn(flow: ExplainedFlow): Answer | undefined {
  switch (flow) {
    case "implicit":
      return answer("no", "the implicit flow never brings one", SOURCES.implicit);
    case "hybrid":
      return answer("no", "/authorize never gives one: it comes for the code of the flow", SOURCES.implicit);
    case "client_credentials":
      return answer("no", "client credentials never bring one", SOURCES.clientCredentials);
    case "anonymous":
      return answer("undocumented", "no document says whether an anonymous session has one", SOURCES.none);
    default:
      return undefined;
  }
}

function allowed(kind: RefreshKind, { flow, target, facts }: RefreshQuestion): Answer {
  const { allowOfflineAccess, allowOnlineAccess } = facts.api;
  const source =
    kind === "online" ? SOURCES.online : flow === "password" ? SOURCES.password : SOURCES.offline;
  if (target === "api") {
    const words = {
      yes: `the API allows ${kind} access`,
      no: `the API does not allow ${kind} access: the flow succeeds without a refresh token`,
    };
    return answerOf(kind === "offline" ? allowOfflineAccess : allowOnlineAccess, words, source);
  }
  return kind === "offline"
    ? answer("undocumented", "no document says whether one comes without an API", SOURCES.none)
    : answer("no", "there is no API that allows online access", SOURCES.onlineInferred);
}

function asked(kind: RefreshKind, { scope }: TokenRequest): Answer {
  const name = `${kind}_access`;
  if (scope === undefined) return answer("yes", `where the scope asks for ${name}`, SOURCES.offline);
  if (scope.includes(name)) return answer("yes", `the scope asks for ${name}`, SOURCES.offline);
  return answer("no", `the scope does not ask for ${name}`, SOURCES.offline);
}

const REFRESH_GRANT = ["refresh_token"];

export function mayRefresh(client: ClientFacts | undefined): Answer {
  return client === undefined
    ? answer("depends", "the client must have the grant type refresh_token", SOURCES.grantTypes)
    : grantTypeAnswer(client, REFRESH_GRANT);
}

function hasSession(flow: ExplainedFlow): Answer {
  switch (flow) {
    case "device_code":
      return answer("no", "a device has no session that it could end with", SOURCES.onlineInferred);
    case "password":
      return answer(
        "undocumented",
        "no document says whether the password flow begins a session",
        SOURCES.none,
      );
    default:
      return answer("yes", "the user has a session", SOURCES.online);
  }
}

function withLifetime(kind: RefreshKind, base: Answer, { client, tenant }: Facts): RefreshAnswer {
  if (base.standing === "no") return base;
  if (kind === "online") {
    if (tenant === undefined) return base;
    const { sessionSeconds, idleSessionSeconds } = tenant;
    const rotates: Told<boolean> = { state: "known", value: false, declared: false };
    const lifetime = {
      absoluteSeconds: told(sessionSeconds),
      idleSeconds: told(idleSessionSeconds),
      rotates,
    };
    return { ...base, lifetime: { ...lifetime, source: SOURCES.online } };
  }
  return client === undefined ? base : { ...base, lifetime: offlineLifetime(client) };
}

export function offlineLifetime({ absoluteSeconds, idleSeconds, rotates }: ClientFacts): RefreshLifetime {
  return {
    absoluteSeconds: told(absoluteSeconds),
    idleSeconds: told(idleSeconds),
    rotates: told(rotates),
    source: SOURCES.expiry,
  };
}
