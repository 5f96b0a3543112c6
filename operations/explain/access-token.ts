/** How long the access token of a flow lives. What the values mean is `provider/model/lifetimes.ts`'s to say. */
import { isKnown, type Known, type Reading } from "../../policy/rules/reading";
import {
  apiTokenLifetime,
  type Flow,
  type LifetimeRule,
  userProfileTokenLifetime,
} from "../../provider/model/lifetimes";
import type { AccessTokenAnswer, ExplainedFlow } from "./explanation";
import type { ApiFacts } from "./facts";
import { issuingFlow } from "./flows";
import { SOURCES, type Source } from "./sources";
import { type Told, told } from "./told";

const RULES: Readonly<Record<LifetimeRule, string>> = {
  "token-lifetime": "the API's own lifetime, because the token endpoint issues it",
  "token-lifetime-for-web": "the API's web lifetime, because /authorize itself issues it",
  "token-lifetime-below-web":
    "the API's own lifetime: /authorize issues it, and the web lifetime is longer than that, so the shorter one holds",
  "user-profile-implicit": "fixed for tokens of the user-profile endpoint alone, whatever any API says",
  "user-profile": "fixed for tokens of the user-profile endpoint alone, whatever any API says",
};

export function apiAccessToken(api: ApiFacts, flow: ExplainedFlow): AccessTokenAnswer {
  const issuing = issuingFlow(flow);
  if (issuing === undefined) return anonymous(api);
  const { tokenLifetimeSeconds: own, tokenLifetimeForWebSeconds: web } = api;
  if (issuing !== "implicit" && issuing !== "hybrid") {
    const source = flow === "hybrid_code" ? SOURCES.hybridCode : SOURCES.lifetime;
    return decided(own, "token-lifetime", RULES["token-lifetime"], source);
  }
  return fromAuthorize(own, web, issuing);
}

function fromAuthorize(own: Reading<number>, web: Reading<number>, flow: Flow): AccessTokenAnswer {
  const open = [own, web].find((one) => told(one).state !== "known");
  if (isKnown(own) && isKnown(web) && open === undefined) {
    const { rule } = apiTokenLifetime(
      { tokenLifetimeSeconds: own.value, tokenLifetimeForWebSeconds: web.value },
      flow,
    );
    const holds = rule === "token-lifetime-for-web" ? web : own;
    const source = rule === "token-lifetime-below-web" ? SOURCES.shorterHolds : SOURCES.lifetime;
    return decided(holds, rule, RULES[rule], source);
  }
  const certain = [own, web].find((one): one is Known<number> => isKnown(one) && !one.secret);
  return {
    seconds: open === undefined ? { state: "unreadable" } : told(open),
    ...(certain === undefined ? {} : { atMostSeconds: certain.value }),
    rule: undefined,
    because: "the shorter of the API's own and its web lifetime, because /authorize itself issues it",
    source: SOURCES.shorterHolds,
  };
}

function anonymous({ anonymousSeconds }: ApiFacts): AccessTokenAnswer {
  return anonymousSeconds.state === "absent"
    ? {
        seconds: { state: "undocumented" },
        rule: undefined,
        because: "the API sets no lifetime for anonymous sessions, and no document says what holds then",
        source: SOURCES.none,
      }
    : decided(anonymousSeconds, undefined, "the API's lifetime for anonymous sessions", SOURCES.anonymous);
}

function decided(
  reading: Reading<number>,
  rule: LifetimeRule | undefined,
  because: string,
  source: Source,
): AccessTokenAnswer {
  const seconds = told(reading);
  if (seconds.state === "known" && seconds.value === 0) {
    const unclear = "the setting is 0, and no document says what Auth0 makes of that";
    return { seconds: { state: "undocumented", assumed: 0 }, rule, because: unclear, source: SOURCES.none };
  }
  return { seconds, rule, because, source };
}

/** Flows for which a document gives the fixed lifetime of user-profile tokens. */
const DOCUMENTED: readonly ExplainedFlow[] = ["implicit", "hybrid", "hybrid_code", "authorization_code"];

/** Undefined for what has no user: nothing is issued there. */
export function userProfileAccessToken(flow: ExplainedFlow): AccessTokenAnswer | undefined {
  const issuing = issuingFlow(flow);
  const lifetime = issuing && userProfileTokenLifetime(issuing);
  if (lifetime === undefined) return undefined;
  const { seconds, rule } = lifetime;
  if (DOCUMENTED.includes(flow)) {
    const fixed: Told<number> = { state: "known", value: seconds, declared: false };
    return { seconds: fixed, rule, because: RULES[rule], source: SOURCES.userProfile };
  }
  return {
    seconds: { state: "undocumented", assumed: seconds },
    rule,
    because: "no document gives the fixed lifetime for this flow",
    source: SOURCES.none,
  };
}
