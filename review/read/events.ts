/**
 * Events of a run, one JSON object a line: the event log, the streamed preview, and what `pulumi policy analyze` prints.
 * They come one by one, and what is not needed is forgotten at once: most of a log are debug texts.
 */
import type { ValueObject } from "../../provider/model/values";
import { readChanges } from "./changes";
import { readDiagnostic, sortDiagnostics } from "./diagnostics";
import { joinSteps } from "./join-steps";
import { booleanAt, isJsonObject, type JsonObject, memberOf, numberAt, objectAt, textAt } from "./json";
import type {
  Diagnostic,
  Outcome,
  PolicyRemediation,
  PolicyRun,
  PolicyViolation,
  Problem,
  ReviewResource,
  Run,
} from "./model";
import { readPolicyRun, readRemediation, readViolation } from "./policy-events";
import { readProperties } from "./properties";
import { endedStep, readEventStep, type Step } from "./steps";
import { plainText } from "./text";
import { type ToldRun, unknownOperations, untoldChanges } from "./told-run";

/** Members of an event beside its payload. */
const HEADER = new Set(["sequence", "timestamp"]);

export function isEvent(document: unknown): document is JsonObject {
  return (
    isJsonObject(document) &&
    (payloadOf(document) !== undefined || numberAt(document, "sequence") !== undefined)
  );
}

function payloadOf(event: JsonObject): [kind: string, payload: JsonObject] | undefined {
  for (const [key, payload] of Object.entries(event)) {
    if (key.endsWith("Event") && !HEADER.has(key) && isJsonObject(payload)) return [key, payload];
  }
  return undefined;
}

export interface EventReader {
  /** Whether an event goes on where the last one stopped; else it belongs to another run. */
  continues(event: JsonObject): boolean;
  take(event: JsonObject): void;
  end(): ToldRun;
}

