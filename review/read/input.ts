/** The documents of one input, each read as what its content says it is. */
import { isApiSettingsError } from "../../provider/model/errors";
import { readDigest } from "./digest";
import type { DocumentHandler } from "./documents";
import { hasDuplicateKeys } from "./duplicate-keys";
import { type EventReader, eventReader, isEvent } from "./events";
import { isJsonObject, type JsonObject, listAt, memberOf, numberAt, objectAt } from "./json";
import type { Problem } from "./model";
import { isResourceFile, readResourceFile } from "./resource-file";
import { deploymentOf, KNOWN_STATE_VERSION, readSavedState } from "./state";
import { type ToldRun, toldByFile } from "./told-run";
import { upToLastItem } from "./truncated";

export interface InputReader extends DocumentHandler {
  end(): ToldRun[];
  /** False where a part of the input could not be read. */
  readonly intact: boolean;
  /** What to do about an input that is something else. */
  readonly hint: string | undefined;
}

export function inputReader(source: string, report: (problem: Problem) => void): InputReader {
  const told: ToldRun[] = [];
  let events: EventReader | undefined;
  let intact = true;
  let hint: string | undefined;

  function lost(code: "truncated" | "unreadable", line: number, what: string): void {
    intact = false;
    report({ code, source, line, message: `${source}, line ${line}: ${what}` });
  }

  function takeEvent(event: JsonObject): void {
    if (events === undefined || !events.continues(event)) {
      endEvents();
      events = eventReader(source);
    }
    events.take(event);
  }

  function endEvents(): void {
    if (events !== undefined) told.push(events.end());
    events = undefined;
  }

  /** Whether the document is something known. `cut`: it is the saved part of one that the text ends in. */
  function take(document: unknown, line: number, cut: boolean): boolean {
    if (isEvent(document)) {
      if (!cut) takeEvent(document);
      return !cut;
    }
    if (Array.isArray(document) && document.length > 0 && document.every(isEvent)) {
      document.forEach(takeEvent);
      return true;
    }
    if (isJsonObject(document)) {
      const deployment = deploymentOf(document);
      if (deployment !== undefined) {
        takeState(document, deployment, line);
        return true;
      }
      if (isDigest(document)) {
        told.push(readDigest(document, source, cut));
        return true;
      }
    }
    if (!isResourceFile(document) || (cut && !Array.isArray(document))) return false;
    return takeResources(document, line);
  }

  function takeState(document: JsonObject, deployment: JsonObject, line: number): void {
    const state = readSavedState(document, deployment);
    told.push(toldByFile(source, "state", state.resources, state.cliVersion));
    if (state.unreadable > 0)
      lost("unreadable", line, `${state.unreadable} resources of the state have no URN.`);
    if (state.version !== undefined && state.version > KNOWN_STATE_VERSION) {
      const message = `The state has version ${state.version}; it is read as version ${KNOWN_STATE_VERSION}.`;
      report({ code: "newer-pulumi", source, line, message });
    }
  }

  function takeResources(document: JsonObject | readonly JsonObject[], line: number): boolean {
    try {
      told.push(toldByFile(source, "resources", readResourceFile(document)));
    } catch (error) {
      if (!isApiSettingsError(error)) throw error;
      hint ??= error.wayOut;
      lost("unreadable", line, error.summary);
    }
    return true;
  }

  return {
    document(value, text, line) {
      if (take(value, line, false)) {
        if (isForgotten(value) || !hasDuplicateKeys(text, value)) return;
        const message = `${source}, line ${line}: an object names a member twice. The last one is taken, as Pulumi does.`;
        report({ code: "duplicate-key", source, line, message });
        return;
      }
      hint ??= hintFor(value);
      report({
        code: "unrecognised",
        source,
        line,
        message: `${source}, line ${line}: JSON that is no preview, event or state.`,
      });
    },
    cut(text, line) {
      const saved = upToLastItem(text);
      let read = false;
      if (saved !== undefined) {
        try {
          read = take(JSON.parse(saved), line, true);
        } catch {
          read = false;
        }
      }
      lost(
        "truncated",
        line,
        read
          ? "the document ends in the middle; what is whole has been read."
          : "the document ends in the middle.",
      );
    },
    broken(line, why) {
      lost("unreadable", line, `a JSON document ${why}.`);
    },
    end() {
      endEvents();
      return told;
    },
    get intact() {
      return intact;
    },
    get hint() {
      return hint;
    },
  };
}

/** A digest of a run that failed early has no steps. */
function isDigest(document: JsonObject): boolean {
  if (memberOf(document, "result") !== undefined) return false;
  return (
    listAt(document, "steps") !== undefined ||
    objectAt(document, "changeSummary") !== undefined ||
    listAt(document, "diagnostics") !== undefined ||
    (numberAt(document, "duration") !== undefined && objectAt(document, "config") !== undefined)
  );
}

/** Debug texts are most of a log, and nothing of them is kept. */
function isForgotten(event: unknown): boolean {
  return isJsonObject(event) && memberOf(event, "diagnosticEvent") !== undefined;
}

function hintFor(document: unknown): string | undefined {
  if (!isJsonObject(document)) return undefined;
  if (objectAt(document, "resourcePlans") !== undefined) {
    return "A saved plan has neither old values nor policy results: give what `pulumi preview --json` prints instead.";
  }
  if (memberOf(document, "result") !== undefined && memberOf(document, "summary") !== undefined) {
    return "`--output json` prints no values: run `pulumi preview --json` instead.";
  }
  return undefined;
}
