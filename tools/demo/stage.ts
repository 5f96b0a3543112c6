/** What the demo plays on: a local tenant, and the same two APIs declared in two languages. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { startTenant, type Tenant } from "../../tenant";
import type { CommandResult } from "../support/command";
import { ManagementApi } from "../support/management-api";
import { installPackedPackage } from "../support/packed-package";
import { PulumiProject } from "../support/pulumi-project";
import type { Narrator } from "./narrator";

/** One of the two programs. */
export interface Actor {
  name: string;
  file: string;
  project: PulumiProject;
  banking: string;
  todo: string;
  /** A lifetime in the program's own words. */
  lifetime(seconds: number): string;
}

export interface Run extends CommandResult {
  actor: Actor;
}

export class Stage {
  readonly tenant: Tenant;
  readonly management: ManagementApi;
  readonly actors: readonly Actor[];
  readonly #narrator: Narrator;
  readonly #root: string;

  private constructor(tenant: Tenant, actors: readonly Actor[], narrator: Narrator, root: string) {
    this.tenant = tenant;
    this.management = new ManagementApi(tenant);
    this.actors = actors;
    this.#narrator = narrator;
    this.#root = root;
  }

  static async open(narrator: Narrator, binDirectory: string): Promise<Stage> {
    const root = mkdtempSync(path.join(tmpdir(), "apisettings-demo-"));
    const [tenant, modules] = await Promise.all([startTenant(), installPackedPackage(root)]);
    const project = (form: string) =>
      new PulumiProject({
        directory: path.join(root, form, "program"),
        workDirectory: path.join(root, form),
        from: path.join(__dirname, "programs", form),
        binDirectory,
        modules,
        environment: {
          AUTH0_DOMAIN: tenant.url,
          AUTH0_CLIENT_ID: tenant.clientId,
          AUTH0_CLIENT_SECRET: tenant.clientSecret,
        },
      });
    const actor = (name: string, form: string, file: string, lifetime: Actor["lifetime"]): Actor => ({
      name,
      file,
      lifetime,
      project: project(form),
      banking: `https://banking.${form}.example.test/`,
      todo: `https://todo.${form}.example.test/`,
    });
    const actors = [
      actor("TypeScript", "typescript", "index.ts", (seconds) =>
        seconds % 60 === 0 ? `minutes(${seconds / 60})` : String(seconds),
      ),
      actor("YAML", "yaml", "Pulumi.yaml", String),
    ];
    await Promise.all(actors.map((each) => each.project.init()));
    return new Stage(tenant, actors, narrator, root);
  }

  /** Runs one `pulumi` command in both programs at once. */
  async pulumi(command: string, ...more: string[]): Promise<Run[]> {
    const args = [...command.split(" "), ...more];
    const runs = await Promise.all(
      this.actors.map(async (actor) => ({ actor, ...(await actor.project.run(args)) })),
    );
    for (const { actor, seconds } of runs) this.#narrator.action(actor.name, `$ pulumi ${command}`, seconds);
    return runs;
  }

  /** Replaces one piece of text in both programs, as a developer would, and shows it. */
  edit(what: (actor: Actor) => { from: RegExp; to: string }): void {
    for (const actor of this.actors) {
      const text = actor.project.read(actor.file);
      const { from, to } = what(actor);
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${actor.file}: nothing matches ${from}`);
      actor.project.write(actor.file, changed);
      const removed = differing(text, changed).map((line) => `- ${line}`);
      const added = differing(changed, text).map((line) => `+ ${line}`);
      this.#narrator.action(actor.name, `edit ${actor.file}`);
      this.#narrator.quote([...removed, ...added]);
    }
  }

  /** Requests that reached the tenant while `action` ran. */
  async requestsDuring(action: () => Promise<unknown>): Promise<number> {
    const before = this.tenant.requests().length;
    await action();
    return this.tenant.requests().length - before;
  }

  /** A fresh access token, verified against the tenant's published keys. */
  async token(audience: string): Promise<{ text: string; lifetimeSeconds: number }> {
    const { access_token: text } = await this.management.token(audience);
    await this.verify(text, audience);
    const { exp = 0, iat = 0 } = decodeJwt(text);
    return { text, lifetimeSeconds: exp - iat };
  }

  async verify(token: string, audience: string): Promise<void> {
    const keys = createRemoteJWKSet(new URL(`${this.tenant.url}/.well-known/jwks.json`));
    await jwtVerify(token, keys, { audience, issuer: `${this.tenant.url}/` });
  }

  async close(): Promise<void> {
    await this.tenant.close();
    rmSync(this.#root, { recursive: true, force: true });
  }
}

function differing(text: string, other: string): string[] {
  const others = new Set(other.split("\n"));
  return text
    .split("\n")
    .filter((line) => !others.has(line))
    .map((line) => line.trim());
}
