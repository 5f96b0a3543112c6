/** GET and POST /authorize (RFC 6749, section 3.1; OpenID Connect Core, section 3). */
import type { TenantContext } from "../../context";
import { recordLog } from "../../log";
import type { Client } from "../../store/records";
import { OAuthError } from "../errors";
import { checkMember } from "../organizations";
import { errorPage } from "../pages/error-page";
import { type Parameters, queryParameters, readParameters } from "../parameters";
import { checkDestination, redirectUriOf, requestingClient } from "./client";
import { issueAnswer } from "./issue";
import { authorizeRequest } from "./request";
import { type AnswerParameters, type Destination, respond } from "./response";
import { checkGrantTypes, modeForErrors, responseModeOf, responseTypeOf } from "./response-type";
import { signIn } from "./sign-in";

interface Asking {
  client: Client;
  redirectUri: string;
  parameters: Parameters;
}

export async function authorizeEndpoint(context: TenantContext, request: Request): Promise<Response> {
  try {
    const asking = await whoAsks(context, request);
    return await answerTo(context, request, asking);
  } catch (error) {
    if (error instanceof OAuthError) return errorPage(context, error);
    throw error;
  }
}

/** Errors until here are shown, and go nowhere. */
async function whoAsks(context: TenantContext, request: Request): Promise<Asking> {
  const parameters = request.method === "POST" ? await readParameters(request) : queryParameters(request.url);
  const client = requestingClient(context, parameters);
  const redirectUri = redirectUriOf(client, parameters);
  // Quoted: a flow that the client may not use is refused on a page, although its address is known by now.
  checkGrantTypes(client, parameters);
  checkDestination(client, redirectUri, parameters);
  return { client, redirectUri, parameters };
}

async function answerTo(context: TenantContext, request: Request, asking: Asking): Promise<Response> {
  const { client, redirectUri, parameters } = asking;
  const toClient = (
    answer: AnswerParameters,
    mode: Destination["mode"],
    cookie?: string,
  ): Promise<Response> => respond(context, { mode, redirectUri }, answer, cookie);
  const state = parameters.get("state");
  const stateOf: AnswerParameters = state === undefined ? [] : [["state", state]];
  const silent = parameters.get("prompt") === "none";
  try {
    const responseType = responseTypeOf(parameters);
    const mode = responseModeOf(parameters, responseType);
    const asked = authorizeRequest(context, client, responseType, parameters);
    const signedIn = signIn(context, request, asked);
    if (asked.organization !== undefined) checkMember(asked.organization, signedIn.user);
    const { first, last } = await issueAnswer(context, asked, signedIn);
    const user_id = signedIn.user.user_id;
    recordLog(context, { type: silent ? "ssa" : "s", client_id: client.client_id, user_id, request });
    return await toClient([...first, ...stateOf, ...last], mode, signedIn.cookie);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { client_id } = client;
    recordLog(context, { type: silent ? "fsa" : "f", client_id, description: error.message, request });
    const answer: AnswerParameters = [
      ["error", error.error],
      ["error_description", error.message],
    ];
    return toClient([...answer, ...stateOf], modeForErrors(parameters));
  }
}
