/** What the provider remembers between calls: the configuration it was given, and its one client. */
import type { ManagementClient } from "../client/client";
import {
  type BehaviourSettings,
  environmentSource,
  resolveBehaviour,
  resolveConnection,
  resolveDomain,
  type SettingsSource,
} from "../model/connection";
import { ALL_SETTINGS } from "../model/settings";
import { parseSettings } from "../model/settings-parse";
import type { Log, ResourceContext } from "../resources/context";
import type { HostConfig } from "./host";
import { PACKAGE_VERSION } from "./package-version";
import type { DynamicRuntime } from "./runtime";

const NAMESPACE = "apisettings";

export class Session {
  readonly #runtime: DynamicRuntime;
  readonly #said = new Set<string>();
  #config: HostConfig = { get: () => undefined };
  #settings: Settings | undefined;
  #client: Promise<ManagementClient> | undefined;

  constructor(runtime: DynamicRuntime) {
    this.#runtime = runtime;
  }

  configure(config: HostConfig): void {
    this.#config = config;
    this.#settings = undefined;
    this.#client = undefined;
  }

  /** Throws `invalid-settings`. Needs no credentials. */
  get settings(): Settings {
    this.#settings ??= this.#readSettings();
    return this.#settings;
  }

  async context(): Promise<ResourceContext> {
    const { behaviour, domain } = this.settings;
    return { client: await this.#connectedClient(), behaviour, domain, log: this.#log };
  }

  /** The engine asks about a resource several times in one command; what that has to say is said once. */
  say(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#runtime.print(`apisettings: ${line}`);
  }

  /** Everything that the host prints is shown, so only what a user needs to know is printed. */
  readonly #log: Log = {
    debug: () => {},
    info: (message) => this.say(message),
    warning: (message) => this.say(`warning: ${message}`),
  };

  #readSettings(): Settings {
    const given: Record<string, unknown> = {};
    for (const { name } of ALL_SETTINGS) given[name] = this.#config.get(`${NAMESPACE}:${name}`);
    const sources = [
      { name: "configuration", values: parseSettings(given, "configuration") },
      environmentSource(this.#runtime.environment),
    ];
    return { sources, behaviour: resolveBehaviour(sources), domain: resolveDomain(sources) };
  }

  #connectedClient(): Promise<ManagementClient> {
    this.#client ??= Promise.resolve(
      this.#runtime.createClient(resolveConnection(this.settings.sources), {
        version: PACKAGE_VERSION,
        // Debug lines come only where the `debug` setting asks for them.
        log: (level, message) => this.say(level === "warning" ? `warning: ${message}` : message),
      }),
    );
    return this.#client;
  }
}

export interface Settings {
  /** In order of precedence. */
  sources: SettingsSource[];
  behaviour: BehaviourSettings;
  domain: string | undefined;
}
