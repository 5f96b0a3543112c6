/** The model from what all inputs tell. */
import { hideSecrets } from "./hide-secrets";
import { byTrust, type Conflict, mergeResources, type Telling } from "./merge-resources";
import type { Outcome, Problem, ReviewModel, ReviewResource, Run, StackName } from "./model";
import type { ProblemList } from "./problems";
import type { ToldRun } from "./told-run";
import { parseUrn } from "./urn";

/** @param found problems of the texts themselves, before any run could be made out. */
export function assemble(told: readonly ToldRun[], found: ProblemList, intact: boolean): ReviewModel {
  const conflicts = conflictList();
  const resources = mergeAll(told, conflicts.add);
  const doubtful = new Set(resources.filter(({ doubt }) => doubt !== undefined).map(({ urn }) => urn));
  const problems = found.fork();
  for (const { run, problems: own } of told) {
    for (const problem of own) if (!isSettled(problem, doubtful)) problems.add(problem);
    if (run.incompleteBecause === undefined) continue;
    problems.add({ code: "truncated", source: run.source, message: run.incompleteBecause });
  }
  const stacks = stacksOf(told);
  for (const problem of [...conflicts.problems(), ...severalStacks(stacks, told)]) problems.add(problem);
  const runs = told.map(({ run }) => run);
  return {
    resources,
    violations: union(told.map(({ violations }) => violations)),
    remediations: union(told.map(({ remediations }) => remediations)),
    policyRuns: union(told.map(({ policyRuns }) => policyRuns)),
    diagnostics: union(told.map(({ diagnostics }) => diagnostics)),
    runs,
    stacks,
    outcome: outcomeOf(runs),
    complete: intact && runs.every(({ complete }) => complete),
    problems: problems.all(),
  };
}

/** One input left it open, another one tells. */
function isSettled({ code, urns = [] }: Problem, doubtful: ReadonlySet<string>): boolean {
  return code === "not-told" && urns.length > 0 && !urns.some((urn) => doubtful.has(urn));
}

type AddConflict = (main: Telling, other: Telling, conflict: Conflict) => void;

function mergeAll(told: readonly ToldRun[], add: AddConflict): ReviewResource[] {
  const tellings = new Map<string, Telling[]>();
  for (const { run, resources } of told) {
    for (const resource of resources) {
      const telling = { source: run.source, format: run.format, resource };
      const own = tellings.get(resource.urn);
      if (own === undefined) tellings.set(resource.urn, [telling]);
      else own.push(telling);
    }
  }
  return [...tellings.values()].flatMap((own) => {
    const [main, ...others] = byTrust(own);
    if (main === undefined) return [];
    const merged = others.reduce(
      (resource, other) =>
        mergeResources(resource, other.resource, (conflict) => {
          add(main, other, conflict);
        }),
      main.resource,
    );
    return hideSecrets(merged);
  });
}

const WORDS: Readonly<Record<Conflict["about"], string>> = {
  type: "the type",
  operation: "what happens to the resource",
  before: "what the stack held",
  after: "what the stack will hold",
};

/** One problem for all resources about which the same two inputs contradict each other in the same way. */
function conflictList(): { add: AddConflict; problems: () => Problem[] } {
  const conflicts = new Map<
    string,
    { main: Telling; other: Telling; about: Conflict["about"]; urns: Set<string>; properties: Set<string> }
  >();
  return {
    add(main, other, { about, properties }) {
      const key = JSON.stringify([main.source, other.source, about]);
      const entry = conflicts.get(key) ?? { main, other, about, urns: new Set(), properties: new Set() };
      conflicts.set(key, entry);
      entry.urns.add(main.resource.urn);
      for (const property of properties) entry.properties.add(property);
    },
    problems: () =>
      [...conflicts.values()].map(({ main, other, about, urns, properties }) => ({
        code: "contradiction",
        source: other.source,
        message: `${main.source} and ${other.source} contradict each other about ${WORDS[about]}${
          properties.size === 0 ? "" : ` (${[...properties].join(", ")})`
        }. ${main.source} is taken. Were they made in the same run?`,
        urns: [...urns],
      })),
  };
}

/** Files of resources have made-up URNs. */
function stacksOf(told: readonly ToldRun[]): StackName[] {
  const stacks = new Map<string, StackName>();
  for (const { run, resources } of told) {
    if (run.format === "resources") continue;
    for (const { urn } of resources) {
      const parts = parseUrn(urn);
      if (parts === undefined) continue;
      const { stack, project } = parts;
      stacks.set(JSON.stringify([stack, project]), { stack, project });
    }
  }
  return [...stacks.values()];
}

function severalStacks(stacks: readonly StackName[], told: readonly ToldRun[]): Problem[] {
  if (stacks.length < 2) return [];
  const names = stacks.map(({ stack, project }) => `${project}/${stack}`).join(", ");
  const message = `The inputs are about several stacks: ${names}. Review one stack at a time.`;
  return [{ code: "contradiction", source: told.at(-1)?.run.source ?? "", message }];
}

/** How previews, updates and refreshes ended; policies that ran alone say nothing of that. */
function outcomeOf(runs: readonly Run[]): Outcome {
  const outcomes = runs.filter(({ kind }) => kind !== "analyze").map(({ outcome }) => outcome);
  return outcomes.includes("failed") ? "failed" : outcomes.includes("succeeded") ? "succeeded" : "unknown";
}

/** Everything that any run tells, once; what one run tells twice stays twice. */
function union<T>(lists: readonly (readonly T[])[]): T[] {
  const known = new Set<string>();
  return lists.flatMap((list) => {
    const added = list.filter((item) => !known.has(JSON.stringify(item)));
    for (const item of added) known.add(JSON.stringify(item));
    return added;
  });
}
