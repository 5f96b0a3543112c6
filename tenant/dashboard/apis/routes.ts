/** APIs in the dashboard: list, creation, settings. */
import type { AdminApp } from "../../admin/app";
import type { ResourceServer } from "../../store/records";
import type { Dashboard } from "../host";
import { notFoundPage, seeOther } from "../layout";
import { callManagement } from "../management";
import { changeOf, limitProblem } from "./change";
import { CREATE_PATH, createPage } from "./create-page";
import { effectOf } from "./effect";
import { apiAddress, listPage } from "./list-page";
import { settingNamed } from "./settings";
import { settingsPage } from "./settings-page";

export function addApiRoutes(app: AdminApp, dashboard: Dashboard): void {
  const { controls, formToken } = dashboard;
  const { resourceServers } = controls.context.store;
  app.get("/_tenant", () => seeOther("/_tenant/"));
  app.get("/_tenant/", () => listPage(dashboard));
  app.get(CREATE_PATH, () => createPage(dashboard));
  app.post(CREATE_PATH, async (c) => create(dashboard, await formToken.read(c.req.raw), c.req.raw));
  app.get("/_tenant/apis/:id", (c) => {
    const api = resourceServers.get(c.req.param("id"));
    if (api === undefined) return noSuchApi(dashboard);
    const saved = c.req.query("saved") ?? "";
    const unchanged = saved === "nothing";
    return settingsPage(dashboard, api, { unchanged, saved: savedTexts(dashboard, api, saved) });
  });
  app.post("/_tenant/apis/:id", async (c) => {
    const form = await formToken.read(c.req.raw);
    const api = resourceServers.get(c.req.param("id"));
    return api === undefined ? noSuchApi(dashboard) : save(dashboard, api, form, c.req.raw);
  });
}

const noSuchApi = (dashboard: Dashboard): Promise<Response> =>
  notFoundPage(
    dashboard,
    "There is no such API. It may have been deleted, or the tenant was reset.",
    "/_tenant/",
  );

async function create(dashboard: Dashboard, form: URLSearchParams, asker: Request): Promise<Response> {
  const body = Object.fromEntries(
    ["name", "identifier", "signing_alg"].map((wire) => [wire, form.get(wire)?.trim() ?? ""]),
  );
  const problems = createProblems(body, dashboard);
  if (Object.keys(problems).length > 0) return createPage(dashboard, { form, problems });
  const answer = await callManagement(dashboard, "POST", "resource-servers", body, asker);
  if (!answer.ok) return createPage(dashboard, { form, refusal: answer.message });
  return seeOther(`/_tenant/apis/${encodeURIComponent(String(answer.body.id))}`);
}

function createProblems(
  body: Readonly<Record<string, string>>,
  { controls }: Dashboard,
): Record<string, string> {
  const labels = { name: "Name", identifier: "Identifier" };
  const found = Object.entries(labels).flatMap(([wire, label]) => {
    const value = body[wire] ?? "";
    const problem =
      value === ""
        ? `${label}: it is empty. Give one.`
        : limitProblem(wire, label, value, controls.context.names);
    return problem === undefined ? [] : [[wire, problem]];
  });
  return Object.fromEntries(found);
}

async function save(
  dashboard: Dashboard,
  api: ResourceServer,
  form: URLSearchParams,
  asker: Request,
): Promise<Response> {
  const { body, problems } = changeOf(api, form, dashboard.controls.context.names);
  if (Object.keys(problems).length > 0) return settingsPage(dashboard, api, { form, problems });
  const names = Object.keys(body);
  if (names.length === 0) return seeOther(`${apiAddress(api)}?saved=nothing`);
  const answer = await callManagement(dashboard, "PATCH", `resource-servers/${api.id}`, body, asker);
  if (!answer.ok) return settingsPage(dashboard, api, { form, refusal: answer.message });
  return seeOther(`${apiAddress(api)}?saved=${names.join(",")}`);
}

/** The address names settings only; what they are now is read from the tenant. */
function savedTexts({ controls }: Dashboard, api: ResourceServer, names: string): string[] {
  return names
    .split(",")
    .map(settingNamed)
    .filter((setting) => setting !== undefined)
    .map((setting) => effectOf(controls.context, api, setting));
}
