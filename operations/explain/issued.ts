/** Whether a flow gives tokens at all: the API's access policies, and what the client may do. */
import type { Reading } from "../../policy/rules/reading";
import { type Answer, allOf, answer, answerOf, settledOr } from "./answer";
import type { ExplainedFlow, Target } from "./explanation";
import type { AccessPolicy, ApiFacts, ClientFacts, Facts } from "./facts";
import { GRANT_TYPES, passesThroughBrowser } from "./flows";
import { SOURCES } from "./sources";

/** Without the question where a refresh token would come from: `rows.ts` adds that to the flow of that name. */
export function issued(flow: ExplainedFlow, target: Target["for"], facts: Facts): Answer {
  return allOf([
    ...(target === "api" ? apiConditions(flow, facts) : profileConditions(flow)),
    ...(facts.client === undefined ? [] : clientConditions(flow, facts.client)),
  ]);
}

function profileConditions(flow: ExplainedFlow): [Answer] {
  if (flow === "client_credentials") {
    const because =
      "there is no user whose profile it could be for, and a request without an audience is refused";
    return [answer("no", because, SOURCES.noAudience)];
  }
  if (flow === "anonymous")
    return [answer("no", "an anonymous session has no user profile", SOURCES.anonymous)];
  return [answer("yes", "the user-profile endpoint has no access policy", SOURCES.userProfile)];
}

function apiConditions(flow: ExplainedFlow, { api, client }: Facts): [Answer] {
  if (flow === "anonymous") {
    const because = "the API lets anonymous sessions in where the tenant has them (early access)";
    return [answer("yes", because, SOURCES.anonymous)];
  }
  if (flow === "client_credentials") return [clientAccess(api, client)];
  return [userAccess(api, client)];
}

const SUBJECTS = { user: "users", client: "clients in their own name" } as const;

function userAccess({ userPolicy }: ApiFacts, client: ClientFacts | undefined): Answer {
  const granted = client?.grants?.user;
  const policy = policyAnswer(userPolicy, "user", granted);
  return client === undefined ? policy : allOf([policy, partyAnswer(client, granted)]);
}

/** Documented: a third-party client needs a grant whatever the policy says. */
function partyAnswer({ firstParty }: ClientFacts, granted: boolean | undefined): Answer {
  const words = {
    yes: "it is a first-party client",
    no: "a third-party client needs a client grant for users",
  };
  const first = answerOf(firstParty, words, SOURCES.accessPolicies);
  if (first.standing !== "no" || granted === false) return first;
  return { ...first, standing: granted ? "yes" : "depends" };
}

function clientAccess({ clientPolicy }: ApiFacts, client: ClientFacts | undefined): Answer {
  return policyAnswer(clientPolicy, "client", client?.grants?.client);
}

function policyAnswer(
  policy: Reading<AccessPolicy>,
  subject: keyof typeof SUBJECTS,
  granted: boolean | undefined,
): Answer {
  const source = SOURCES.accessPolicies;
  const who = SUBJECTS[subject];
  return settledOr(policy, source, (value) => {
    if (value === "allow_all") return answer("yes", `the API's access policy lets ${who} in`, source);
    if (value === "deny_all") return answer("no", `the API's access policy denies ${who}`, source);
    if (granted === undefined) return answer("depends", `${who} need a client grant`, source);
    return granted
      ? answer("yes", `the client has a client grant for ${who}`, source)
      : answer("no", `the client has no client grant for ${who}`, source);
  });
}

function clientConditions(flow: ExplainedFlow, client: ClientFacts): Answer[] {
  const conditions = GRANT_TYPES[flow].map((names) => grantTypeAnswer(client, names));
  if (passesThroughBrowser(flow)) {
    const words = { yes: "it is a first-party client", no: "third-party clients may only use a code" };
    conditions.push(answerOf(client.firstParty, words, SOURCES.accessPolicies));
  }
  if (flow === "password") {
    const words = {
      yes: "it is a first-party client",
      no: "the password flow is not for third-party clients",
    };
    conditions.push(answerOf(client.firstParty, words, SOURCES.password));
  }
  return conditions;
}

/** Whether the client has one of these grant types. */
export function grantTypeAnswer({ grantTypes }: ClientFacts, names: readonly string[]): Answer {
  const [name = ""] = names;
  const words = {
    yes: `the client has the grant type ${name}`,
    no: `the client lacks the grant type ${name}`,
  };
  const has: Reading<boolean> =
    grantTypes.state === "known"
      ? { ...grantTypes, value: names.some((one) => grantTypes.value.includes(one)) }
      : grantTypes;
  return answerOf(has, words, SOURCES.grantTypes);
}
