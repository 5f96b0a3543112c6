/** The policy pack: how long until it listens, and what one resource costs. Its own section, because it has no peers here. */
import { join, resolve } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Running, startProgram } from "./server-process";
import { type Summary, summarise } from "./statistics";
import { cell } from "./table";

const DIST = resolve(__dirname, "../../dist");
const ENGINE = "127.0.0.1:1";
const FORMS = {
  executable: { file: join(DIST, "apisettings-policies"), args: [ENGINE] },
  folder: { file: process.execPath, args: [join(DIST, "policy-pack", "index.cjs"), ENGINE] },
} as const;

const RESOURCES = 1_000;
const TYPES = { api: "auth0:index/resourceServer:ResourceServer", other: "aws:s3/bucket:Bucket" } as const;

const FIGURES = {
  executable: "Executable: process start to port, ms",
  folder: "Folder: process start to port (language host not included), ms",
  api: "One API, ms",
  other: "One resource that sets no lifetime, ms",
  stack: `A stack of ${RESOURCES} APIs, ms`,
  memory: "Memory afterwards, MB",
} as const;
type Figure = keyof typeof FIGURES;
type Sample = Readonly<Partial<Record<Figure, number>>>;

export type PolicyFigures = Readonly<Partial<Record<Figure, Summary>>>;

export async function measurePolicies(rounds: number): Promise<PolicyFigures> {
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round++) samples.push(await measureOnce());
  const names = Object.keys(FIGURES) as Figure[];
  return Object.fromEntries(
    names.map((name) => [name, summarise(samples.flatMap((one) => one[name] ?? []))]),
  );
}

export function policySection(figures: PolicyFigures): string {
  const rows = (Object.entries(FIGURES) as [Figure, string][]).map(([name, title]) => [
    title,
    cell(figures[name]),
  ]);
  const width = Math.max(...rows.map(([title = ""]) => title.length));
  return ["Policy pack", ...rows.map(([title = "", figure]) => `${title.padEnd(width)}  ${figure}`)].join(
    "\n",
  );
}

async function measureOnce(): Promise<Sample> {
  const folder = await startProgram(FORMS.folder);
  await folder.stop();
  const pack = await startProgram(FORMS.executable);
  const client = new AnalyzerClient(`127.0.0.1:${portOf(pack)}`, credentials.createInsecure());
  try {
    await configure(client);
    // So that the code is compiled before it is timed.
    await eachOf(client, TYPES.api);
    return {
      executable: pack.readyAfterMilliseconds,
      folder: folder.readyAfterMilliseconds,
      api: await eachOf(client, TYPES.api),
      other: await eachOf(client, TYPES.other),
      stack: await wholeStack(client),
      memory: pack.memory(),
    };
  } finally {
    client.close();
    await pack.stop();
  }
}

/** The first line is the port: a number is JSON as well. */
function portOf({ ready }: Running): number {
  return Number(ready as unknown);
}

async function configure(client: AnalyzerClient): Promise<void> {
  const request = new ConfigureAnalyzerRequest();
  const settings = new PolicyConfig().setEnforcementlevel(EnforcementLevel.REMEDIATE);
  request.getPolicyconfigMap().set("configuration", settings.setProperties(new Struct()));
  await new Promise((done) => client.configure(request, done));
}

/** One at a time, as the engine asks. */
async function eachOf(client: AnalyzerClient, type: string): Promise<number> {
  const before = performance.now();
  for (let index = 0; index < RESOURCES; index++) {
    const request = described(new AnalyzeRequest(), type, index);
    await nothingFound((done) => client.analyze(request, done));
  }
  return (performance.now() - before) / RESOURCES;
}

async function wholeStack(client: AnalyzerClient): Promise<number> {
  const list = Array.from({ length: RESOURCES }, (_, index) =>
    described(new AnalyzerResource(), TYPES.api, index),
  );
  const request = new AnalyzeStackRequest().setResourcesList(list);
  const before = performance.now();
  await nothingFound((done) => client.analyzeStack(request, done));
  return performance.now() - before;
}

function described<T extends AnalyzeRequest | AnalyzerResource>(message: T, type: string, index: number): T {
  message.setUrn(`urn:pulumi:dev::bench::${type}::api${index}`);
  message.setType(type);
  message.setName(`api${index}`);
  message.setProperties(Struct.fromJavaScript({ ...PROPERTIES, identifier: `https://api${index}.test/` }));
  message.setOptions(new AnalyzerResourceOptions());
  return message;
}

const PROPERTIES = {
  name: "API",
  tokenLifetime: 900,
  tokenLifetimeForWeb: 900,
  allowOfflineAccess: false,
  signingAlg: "RS256",
};

type Done = (error: unknown, response: AnalyzeResponse) => void;

/** A pack that finds what is not there is not fast but wrong. */
async function nothingFound(ask: (done: Done) => unknown): Promise<void> {
  const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
    ask((error, answer) => (error ? reject(error) : resolve(answer)));
  });
  const [first] = response.getDiagnosticsList();
  if (first) throw new Error(`The pack reports ${first.getPolicyname()}: ${first.getMessage()}`);
}
