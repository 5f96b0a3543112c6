/** What the plugin remembers between calls: its settings, its one client, its line to the engine. */
import type { ManagementClient } from "../../client/client";
import {
  type BehaviourSettings,
  resolveBehaviour,
  resolveConnection,
  resolveDomain,
} from "../../model/connection";
import { ApiSettingsError, isApiSettingsError } from "../../model/errors";
import type { ConnectionSettings } from "../../model/settings";
import type { ResourceContext } from "../../resources/context";
import { Cancellation } from "./cancellation";
import { EngineLog } from "./engine-log";
import type { PluginRuntime } from "./runtime";
import type { Sources } from "./sources";

export interface Operation {
  kind: "reading" | "writing";
  urn: string;
  /** Of the resource's customTimeouts; 0: none. */
  timeoutSeconds: number;
}

export class Session {
  readonly runtime: PluginRuntime;
  readonly log = new EngineLog();
  readonly #cancellation: Cancellation;
  #sources: Sources = { sources: [], leftOut: [], warnings: [] };
  #behaviour: BehaviourSettings = resolveBehaviour([]);
  #domain: string | undefined;
  #client: Promise<ManagementClient> | undefined;

  constructor(runtime: PluginRuntime) {
    this.runtime = runtime;
    this.#cancellation = new Cancellation(runtime.timeout);
  }

  get behaviour(): BehaviourSettings {
    return this.#behaviour;
  }

  get domain(): string | undefined {
    return this.#domain;
  }

  connectEngine(address: string): void {
    if (address !== "") this.log.connect(this.runtime.connectEngine(address));
  }

  /** Throws `invalid-settings`. Missing credentials are no error yet: check, diff and previews need none. */
  configure(sources: Sources): void {
    this.#behaviour = resolveBehaviour(sources.sources);
    this.#domain = resolveDomain(sources.sources);
    this.#sources = sources;
    this.#client = undefined;
    for (const warning of sources.warnings) this.log.warning(warning);
  }

  cancel(): void {
    this.#cancellation.cancel();
  }

  /** Runs an operation that talks to the tenant. */
  onTenant<Result>(
    { kind, urn, timeoutSeconds }: Operation,
    work: (context: ResourceContext) => Promise<Result>,
  ): Promise<Result> {
    return this.#cancellation.run(kind, timeoutSeconds, async (signal) =>
      work({ ...this.#context(urn), client: await this.#connectedClient(), signal }),
    );
  }

  /** The context of a preview, which has no client: reaching for it is a mistake of ours. */
  offline(urn: string): ResourceContext {
    this.foretellMissingConnection();
    return { ...this.#context(urn), client: NO_CLIENT };
  }

  /** A preview needs no credentials, but one that succeeds must not promise an update that cannot. */
  foretellMissingConnection(): void {
    try {
      this.#connection();
    } catch (error) {
      const summary = isApiSettingsError(error) ? error.summary : "The settings cannot be used.";
      this.log.warningOnce(`This preview asked no tenant, and an update could not: ${summary}`);
    }
  }

  #context(urn: string): Omit<ResourceContext, "client"> {
    const { log } = this;
    return {
      behaviour: this.#behaviour,
      domain: this.#domain,
      log: {
        debug: (message) => log.debug(message, urn),
        info: (message) => log.info(message, urn),
        warning: (message) => log.warning(message, urn),
      },
    };
  }

  async #connectedClient(): Promise<ManagementClient> {
    this.#client ??= this.#connect();
    try {
      return await this.#client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  async #connect(): Promise<ManagementClient> {
    return this.runtime.createClient(this.#connection(), {
      version: this.runtime.version,
      log: (level, message) => this.log[level](message),
    });
  }

  #connection(): ConnectionSettings {
    try {
      return resolveConnection(this.#sources.sources);
    } catch (error) {
      if (!isApiSettingsError(error, "missing-credentials") || this.#sources.leftOut.length === 0)
        throw error;
      const summary = [error.summary, ...this.#sources.leftOut].join(" ");
      throw new ApiSettingsError(
        error.code,
        summary,
        error.wayOut === undefined ? {} : { wayOut: error.wayOut },
      );
    }
  }
}

const NO_CLIENT: ManagementClient = {
  get resourceServers(): never {
    throw new Error("A preview asked the tenant.");
  },
};
