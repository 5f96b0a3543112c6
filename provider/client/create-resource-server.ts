/**
 * Creates an API exactly once. A POST must not simply be repeated: where the answer was lost, the first one may have
 * been carried out, the second one gets 409, and the API belongs to nobody. So after a lost answer the API is looked
 * up, and taken only where it is provably the one that was sent.
 */
import { type ApiSettingsError, isApiSettingsError } from "../model/errors";
import type { JsonObject } from "../model/values";
import type { Failures, Task } from "./failures";
import { hasEverySetting, wasCreatedSince } from "./ownership";
import type { Found, ResourceServerReader } from "./read-resource-server";
import { secretsIn } from "./redact";
import { hasStatus, isSuccess, isUncertain, type Reply } from "./reply";
import type { Requests } from "./requests";
import { COLLECTION, type ResourceServer, readResourceServer } from "./resource-server";
import { backoffWait } from "./retry";
import type { ClientRuntime } from "./runtime";

const MOST_ATTEMPTS = 4;

export interface CreateContext {
  requests: Requests;
  reader: ResourceServerReader;
  failures: Failures;
  log: ClientRuntime["log"];
}

/** The import command of the plugin form. NAME is the resource's name in the program. */
export function importCommand(id: string): string {
  return `pulumi import apisettings:index:Api NAME ${id}`;
}

export async function createResourceServer(
  context: CreateContext,
  body: JsonObject,
  signal: AbortSignal | undefined,
): Promise<ResourceServer> {
  const creation = new Creation(context, body, signal);
  try {
    return await creation.run();
  } catch (error) {
    throw isApiSettingsError(error, "cancelled") ? creation.cancelled() : error;
  }
}

class Creation {
  readonly #context: CreateContext;
  readonly #body: JsonObject;
  readonly #signal: AbortSignal | undefined;
  readonly #identifier: string;
  readonly #task: Task;

  constructor(context: CreateContext, body: JsonObject, signal: AbortSignal | undefined) {
    this.#context = context;
    this.#body = body;
    this.#signal = signal;
    this.#identifier = String(body.identifier ?? "");
    this.#task = { action: `create the API ${this.#identifier}`, secrets: secretsIn(body) };
  }

  async run(): Promise<ResourceServer> {
    const { requests } = this.#context;
    /** When the first request went out whose fate is unknown. */
    let lostSince: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const reply = await requests.send({
        method: "POST",
        path: COLLECTION,
        body: this.#body,
        signal: this.#signal,
      });
      const created = createdBy(reply);
      if (created !== undefined) return created;
      const isTaken = hasStatus(reply, 409);
      const isLost = mayBeCarriedOut(reply);
      if (isLost) lostSince ??= reply.sentAt;
      if (lostSince === undefined) throw isTaken ? await this.#conflict() : this.#failure(reply);

      await requests.pause(backoffWait(attempt), this.#signal);
      const found = await this.#lookUpLost();
      if (found !== undefined) return this.#adopt(found, lostSince);
      if (attempt >= MOST_ATTEMPTS || !(isLost || isTaken)) throw this.#failure(reply);
    }
  }

  cancelled(): ApiSettingsError {
    return this.#context.failures.make(
      "cancelled",
      `Creating the API ${this.#identifier} was cancelled.`,
      "It may have been created all the same: the next run then finds it and says how to import it.",
      this.#task,
    );
  }

  /** Ours, or an error that names it. */
  #adopt({ api, answer }: Found, lostSince: number): ResourceServer {
    const { failures, log } = this.#context;
    const isNew = wasCreatedSince(api.id, lostSince, answer);
    if (isNew && hasEverySetting(this.#body, api)) {
      log("warning", `The answer to creating the API ${this.#identifier} was lost; it exists as ${api.id}.`);
      return api;
    }
    const doubt = isNew ? "it has not the settings that were sent" : "it was not certainly created just now";
    throw failures.make(
      "lost-answer",
      `Creating the API ${this.#identifier} got no answer. The tenant has an API with this identifier (${api.id}), but ${doubt}.`,
      takeOver(api.id),
      this.#task,
    );
  }

  #lookUp(): Promise<Found | undefined> {
    const withSigningSecret = secretsIn(this.#body).length > 0;
    return this.#context.reader.find(this.#identifier, { signal: this.#signal, withSigningSecret });
  }

  async #lookUpLost(): Promise<Found | undefined> {
    try {
      return await this.#lookUp();
    } catch (error) {
      if (!isApiSettingsError(error) || error.code === "cancelled") throw error;
      throw this.#context.failures.make(
        "lost-answer",
        `Creating the API ${this.#identifier} got no answer, and whether it exists cannot be found out. ${error.summary}`,
        `Run it again when that is repaired. Where the API exists then: ${takeOver("ID")}`,
        this.#task,
      );
    }
  }

  async #conflict(): Promise<ApiSettingsError> {
    const existing = await this.#lookUp().catch((error: unknown) => {
      if (isApiSettingsError(error) && error.code !== "cancelled") return undefined;
      throw error;
    });
    const id = existing?.api.id;
    return this.#context.failures.make(
      "conflict",
      `An API with the identifier ${this.#identifier} exists already${id === undefined ? "" : ` (${id})`}.`,
      takeOver(id ?? "ID"),
      this.#task,
      409,
    );
  }

  #failure(reply: Reply): ApiSettingsError {
    const { failures } = this.#context;
    const isOddSuccess = reply.kind === "answer" && isSuccess(reply);
    return isOddSuccess ? failures.unexpected(reply, this.#task) : failures.of(reply, this.#task);
  }
}

function createdBy(reply: Reply): ResourceServer | undefined {
  return reply.kind === "answer" && isSuccess(reply) ? readResourceServer(reply) : undefined;
}

/** A success that cannot be read is a lost answer too. */
function mayBeCarriedOut(reply: Reply): boolean {
  return isUncertain(reply) || (reply.kind === "answer" && isSuccess(reply));
}

function takeOver(id: string): string {
  return `To take it over, run \`${importCommand(id)}\` (plugin form), or declare \`existing: "adopt"\` (both forms).`;
}
