/** Messages to the user. The engine hides what a plugin prints, so they go to it by gRPC. */

export type Severity = "debug" | "info" | "warning";

/** Delivers one message; must not reject. */
export type Sink = (severity: Severity, message: string, urn: string) => Promise<void>;

export class EngineLog {
  #sink: Sink | undefined;
  readonly #underway = new Set<Promise<void>>();
  readonly #said = new Set<string>();

  connect(sink: Sink): void {
    this.#sink = sink;
  }

  debug(message: string, urn = ""): void {
    this.#send("debug", message, urn);
  }

  info(message: string, urn = ""): void {
    this.#send("info", message, urn);
  }

  warning(message: string, urn = ""): void {
    this.#send("warning", message, urn);
  }

  /** The engine asks about a resource several times in one command; what that has to say is said once. */
  infoOnce(message: string, urn = ""): void {
    if (this.#isNew(message, urn)) this.info(message, urn);
  }

  warningOnce(message: string, urn = ""): void {
    if (this.#isNew(message, urn)) this.warning(message, urn);
  }

  /** Resolves when everything said so far has been delivered, or given up. */
  async flush(): Promise<void> {
    await Promise.all(this.#underway);
  }

  #isNew(message: string, urn: string): boolean {
    const key = `${urn} ${message}`;
    const isNew = !this.#said.has(key);
    this.#said.add(key);
    return isNew;
  }

  #send(severity: Severity, message: string, urn: string): void {
    if (this.#sink === undefined) return;
    const delivery = this.#sink(severity, message, urn).finally(() => this.#underway.delete(delivery));
    this.#underway.add(delivery);
  }
}
