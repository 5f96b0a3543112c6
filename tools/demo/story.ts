/** The story of the demo, step by step. Every statement is checked. */
import { decodeJwt } from "jose";
import type { Narrator } from "./narrator";
import type { Run, Stage } from "./stage";

const LIFETIME_LINE = /tokenLifetimeSeconds: [^,\n]+/;

export async function tellStory(stage: Stage, say: Narrator): Promise<void> {
  await refusedPreview(stage, say);
  await goodPreview(stage, say);
  await apply(stage, say);
  await tokens(stage, say);
  await shorten(stage, say);
  await refusedRemoval(stage, say);
  await replacement(stage, say);
  await drift(stage, say);
  await destroy(stage, say);
}

async function refusedPreview(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "A lifetime beyond the limit is refused in the preview",
    "Auth0 accepts at most 2,592,000 s (30 days). Other tools find that out while applying, when half of the change is made.",
  );
  stage.edit(() => ({ from: LIFETIME_LINE, to: "tokenLifetimeSeconds: 2592001" }));
  let runs: Run[] = [];
  const requests = await stage.requestsDuring(async () => {
    runs = await stage.pulumi("preview");
  });
  for (const { actor, code, output } of runs) {
    const message = matching(output, /2592001 is more than/).map((line) =>
      line.replace(/^.* has a problem: /, ""),
    );
    if (actor === stage.actors[0]) say.quote(message.slice(0, 1));
    say.check(
      `${actor.name}: refused, naming field, value, limit and way out`,
      code !== 0 && message.length > 0,
      output,
    );
  }
  say.check("not one request was sent to the tenant", requests === 0, `${requests} requests`);
}

async function goodPreview(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "A good preview",
    "The banking API's tokens live 15 minutes and cannot be refreshed offline; the to-do API declares no lifetime.",
  );
  stage.edit((actor) => ({ from: LIFETIME_LINE, to: `tokenLifetimeSeconds: ${actor.lifetime(900)}` }));
  let runs: Run[] = [];
  const requests = await stage.requestsDuring(async () => {
    runs = await stage.pulumi("preview");
  });
  for (const { actor, code, output } of runs) {
    const created = matching(output, /Api\s+(banking|todo)\s+create/);
    if (actor === stage.actors[0]) say.quote(created);
    say.check(`${actor.name}: two APIs to create`, code === 0 && created.length === 2, output);
  }
  say.check("a preview needs no request either", requests === 0, `${requests} requests`);
}

async function apply(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "Apply",
    "One POST for each API, with what is declared and nothing else: the tenant's own defaults hold.",
  );
  const runs = await stage.pulumi("up --yes --skip-preview");
  for (const { actor, code, output } of runs) {
    say.check(`${actor.name}: applied`, code === 0, output);
    const banking = await stage.management.api(actor.banking);
    const todo = await stage.management.api(actor.todo);
    say.check(`${actor.name}: the tenant has 900 s for banking`, banking.token_lifetime === 900);
    say.check(`${actor.name}: banking allows no offline access`, banking.allow_offline_access === false);
    say.check(`${actor.name}: the tenant has its default for to-do`, todo.token_lifetime === 86_400);
  }
}

async function tokens(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "The settings take effect in tokens",
    "A token of each API, fetched with client credentials, verified against the tenant's published keys and decoded.",
  );
  for (const actor of stage.actors) {
    for (const [audience, expected] of [
      [actor.banking, 900],
      [actor.todo, 86_400],
    ] as const) {
      await stage.management.grant(audience);
      const { lifetimeSeconds } = await stage.token(audience);
      say.check(
        `aud ${audience}  exp - iat = ${lifetimeSeconds} s`,
        lifetimeSeconds === expected,
        `expected ${expected}`,
      );
    }
  }
}

