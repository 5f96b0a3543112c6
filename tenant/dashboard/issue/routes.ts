/** Issuing tokens in the dashboard, and what can be done with them. */
import type { AdminApp } from "../../admin/app";
import { scopesOf } from "../../apis";
import type { Dashboard } from "../host";
import { messagePage, notFoundPage, seeOther } from "../layout";
import { callManagement, failureText, PATIENCE_MILLISECONDS } from "../management";
import { performFlow, performRefresh } from "./flows";
import { type FormState, FRESH, fittingClient, ISSUE_PATH, issuePage, PROFILE_CHOICES } from "./form-page";
import { resultPage } from "./result-page";
import { type Asked, CHOICES, type Kept } from "./shelf";
import { resultAddress } from "./token-parts";

export function addIssueRoutes(app: AdminApp, dashboard: Dashboard): void {
  const { controls, formToken, shelf } = dashboard;
  const withResult = (id: string, work: (kept: Kept) => Promise<Response>): Promise<Response> => {
    const kept = shelf.get(id);
    const gone = "This result is gone: the dashboard keeps the last 50, until the tenant stops or is reset.";
    return kept === undefined ? notFoundPage(dashboard, gone, ISSUE_PATH) : work(kept);
  };
  app.get(ISSUE_PATH, (c) => issuePage(dashboard, { ...FRESH, apiId: c.req.query("api") ?? "" }));
  app.post(ISSUE_PATH, async (c) => {
    const state = stateOf(await formToken.read(c.req.raw));
    const asked = askedOf(dashboard, state);
    if (typeof asked === "string") return issuePage(dashboard, { ...state, problem: asked });
    return seeOther(resultAddress(shelf.put(await performFlow(dashboard, asked, userAgentOf(c.req.raw)))));
  });
  app.get("/_tenant/tokens/:id", (c) => withResult(c.req.param("id"), (kept) => resultPage(dashboard, kept)));
  app.post("/_tenant/tokens/:id/refresh", async (c) => {
    await formToken.read(c.req.raw);
    return withResult(c.req.param("id"), async (kept) => {
      if (kept.refreshToken === undefined) return resultPage(dashboard, kept);
      const result = await performRefresh(dashboard, kept.asked, kept.refreshToken, userAgentOf(c.req.raw));
      return seeOther(resultAddress(shelf.put(result, kept.id)));
    });
  });
  app.post("/_tenant/tokens/:id/grant", async (c) => {
    await formToken.read(c.req.raw);
    return withResult(c.req.param("id"), async ({ asked }) => {
      const { clientId, api } = asked;
      const problem = api && (await grantAllScopes(dashboard, clientId, api.id, c.req.raw));
      if (problem !== undefined)
        return messagePage(dashboard, {
          title: "No client grant",
          status: 400,
          text: problem,
          here: ISSUE_PATH,
        });
      return seeOther(resultAddress(shelf.put(await performFlow(dashboard, asked, userAgentOf(c.req.raw)))));
    });
  });
  app.post("/_tenant/tokens/:id/userinfo", async (c) => {
    const index = Number((await formToken.read(c.req.raw)).get("token"));
    return withResult(c.req.param("id"), async (kept) => {
      const token = kept.accessTokens[index];
      if (token === undefined) return resultPage(dashboard, kept);
      const { status, text } = await callUserinfo(dashboard, token.token);
      kept.profileCalls = [
        { token: index, at: controls.context.clock.nowSeconds(), status, text },
        ...kept.profileCalls,
      ].slice(0, 10);
      return seeOther(`${resultAddress(kept)}#token-${index + 1}`);
    });
  });
}

const userAgentOf = (request: Request): string => request.headers.get("user-agent") ?? "dashboard";

function stateOf(form: URLSearchParams): FormState {
  return {
    apiId: form.get("api") ?? "",
    flow: CHOICES.find((flow) => flow === form.get("flow")) ?? FRESH.flow,
    clientId: form.get("client") ?? "",
    profile: PROFILE_CHOICES.filter((scope) => form.getAll("profile").includes(scope)),
    scope: (form.get("scope") ?? "").trim(),
    offline: form.get("offline") === "on",
  };
}

/** What the form asks for, or what is wrong with it. */
function askedOf(dashboard: Dashboard, state: FormState): Asked | string {
  const api =
    state.apiId === "" ? undefined : dashboard.controls.context.store.resourceServers.get(state.apiId);
  if (api === undefined && state.apiId !== "") return "There is no such API any more. Choose another one.";
  const clientId = fittingClient(dashboard, state);
  if (clientId === "")
    return "No client of this tenant may use this flow. Choose another flow, or give a client the grant type.";
  const { flow } = state;
  const words = state.scope.split(/\s+/).filter((word) => word !== "");
  const hasUser = flow !== "client_credentials";
  return {
    flow,
    api: api && { id: api.id, identifier: api.identifier },
    clientId,
    scope: [...new Set(hasUser ? [...state.profile, ...words] : words)],
    // The flow that uses one has to ask for one.
    offline: hasUser && (state.offline || flow === "refresh_token"),
  };
}

/** What went wrong, or undefined. */
async function grantAllScopes(
  dashboard: Dashboard,
  clientId: string,
  apiId: string,
  asker: Request,
): Promise<string | undefined> {
  const api = dashboard.controls.context.store.resourceServers.get(apiId);
  if (api === undefined) return "The API was deleted since.";
  const body = { client_id: clientId, audience: api.identifier, scope: scopesOf(api) };
  const answer = await callManagement(dashboard, "POST", "client-grants", body, asker);
  return answer.ok ? undefined : answer.message;
}

async function callUserinfo(
  { controls, send }: Dashboard,
  token: string,
): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  try {
    const response = await send(new Request(`${controls.url}/userinfo`, { headers, signal }));
    const why = response.headers.get("www-authenticate");
    return {
      status: response.status,
      text: [await response.text(), ...(why === null ? [] : [why])].join("\n"),
    };
  } catch (error) {
    return { status: 0, text: `No answer: ${failureText(error)}` };
  }
}
