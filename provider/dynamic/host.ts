/**
 * What the dynamic-provider host of @pulumi/pulumi (cmd/dynamic-provider) asks of a provider. Values are plain
 * JavaScript: secrets in clear (the host accepts none; the engine marks outputs again by the inputs of the same name),
 * unknown ones as sentinel texts. The host adds `__provider` to the objects it gets back, so they must not be frozen.
 */
export interface HostObject {
  [key: string]: unknown;
}

export interface HostConfig {
  /** `key` with its namespace, such as "apisettings:domain". Values of stack configuration are texts. */
  get(key: string): unknown;
}

export interface DynamicProvider {
  /** Only remembers: the host runs other calls even where this fails, or before it has finished. */
  configure(request: { config: HostConfig }): Promise<void>;
  /** `olds`: old inputs, empty for a new resource. */
  check(
    olds: HostObject,
    news: HostObject,
  ): Promise<{ inputs: HostObject; failures: { property: string; reason: string }[] }>;
  /** `olds`: old outputs. */
  diff(
    id: string,
    olds: HostObject,
    news: HostObject,
  ): Promise<{ changes: boolean; replaces: string[]; stables: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: HostObject): Promise<{ id: string; outs: HostObject }>;
  /** `props`: old outputs; of a resource that is only read, its arguments. An empty id says that it is gone. */
  read(id: string, props: HostObject): Promise<{ id: string; props: HostObject; inputs?: HostObject }>;
  /** `olds`: old outputs. */
  update(id: string, olds: HostObject, news: HostObject): Promise<{ outs: HostObject }>;
  /** `props`: outputs. */
  delete(id: string, props: HostObject): Promise<void>;
}
