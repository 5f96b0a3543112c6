/**
 * `npm run bench`: our tenant beside its peers. Numbers never fail it; a wrong answer of any subject does, because a server
 * that answers wrongly is not fast.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Arguments, parseArguments, USAGE } from "./arguments";
import type { FigureName, Sample } from "./figures";
import { measure, measureInProcess } from "./measure";
import { install, type Peer } from "./packages";
import { measurePolicies, policySection } from "./policies";
import { rotated, summarise } from "./statistics";
import type { Subject } from "./subject";
import { authhero } from "./subjects/authhero";
import { oidcProvider } from "./subjects/oidc-provider";
import { simulator } from "./subjects/simulator";
import { inFile, inMemory } from "./subjects/tenant";
import { type Column, table, verdicts } from "./table";

/** The name of the section that has no peers. */
const POLICIES = "policies";

const SUBJECTS: readonly Subject[] = [inMemory, inFile, authhero, oidcProvider, simulator];

async function main(argv: readonly string[]): Promise<void> {
  const options = parseArguments(argv);
  const say = (text: string): void => {
    // Standard output holds the result alone, so that JSON can be piped.
    process.stderr.write(`${text}\n`);
  };
  const { subjects, missing } = await available(options, say);
  const machine = describeMachine();
  const samples = await runRounds(subjects, options, say);
  const columns = subjects.map((subject) => columnOf(subject, samples.get(subject) ?? []));
  const policies = await measuredPolicies(options, say);
  if (options.json) {
    console.log(
      JSON.stringify({ machine, rounds: options.rounds, columns, missing, policies }, undefined, 2),
    );
    return;
  }
  console.log(`\n${machine}; ${options.rounds} rounds; median (minimum–maximum)\n`);
  if (columns.length > 0) console.log(`${table(columns)}\n`);
  if (policies) console.log(`${policySection(policies)}\n`);
  for (const { name, note } of subjects) console.log(`${name}: ${note}`);
  for (const { name, reason } of missing) console.log(`${name}: not measured: ${reason}`);
  const ours = columns.find(({ name }) => name === inMemory.name);
  if (ours) console.log(`\n${verdicts(ours).join("\n")}`);
}

async function measuredPolicies({ only, rounds }: Arguments, say: (text: string) => void) {
  if (only.length > 0 && !only.includes(POLICIES)) return undefined;
  say("Policy pack");
  return measurePolicies(rounds);
}

/** With the load before we began: on a busy machine every number is that machine's as much as the subject's. */
function describeMachine(): string {
  const [load = 0] = loadavg();
  const parts = [`Node.js ${process.versions.node}`, `${process.platform} ${process.arch}`];
  return [...parts, `${availableParallelism()} cores`, `load ${load.toFixed(1)} at the start`].join(", ");
}

interface Missing {
  readonly name: string;
  readonly reason: string;
}

async function available({ only }: Arguments, say: (text: string) => void) {
  const unknown = only.find(
    (name) => name !== POLICIES && !SUBJECTS.some((subject) => isNamed(subject, name)),
  );
  if (unknown !== undefined)
    throw new Error(`"${unknown}" is none of ${[...SUBJECTS.map(shortName), POLICIES].join(", ")}.`);
  const wanted = SUBJECTS.filter(
    (subject) => only.length === 0 || only.some((name) => isNamed(subject, name)),
  );
  const subjects: Subject[] = [];
  const missing: Missing[] = [];
  for (const subject of wanted) {
    if (subject.packages) say(`Installing ${subject.name} unless it is there`);
    const reason = subject.packages ? await install(subject.packages as Peer) : undefined;
    if (reason === undefined) subjects.push(subject);
    else missing.push({ name: subject.name, reason });
  }
  return { subjects, missing };
}

const shortName = ({ packages, name }: Subject): string => packages ?? name;
const isNamed = (subject: Subject, name: string): boolean => shortName(subject) === name;

async function runRounds(
  subjects: readonly Subject[],
  { rounds, seconds }: Arguments,
  say: (text: string) => void,
): Promise<Map<Subject, Sample[]>> {
  const samples = new Map<Subject, Sample[]>(subjects.map((subject) => [subject, []]));
  const folder = mkdtempSync(join(tmpdir(), "apisettings-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  for (let round = 0; round < rounds; round++) {
    for (const subject of rotated(subjects, round)) {
      say(`Round ${round + 1} of ${rounds}: ${subject.name}`);
      const sample = await measure(subject, folder, seconds);
      const more = subject === inMemory ? await measureInProcess() : {};
      samples.get(subject)?.push({ ...sample, ...more });
    }
  }
  return samples;
}

function columnOf({ name }: Subject, samples: readonly Sample[]): Column {
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample) as FigureName[]))];
  const figures = names.map((figure) => [
    figure,
    summarise(samples.flatMap((sample) => sample[figure] ?? [])),
  ]);
  return { name, figures: Object.fromEntries(figures) };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
});
