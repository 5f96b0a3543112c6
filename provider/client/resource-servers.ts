/** The Management API's endpoints for APIs (resource servers). */
import { ApiSettingsError } from "../model/errors";
import type { JsonObject } from "../model/values";
import { createResourceServer } from "./create-resource-server";
import type { Failures, Task } from "./failures";
import { listResourceServers } from "./list-resource-servers";
import { ResourceServerReader } from "./read-resource-server";
import { secretsIn } from "./redact";
import { isSuccess } from "./reply";
import type { Requests } from "./requests";
import { isMissing, pathOf, type ResourceServer, readResourceServer } from "./resource-server";
import type { ClientRuntime } from "./runtime";

export type { ResourceServer } from "./resource-server";

export interface CallOptions {
  /** Aborting it ends waits and requests in flight with the error `cancelled`. */
  signal?: AbortSignal | undefined;
}

/** All of them throw `ApiSettingsError` and nothing else. */
export interface ResourceServers {
  /**
   * One POST. Throws `conflict` where the identifier is taken, and `lost-answer` where the request got no answer and
   * the API that is there now is not certainly the one that was sent.
   */
  create(body: JsonObject, options?: CallOptions): Promise<ResourceServer>;
  /** Undefined where there is none. Without `withSigningSecret` the answer never holds the signing secret. */
  get(
    idOrIdentifier: string,
    options?: CallOptions & { withSigningSecret?: boolean | undefined },
  ): Promise<ResourceServer | undefined>;
  /** Exact match. Never holds the signing secret. */
  findByIdentifier(identifier: string, options?: CallOptions): Promise<ResourceServer | undefined>;
  /** One PATCH with the keys to change; `null` removes a key. Throws `gone` where there is no such API. */
  update(id: string, body: JsonObject, options?: CallOptions): Promise<ResourceServer>;
  /** Also succeeds where there is no such API. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /**
   * Every API, system APIs included, without signing secrets. An API that is created or deleted meanwhile may be
   * missing: confirm with `get` before calling one gone. Where the tenant refuses deep pages, what it listed so far
   * comes first, then the error.
   */
  list(options?: CallOptions): AsyncIterable<ResourceServer>;
}

export function createResourceServers(
  requests: Requests,
  failures: Failures,
  log: ClientRuntime["log"],
): ResourceServers {
  const reader = new ResourceServerReader(requests, failures);
  return {
    create: (body, { signal } = {}) =>
      createResourceServer({ requests, reader, failures, log }, body, signal),

    get: async (idOrIdentifier, options = {}) => (await reader.read(idOrIdentifier, options))?.api,

    findByIdentifier: async (identifier, { signal } = {}) => (await reader.find(identifier, { signal }))?.api,

    update: async (id, body, { signal } = {}) => {
      const task: Task = { action: `update the API ${id}`, secrets: secretsIn(body) };
      const reply = await requests.send({ method: "PATCH", path: pathOf(id), body, signal });
      if (reply.kind === "failure") throw failures.of(reply, task);
      if (isMissing(reply)) throw gone(id);
      if (!isSuccess(reply)) throw failures.of(reply, task);
      const updated = readResourceServer(reply);
      if (updated === undefined) throw failures.unexpected(reply, task);
      return updated;
    },

    delete: async (id, { signal } = {}) => {
      const reply = await requests.send({ method: "DELETE", path: pathOf(id), signal });
      if (reply.kind === "answer" && (isSuccess(reply) || isMissing(reply))) return;
      throw failures.of(reply, { action: `delete the API ${id}` });
    },

    list: ({ signal } = {}) => listResourceServers(requests, failures, signal),
  };
}

function gone(id: string): ApiSettingsError {
  return new ApiSettingsError("gone", `The API ${id} was deleted outside Pulumi and cannot be updated.`, {
    status: 404,
    wayOut: "Run `pulumi refresh`, which drops it from state, and then `pulumi up`, which creates it again.",
  });
}
