/** Whether an ID token comes beside the access token, and how long it says it is valid. */
import { type Answer, allOf, answer } from "./answer";
import type { ExplainedFlow, IdTokenAnswer } from "./explanation";
import type { Facts, TokenRequest } from "./facts";
import { SOURCES } from "./sources";
import { told } from "./told";

/** Where the client sets none: 10 hours. */
export const DEFAULT_ID_TOKEN_LIFETIME_SECONDS = 36_000;

export function idTokenAnswer(flow: ExplainedFlow, { client }: Facts, request: TokenRequest): IdTokenAnswer {
  if (flow === "client_credentials") return answer("no", "there is no user", SOURCES.openid);
  if (flow === "anonymous") {
    return answer("undocumented", "no document says whether an anonymous session has one", SOURCES.none);
  }
  const all = allOf([asked(flow, request), source()]);
  if (all.standing === "no") return all;
  const seconds = client && told(client.idTokenSeconds);
  return { ...all, ...(seconds === undefined ? {} : { seconds }) };
}

function asked(flow: ExplainedFlow, { scope }: TokenRequest): Answer {
  if (scope !== undefined && !scope.includes("openid")) {
    return answer("no", "the scope does not ask for openid", SOURCES.openid);
  }
  const front = flow === "implicit" || flow === "hybrid";
  const because = front
    ? "where scope openid and a response_type with id_token ask for it"
    : "where scope openid asks for it";
  return answer("yes", because, SOURCES.openid);
}

/** What its lifetime hangs on belongs to the reason. */
function source(): Answer {
  return answer(
    "yes",
    "the client's setting says how long it is valid (10 h unless it is set)",
    SOURCES.idToken,
  );
}
