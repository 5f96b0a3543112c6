/**
 * The stolen token: for how long a thief has access, by the settings of API and client. Every request is made to a real
 * tenant in this process, every token is verified as an API verifies it, and only time is made up.
 */
import { lessonsOf } from "./lessons";
import type { StoryResult } from "./result";
import { type OpenTenant, playScenario, type Scenario } from "./scenario";
import { SCENARIOS } from "./scenarios/index";

export async function tellStory(
  open: OpenTenant,
  scenarios: readonly Scenario[] = SCENARIOS,
): Promise<StoryResult> {
  const results = [];
  // One after the other: the first makes the key that the others use.
  for (const scenario of scenarios) results.push(await playScenario(open, scenario));
  const lessons = lessonsOf(results.flatMap(({ thefts }) => thefts));
  const asExpected = results.every(({ steps }) => steps.length > 0 && steps.every((step) => step.asExpected));
  return { scenarios: results, lessons, holds: asExpected && lessons.every(({ holds }) => holds) };
}
