/** Which lifetime applies to each flow of an API, and whether a refresh token comes with it. Pure. */
import { apiAccessToken, userProfileAccessToken } from "./access-token";
import { allOf } from "./answer";
import { exchangeable, fromElsewhere, leftByExchange } from "./exchange";
import type { ExplainedFlow, Explanation, FlowRow, Section, Target } from "./explanation";
import type { Facts, TokenRequest } from "./facts";
import { EXPLAINED_FLOWS } from "./flows";
import { idTokenAnswer } from "./id-token";
import { issued } from "./issued";
import { notesOn } from "./notes";
import { type RefreshKind, refreshAnswer } from "./refresh-token";
import { targetOf } from "./target";
import { told } from "./told";

/** Both requests that clients make: with the API's identifier as audience, and without an audience. */
export function explain(facts: Facts, scope?: readonly string[]): Explanation {
  const asked = scope === undefined ? {} : { scope };
  return {
    api: { name: facts.api.name, identifier: told(facts.api.identifier) },
    client: facts.client?.name,
    scope,
    sections: [
      explainRequest(facts, { audience: "api", ...asked }),
      explainRequest(facts, { audience: "none", ...asked }),
    ],
    notes: notesOn(facts),
  };
}

export function explainRequest(facts: Facts, request: TokenRequest): Section {
  const target = targetOf(facts, request);
  if (target.for === "another-api" || target.for === "undecided") {
    return { audience: request.audience, target, rows: [] };
  }
  const question: Question = { target: target.for, facts, request };
  const others = EXPLAINED_FLOWS.filter((flow) => flow !== "refresh_token").map((flow) =>
    row(flow, question),
  );
  return {
    audience: request.audience,
    target,
    rows: EXPLAINED_FLOWS.map(
      (flow) => others.find((one) => one.flow === flow) ?? exchangeRow(others, question),
    ),
  };
}

interface Question {
  readonly target: Target["for"];
  readonly facts: Facts;
  readonly request: TokenRequest;
}

function row(flow: ExplainedFlow, { target, facts, request }: Question): FlowRow {
  const open = issued(flow, target, facts);
  if (open.standing === "no") return closed(flow, open);
  const refresh = (kind: RefreshKind) => refreshAnswer(kind, { flow, target, facts, request });
  const offline = refresh("offline");
  const online = refresh("online");
  return {
    flow,
    issued: open,
    accessToken: accessToken(flow, target, facts),
    offline,
    // Where a request asks for both, one comes: the one that outlives the session.
    online: request.scope !== undefined && offline.standing === "yes" ? outdone(online) : online,
    idToken: idTokenAnswer(flow, facts, request),
  };
}

function exchangeRow(others: readonly FlowRow[], { target, facts, request }: Question): FlowRow {
  const flow = "refresh_token";
  const elsewhere = fromElsewhere(facts, request.audience);
  const open = allOf([exchangeable(others, elsewhere), issued(flow, target, facts)]);
  if (open.standing === "no") return closed(flow, open);
  const left = (kind: RefreshKind) => leftByExchange(kind, others, elsewhere, facts.client);
  return {
    flow,
    issued: open,
    accessToken: accessToken(flow, target, facts),
    offline: left("offline"),
    online: left("online"),
    idToken: idTokenAnswer(flow, facts, request),
  };
}

function accessToken(flow: ExplainedFlow, target: Target["for"], { api }: Facts): FlowRow["accessToken"] {
  return target === "api" ? apiAccessToken(api, flow) : userProfileAccessToken(flow);
}

function closed(flow: ExplainedFlow, because: FlowRow["issued"]): FlowRow {
  return {
    flow,
    issued: because,
    accessToken: undefined,
    offline: because,
    online: because,
    idToken: because,
  };
}

function outdone(online: FlowRow["online"]): FlowRow["online"] {
  if (online.standing === "no") return online;
  const { source } = online;
  return { standing: "no", because: "of both kinds, the offline one comes", source };
}