export function eventReader(source: string): EventReader {
  const steps = new Map<string, { step: Step; ended: boolean }[]>();
  const failed = new Set<string>();
  const violations: PolicyViolation[] = [];
  const remediations: PolicyRemediation[] = [];
  const policyRuns: PolicyRun[] = [];
  const diagnostics: Diagnostic[] = [];
  const unknownKinds = new Map<string, number>();
  let lastSequence = -1;
  let withoutUrn = 0;
  let planning: boolean | undefined;
  let config: ValueObject | undefined;
  let summary: JsonObject | undefined;
  let ended = false;

  const handlers: Readonly<Record<string, (payload: JsonObject) => void>> = {
    preludeEvent(prelude) {
      config = readProperties(memberOf(prelude, "config"), "masked");
    },
    resourcePreEvent(event) {
      planning ??= booleanAt(event, "planning");
      take(event, (own, step) => own.push({ step, ended: false }));
    },
    resOutputsEvent(event) {
      take(event, (own, step) => {
        // The end of the step with this operation; the end of a refresh has the operation that it came to.
        const same = own.findLastIndex((begun) => begun.step.op === step.op);
        const index = same === -1 ? own.findLastIndex((begun) => begun.step.refreshes && !begun.ended) : same;
        const entry = { step: endedStep(own[index]?.step, step), ended: true };
        if (index === -1) own.push(entry);
        else own[index] = entry;
      });
    },
    resOpFailedEvent(event) {
      const metadata = objectAt(event, "metadata");
      const urn = metadata === undefined ? undefined : textAt(metadata, "urn");
      if (urn !== undefined) failed.add(urn);
    },
    policyEvent: (event) => void violations.push(readViolation(event)),
    policyRemediationEvent: (event) => void remediations.push(readRemediation(event)),
    policyAnalyzeSummaryEvent: (event) => void policyRuns.push(readPolicyRun(event, "analyze")),
    policyRemediateSummaryEvent: (event) => void policyRuns.push(readPolicyRun(event, "remediate")),
    policyAnalyzeStackSummaryEvent: (event) => void policyRuns.push(readPolicyRun(event, "stack")),
    diagnosticEvent(event) {
      const diagnostic = readDiagnostic(event);
      if (diagnostic !== undefined) diagnostics.push(diagnostic);
    },
    errorEvent(event) {
      diagnostics.push({
        severity: "error",
        message: plainText(textAt(event, "error") ?? ""),
        urn: undefined,
      });
    },
    summaryEvent(event) {
      summary = event;
    },
    cancelEvent() {
      ended = true;
    },
    policyLoadEvent() {},
    stdoutEvent() {},
    progressEvent() {},
    startDebuggingEvent() {},
  };

  function take(event: JsonObject, put: (own: { step: Step; ended: boolean }[], step: Step) => void): void {
    const metadata = objectAt(event, "metadata");
    const urn = metadata === undefined ? undefined : textAt(metadata, "urn");
    if (metadata === undefined || urn === undefined) {
      withoutUrn++;
      return;
    }
    const own = steps.get(urn) ?? [];
    steps.set(urn, own);
    put(own, readEventStep(metadata));
  }

  return {
    continues: (event) => {
      const sequence = numberAt(event, "sequence");
      return sequence === undefined || sequence > lastSequence;
    },
    take(event) {
      lastSequence = numberAt(event, "sequence") ?? lastSequence;
      const [kind, payload] = payloadOf(event) ?? [unknownKind(event), {}];
      const handle = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
      if (handle === undefined) unknownKinds.set(kind, (unknownKinds.get(kind) ?? 0) + 1);
      else handle(payload);
    },
    end() {
      const all = new Map([...steps].map(([urn, own]) => [urn, own.map(({ step }) => step)]));
      const resources = [...all.values()].flatMap((own) => joinSteps(own) ?? []).map(doubtFailures);
      const run = describeRun(all);
      return {
        run,
        resources,
        violations,
        remediations,
        policyRuns,
        diagnostics: sortDiagnostics(diagnostics).kept,
        problems: [
          ...unknownKindProblems(),
          ...unknownOperations(source, all),
          ...(run.complete ? untoldChanges(source, run.changes, resources) : []),
        ],
      };
    },
  };

  function doubtFailures(resource: ReviewResource): ReviewResource {
    if (!failed.has(resource.urn)) return resource;
    return { ...resource, doubt: "The operation failed, so the stack may hold something else." };
  }

  function describeRun(all: ReadonlyMap<string, readonly Step[]>): Run {
    const preview = (summary === undefined ? undefined : booleanAt(summary, "isPreview")) ?? planning ?? true;
    const stepList = [...all.values()].flat();
    const refreshOnly = stepList.length > 0 && stepList.every((step) => step.refreshes);
    const analyzed =
      stepList.length === 0 && config === undefined && violations.length + policyRuns.length > 0;
    const why = incompleteBecause();
    return {
      source,
      format: "events",
      kind: analyzed ? "analyze" : refreshOnly ? "refresh" : preview ? "preview" : "update",
      outcome: outcomeOf(),
      changes: summary === undefined ? undefined : readChanges(summary, "resourceChanges"),
      durationSeconds: summary === undefined ? undefined : numberAt(summary, "durationSeconds"),
      packs: packsOf(),
      config,
      cliVersion: undefined,
      complete: why === undefined,
      incompleteBecause: why,
    };
  }

  function outcomeOf(): Outcome {
    const result = summary === undefined ? undefined : textAt(summary, "result");
    if (result === "succeeded") return "succeeded";
    if (result === "failed" || result === "canceled") return "failed";
    return sortDiagnostics(diagnostics).failed ? "failed" : "unknown";
  }

  function incompleteBecause(): string | undefined {
    if (withoutUrn > 0) return `${withoutUrn} resource events name no resource.`;
    if (summary !== undefined) return undefined;
    return ended ? "The run ended without a summary." : "The events end before the run does.";
  }

  /** `PolicyPacks`: Pulumi writes this one key with a capital. A pack from a folder is called `NAME|local|FOLDER`. */
  function packsOf(): { name: string; version: string }[] {
    const packs =
      summary === undefined
        ? {}
        : (objectAt(summary, "PolicyPacks") ?? objectAt(summary, "policyPacks") ?? {});
    return Object.entries(packs).map(([name, version]) => ({
      name: name.split("|")[0] ?? name,
      version: typeof version === "string" ? version : "",
    }));
  }

  function unknownKindProblems(): Problem[] {
    return [...unknownKinds].map(([kind, count]) => ({
      code: "newer-pulumi",
      source,
      message: `${count} events of the kind ${JSON.stringify(kind)}, which this version does not know.`,
    }));
  }
}

function unknownKind(event: JsonObject): string {
  return Object.keys(event).find((key) => !HEADER.has(key)) ?? "none";
}