async function shorten(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "A change from 3,600 s to 900 s is an update in place, and reaches new tokens only",
    "First an hour is applied and a token of that time is kept; then the lifetime goes back to 15 minutes.",
  );
  stage.edit((actor) => ({ from: LIFETIME_LINE, to: `tokenLifetimeSeconds: ${actor.lifetime(3_600)}` }));
  await stage.pulumi("up --yes --skip-preview");
  const old = await Promise.all(stage.actors.map((actor) => stage.token(actor.banking)));
  stage.edit((actor) => ({ from: LIFETIME_LINE, to: `tokenLifetimeSeconds: ${actor.lifetime(900)}` }));
  for (const { actor, output } of await stage.pulumi("preview --diff")) {
    const lines = matching(output, /~ .*(Api|tokenLifetimeSeconds)/);
    say.quote(lines);
    const inPlace =
      lines.some((line) => /tokenLifetimeSeconds: 3600 => 900/.test(line)) && !/replace/.test(output);
    say.check(`${actor.name}: shown as an update in place, 3600 => 900`, inPlace, output);
  }
  await stage.pulumi("up --yes --skip-preview");
  for (const [index, actor] of stage.actors.entries()) {
    const before = old[index];
    if (before === undefined) continue;
    const { lifetimeSeconds } = await stage.token(actor.banking);
    say.check(`${actor.name}: a new token lives ${lifetimeSeconds} s`, lifetimeSeconds === 900);
    await stage.verify(before.text, actor.banking);
    const { exp = 0, iat = 0 } = decodeJwt(before.text);
    say.check(
      `${actor.name}: the token fetched before is still valid and keeps its ${exp - iat} s`,
      exp - iat === 3_600,
    );
  }
}

async function refusedRemoval(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "A removed line that would lengthen tokens is refused",
    "Without the line the default of 86,400 s would hold. Nobody lengthens a token by deleting a line.",
  );
  stage.edit(() => ({ from: /\n *tokenLifetimeSeconds: [^,\n]+,?/, to: "" }));
  for (const { actor, code, output } of await stage.pulumi("preview")) {
    const lines = matching(output, /tokenLifetimeSeconds: (900|86400) \(/);
    say.quote(lines);
    say.check(
      `${actor.name}: refused, with both lines to choose from`,
      code !== 0 && lines.length === 2,
      output,
    );
  }
  stage.edit((actor) => {
    const end = actor.name === "YAML" ? "" : ",";
    return {
      from: /( *)allowOfflineAccess/,
      to: `$1tokenLifetimeSeconds: ${actor.lifetime(900)}${end}\n$1allowOfflineAccess`,
    };
  });
}

async function replacement(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "Another identifier is another API",
    "The identifier is the audience that clients ask for, so a change is shown as what it is: a replacement.",
  );
  stage.edit(() => ({ from: /\/\/banking\./, to: "//bank." }));
  for (const { actor, output } of await stage.pulumi("preview")) {
    const lines = matching(output, /banking\s+replace/);
    say.quote(lines);
    say.check(`${actor.name}: shown as a replacement`, lines.length > 0, output);
  }
  stage.edit(() => ({ from: /\/\/bank\./, to: "//banking." }));
}

async function drift(stage: Stage, say: Narrator): Promise<void> {
  say.step(
    "A change behind Pulumi's back is found",
    "Somebody sets the banking APIs to 30 days with offline access, through the Management API.",
  );
  for (const actor of stage.actors) {
    await stage.management.change(actor.banking, { token_lifetime: 2_592_000, allow_offline_access: true });
  }
  for (const { actor, code, output } of await stage.pulumi(
    "refresh --preview-only --diff --expect-no-changes",
  )) {
    const lines = matching(output, /(tokenLifetimeSeconds|allowOfflineAccess) *:.*=>/);
    say.quote(lines);
    const both = ["tokenLifetimeSeconds", "allowOfflineAccess"].every((name) =>
      lines.some((line) => line.includes(name)),
    );
    say.check(`${actor.name}: both settings are reported as drift (exit code 7)`, code === 7 && both, output);
  }
  await stage.pulumi("up --yes --skip-preview --refresh");
  for (const actor of stage.actors) {
    const { token_lifetime: lifetime, allow_offline_access: offline } = await stage.management.api(
      actor.banking,
    );
    say.check(
      `${actor.name}: put right: ${lifetime} s, offline access ${offline}`,
      lifetime === 900 && offline === false,
    );
  }
}

async function destroy(stage: Stage, say: Narrator): Promise<void> {
  say.step("Destroy", "Everything that was declared goes, and nothing else.");
  for (const { actor, code, output } of await stage.pulumi("destroy --yes --skip-preview")) {
    say.check(`${actor.name}: destroyed`, code === 0, output);
  }
  const left = await stage.management.apis();
  say.check(
    "no API is left in the tenant",
    left.length === 0,
    left.map(({ identifier }) => identifier).join(),
  );
}

function matching(output: string, pattern: RegExp): string[] {
  return output
    .split("\n")
    .filter((line) => pattern.test(line))
    .map((line) => line.trim().replace(/ +/g, " "));
}
