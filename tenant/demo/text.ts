/** The story for people: plain text for 80 columns. Whatever it says, it reads from the result. */
import { formatDuration } from "../../provider/model/durations";
import type { Json, JsonObject } from "../../provider/model/values";
import { type RefreshTokenSettings, refreshTokenSettings } from "../clients";
import { columns, type Style, wrap } from "./layout";
import { accessText } from "./lessons";
import {
  type Evidence,
  isUnsettled,
  type Lesson,
  type Outcome,
  type ScenarioResult,
  type Step,
  type StoryResult,
} from "./result";

const INTRODUCTION =
  "Everything below was done in a tenant in this process, and shows what came of it. The API verifies tokens with the tenant's published keys; time is a setting. Evidence names sections of docs/tenant-fidelity.md.";

export function storyText(result: StoryResult, style: Style): string {
  const thefts = result.scenarios.flatMap((scenario) => scenario.thefts);
  return [
    style.bold("The stolen token: how long a thief keeps access"),
    ...wrap(INTRODUCTION, ""),
    ...result.scenarios.flatMap((scenario, index) => ["", ...scenarioLines(scenario, index + 1, style)]),
    "",
    style.bold("How long a thief keeps access"),
    ...thefts.flatMap(({ name, access }) => columns(THEFT_WIDTHS, [name, accessText(access)])),
    "",
    style.bold("What follows"),
    ...result.lessons.flatMap((lesson) => lessonLines(lesson, style)),
    "",
    style.bold("What no document settles, so that a real tenant may do otherwise"),
    ...unsettledLines(result),
    "",
    verdict(result, style),
  ].join("\n");
}

/** Clock, who did what, what came of it: 80 columns with the spaces between. */
const STEP_WIDTHS = [15, 38, 23] as const;
const THEFT_WIDTHS = [48, 29] as const;

function scenarioLines(scenario: ScenarioResult, number: number, style: Style): string[] {
  const { title, api, client, switches, steps, evidence } = scenario;
  return [
    ...wrap(`${number}. ${title}`, "").map(style.bold),
    ...wrap(`API: ${settingsText(api)}`, "  "),
    ...wrap(`Client: ${clientText(client)}`, "  "),
    ...(Object.keys(switches).length === 0 ? [] : wrap(`Switch: ${settingsText(switches)}`, "  ")),
    ...wrap(`Evidence: ${evidenceText(evidence)}`, "  ").map(style.dim),
    ...steps.flatMap((step) => stepLines(step, style)),
  ];
}

/** `"Refresh tokens" (documented, our choice), "Lifetimes" (documented)` */
function evidenceText(evidence: readonly Evidence[]): string {
  const sections = [...new Set(evidence.map(({ section }) => section))];
  const kinds = (name: string): string[] =>
    evidence.filter(({ section }) => section === name).map(({ known }) => known);
  return sections.map((name) => `"${name}" (${[...new Set(kinds(name))].join(", ")})`).join(", ");
}

function unsettledLines({ scenarios }: StoryResult): string[] {
  const rows = scenarios.flatMap(({ evidence }) => evidence).filter(isUnsettled);
  const texts = rows.map(({ section, behaviour, known }) => `- "${section}": ${behaviour} (${known})`);
  return [...new Set(texts)].flatMap((text) => wrap(text, "  "));
}

/** What the settings mean, as the tenant reads them: absent members have a meaning too. */
function clientText({ client_id, name, app_type, refresh_token = null }: JsonObject): string {
  const settings = refreshTokenSettings({
    client_id: String(client_id),
    name: String(name),
    ...(app_type === undefined ? {} : { app_type }),
    ...(refresh_token === null ? {} : { refresh_token }),
  });
  const { rotating, leewaySeconds } = settings;
  const parts = [
    ...(refresh_token === null ? ["nothing set"] : []),
    rotating ? "rotating" : "not rotating",
    ...(rotating && leewaySeconds > 0 ? [`leeway ${leewaySeconds} s`] : []),
    endsText(settings),
  ];
  return `${client_id} (${app_type}): ${parts.join(", ")}`;
}

function endsText({ absoluteSeconds, idleSeconds }: RefreshTokenSettings): string {
  const ends = [
    ...(absoluteSeconds === undefined ? [] : [`absolute end after ${formatDuration(absoluteSeconds)}`]),
    ...(idleSeconds === undefined ? [] : [`idle end after ${formatDuration(idleSeconds)}`]),
  ];
  return ends.length === 0 ? "no end" : ends.join(", ");
}

function settingsText(settings: JsonObject): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${plain(value)}`)
    .join(", ");
}

const plain = (value: Json | undefined): string =>
  typeof value === "string" ? value : JSON.stringify(value);

function stepLines(step: Step, style: Style): string[] {
  const { clock, actor, action, outcome, expectation, asExpected } = step;
  const lines = columns(STEP_WIDTHS, [clock, `${actor}: ${action}`, outcomeText(outcome)]);
  const paint = actor !== "thief" ? style.plain : outcome.works ? style.red : style.green;
  const shown = lines.map((line, index) => (index === 0 ? paint(line) : line));
  if (asExpected) return shown;
  const said = `${detailText(expectation)}, but it was ${detailText(outcome)}`;
  return [...shown, ...wrap(`NOT SO: the story expects ${said}.`, "    ").map(style.alarm)];
}

/** What is shown of an outcome at the end of a line. */
export function outcomeText(outcome: Outcome): string {
  const { works, status, reason, lifetimeSeconds, refreshToken } = outcome;
  if (status === undefined) return reason ?? "nothing";
  if (!works) return `refused (${status})`;
  if (refreshToken === false) return `no refresh token (${status})`;
  return `works (${status})${lifetimeSeconds === undefined ? "" : `, ${formatDuration(lifetimeSeconds)}`}`;
}

/** All of it, for the case that something is wrong. */
function detailText(outcome: Outcome): string {
  const { reason, lifetimeSeconds, refreshToken } = outcome;
  return [
    outcome.works ? "works" : "refused",
    outcome.status === undefined ? "no request" : `status ${outcome.status}`,
    ...(reason === undefined ? [] : [reason]),
    ...(lifetimeSeconds === undefined ? [] : [formatDuration(lifetimeSeconds)]),
    ...(refreshToken === undefined ? [] : [`${refreshToken ? "with" : "without"} refresh token`]),
  ].join(" / ");
}

function lessonLines({ sentence, holds }: Lesson, style: Style): string[] {
  if (holds) return wrap(`- ${sentence}`, "  ");
  return wrap(`- NOT SO: ${sentence}`, "  ").map(style.alarm);
}

function verdict({ scenarios, lessons, holds }: StoryResult, style: Style): string {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  if (holds) return style.bold(`${steps.length} steps and ${lessons.length} sentences, all as told.`);
  const wrong = steps.filter(({ asExpected }) => !asExpected).length;
  const untrue = lessons.filter((lesson) => !lesson.holds).length;
  return style.alarm(
    `${wrong} of ${steps.length} steps and ${untrue} of ${lessons.length} sentences did not come true.`,
  );
}
