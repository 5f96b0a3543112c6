/** Reads of single APIs. Whatever batches reads belongs in front of `ResourceServerReader.read`. */
import type { Failures } from "./failures";
import { readPage } from "./page";
import { type Answer, hasStatus, isSuccess } from "./reply";
import type { Requests } from "./requests";
import {
  COLLECTION,
  canStandInPath,
  isMissing,
  pathOf,
  type ResourceServer,
  readResourceServer,
  secretsLeftOut,
  withoutSecrets,
} from "./resource-server";

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  withSigningSecret?: boolean | undefined;
}

/** An API together with the answer that held it. */
export interface Found {
  api: ResourceServer;
  answer: Answer;
}

export class ResourceServerReader {
  readonly #requests: Requests;
  readonly #failures: Failures;
  /** Leaving fields out is documented but was never recorded: a tenant may refuse it, and is then not asked again. */
  #canLeaveOut = true;

  constructor(requests: Requests, failures: Failures) {
    this.#requests = requests;
    this.#failures = failures;
  }

  /** By id or identifier. */
  async read(idOrIdentifier: string, options: ReadOptions): Promise<Found | undefined> {
    const task = { action: `read the API ${idOrIdentifier}` };
    const answer = await this.#get(pathOf(idOrIdentifier), undefined, options, task);
    if (isMissing(answer)) return undefined;
    const api = readResourceServer(answer);
    const isAsked = api?.id === idOrIdentifier || api?.identifier === idOrIdentifier;
    if (api === undefined || !isAsked) throw this.#failures.unexpected(answer, task);
    return found(api, answer, options);
  }

  /** By identifier, also where it looks like an id or like `..`. */
  async find(identifier: string, options: ReadOptions): Promise<Found | undefined> {
    const task = { action: `look for an API with the identifier ${identifier}` };
    const inPath = canStandInPath(identifier);
    const answer = inPath
      ? await this.#get(pathOf(identifier), undefined, options, task)
      : await this.#get(COLLECTION, new URLSearchParams({ identifiers: identifier }), options, task);
    if (inPath && isMissing(answer)) return undefined;
    const candidates = inPath ? single(readResourceServer(answer)) : readPage(answer)?.items;
    if (candidates === undefined) throw this.#failures.unexpected(answer, task);
    const api = candidates.find((candidate) => candidate.identifier === identifier);
    return api === undefined ? undefined : found(api, answer, options);
  }

  /** A success or a 404 of the tenant's; throws for all else. */
  async #get(
    path: string,
    query: URLSearchParams | undefined,
    { signal, withSigningSecret = false }: ReadOptions,
    task: { action: string },
  ): Promise<Answer> {
    const leaveOut = !withSigningSecret && this.#canLeaveOut;
    const full = new URLSearchParams([...(query ?? []), ...(leaveOut ? secretsLeftOut() : [])]);
    const send = (parameters: URLSearchParams) =>
      this.#requests.send({
        method: "GET",
        path,
        ...(parameters.size === 0 ? {} : { query: parameters }),
        signal,
      });
    let reply = await send(full);
    if (leaveOut && hasStatus(reply, 400)) {
      reply = await send(new URLSearchParams([...(query ?? [])]));
      if (reply.kind === "answer" && isSuccess(reply)) this.#canLeaveOut = false;
    }
    if (reply.kind === "answer" && (isSuccess(reply) || isMissing(reply))) return reply;
    throw this.#failures.of(reply, task);
  }
}

function found(api: ResourceServer, answer: Answer, { withSigningSecret = false }: ReadOptions): Found {
  return { api: withSigningSecret ? api : withoutSecrets(api), answer };
}

function single(api: ResourceServer | undefined): ResourceServer[] | undefined {
  return api === undefined ? undefined : [api];
}
