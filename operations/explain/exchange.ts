/** The flow of refresh tokens itself: where the token that is exchanged can come from, and what an exchange leaves. */
import { isKnown } from "../../policy/rules/reading";
import { type Answer, allOf, answer, answerOf, anyOf } from "./answer";
import type { ExplainedFlow, FlowRow, RefreshAnswer } from "./explanation";
import type { ApiFacts, ClientFacts, Facts, TokenRequest } from "./facts";
import { offlineLifetime, type RefreshKind } from "./refresh-token";
import { SOURCES } from "./sources";

/** A refresh token of this API, which the other flows bring, or one of another API. */
export function exchangeable(rows: readonly FlowRow[], elsewhere: Answer): Answer {
  const [first, ...own] = bringers(rows)
    .flatMap(({ offline, online }) => [offline, online])
    .map(({ standing, because, source }) => answer(standing, because, source));
  const nowhere = answer("no", "no flow brings a refresh token", SOURCES.offline);
  const fromHere = anyOf([first ?? nowhere, ...own]);
  return fromHere.standing === "yes"
    ? { ...fromHere, because: "a refresh token of this API can be exchanged" }
    : anyOf([fromHere, elsewhere]);
}

const BRINGERS: readonly ExplainedFlow[] = ["hybrid_code", "authorization_code", "device_code", "password"];

/** Flows that can bring a refresh token and are open. */
function bringers(rows: readonly FlowRow[]): FlowRow[] {
  return rows.filter(({ flow, issued }) => BRINGERS.includes(flow) && issued.standing !== "no");
}

/**
 * Where a refresh-token policy of the client names this API, refresh tokens of other APIs fetch tokens of it: offline
 * access that is off here does not keep those out.
 */
export function fromElsewhere({ api, client }: Facts, audience: TokenRequest["audience"]): Answer {
  const source = SOURCES.multiResource;
  if (audience !== "api") {
    return answer("no", "without an audience, an exchange is for the API of the refresh token", source);
  }
  if (client === undefined) {
    const because = "only if a refresh-token policy of the client names this API";
    return answer(
      "depends",
      `${because}: then refresh tokens of other APIs fetch tokens of this one`,
      source,
    );
  }
  const firstParty = {
    yes: "it is a first-party client",
    no: "refresh-token policies are for first-party clients",
  };
  return allOf([named(api, client), answerOf(client.firstParty, firstParty, source)]);
}

function named({ identifier }: ApiFacts, { policyAudiences }: ClientFacts): Answer {
  const source = SOURCES.multiResource;
  const yes =
    "a refresh-token policy of the client names this API: refresh tokens of other APIs fetch tokens of it";
  const no = answer("no", "no refresh-token policy of the client names this API", source);
  const [first = no, ...others] = policyAudiences.map((audience) =>
    answerOf(
      isKnown(audience) && isKnown(identifier)
        ? {
            ...audience,
            secret: audience.secret || identifier.secret,
            value: audience.value === identifier.value,
          }
        : isKnown(audience)
          ? { state: "unknown", field: identifier.field }
          : audience,
      { yes, no: no.because },
      source,
    ),
  );
  return anyOf([first, ...others]);
}

/** What stands in the refresh columns of the flow of refresh tokens. */
export function leftByExchange(
  kind: RefreshKind,
  rows: readonly FlowRow[],
  elsewhere: Answer,
  client: ClientFacts | undefined,
): RefreshAnswer {
  const none = answer("no", `no flow brings an ${kind} one`, SOURCES.offline);
  const ways = bringers(rows).map((row) => row[kind]);
  const [first = none, ...others] = ways;
  const base = anyOf([first, ...others]);
  if (base.standing === "no")
    return kind === "offline" && elsewhere.standing !== "no" ? lent(elsewhere, client) : none;
  const left = kind === "online" ? "it does not rotate: the same token goes on" : rotation(client);
  const lifetime = ways.find((way) => way.lifetime !== undefined)?.lifetime;
  return {
    standing: base.standing,
    because: base.standing === "yes" ? left : `${base.because}; ${left}`,
    source: kind === "online" ? SOURCES.online : SOURCES.exchange,
    ...(lifetime === undefined ? {} : { lifetime }),
  };
}

function lent({ standing, because }: Answer, client: ClientFacts | undefined): RefreshAnswer {
  return {
    standing,
    because: `${because}; ${rotation(client)}`,
    source: SOURCES.exchange,
    ...(client === undefined ? {} : { lifetime: offlineLifetime(client) }),
  };
}

function rotation(client: ClientFacts | undefined): string {
  if (client === undefined || !isKnown(client.rotates) || client.rotates.secret) {
    return "an exchange gives a new one where the client rotates them; else the same token goes on";
  }
  return client.rotates.value
    ? "each exchange gives a new one in the place of the old one"
    : "the client does not rotate them: the same token goes on";
}
