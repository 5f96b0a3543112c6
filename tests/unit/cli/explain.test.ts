import assert from "node:assert/strict";
import { EXIT } from "../../../cli/exit-codes";
import type { ExplainFlags } from "../../../cli/explain";
import { runExplain } from "../../../cli/explain";
import type { CommandIo } from "../../../cli/io";
import { createProgram, main } from "../../../cli/main";
import type { TenantClient } from "../../../provider/client/client";
import { isApiSettingsError } from "../../../provider/model/errors";
import { width } from "../../../review/render/text";
import { type InProcess, inProcess } from "../../support/in-process";

const SECRET = "4dabf18193072939515e22adb298388d";
const STACK = [
  {
    type: "apisettings:index:Api",
    name: "payments",
    properties: {
      identifier: "https://payments.example/",
      tokenLifetimeSeconds: 900,
      tokenLifetimeForWebSeconds: 300,
      allowOfflineAccess: true,
      signingSecret: { [SECRET]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"never-shown-secret"' },
    },
  },
  { type: "apisettings:index:Api", name: "todo", properties: { identifier: "urn:todo" } },
  { type: "auth0:index/client:Client", name: "app", properties: { grantTypes: ["authorization_code"] } },
];

interface Ran {
  out: string;
  err: string;
}

async function run(
  api: string | undefined,
  flags: ExplainFlags,
  { text = JSON.stringify(STACK), client }: { text?: string; client?: TenantClient } = {},
): Promise<Ran> {
  const ran: Ran = { out: "", err: "" };
  await runExplain(api, flags, fakeIo(ran, text), () => {
    assert.ok(client, "no tenant is asked");
    return client;
  });
  return ran;
}

function fakeIo(ran: Ran, text: string): CommandIo {
  return {
    out: (more) => {
      ran.out += more;
    },
    err: (more) => {
      ran.err += more;
    },
    isTerminal: false,
    noColour: undefined,
    now: () => new Date(0),
    files: {
      exists: () => true,
      read: () => text,
      readStandardInput: async () => text,
      write: () => assert.fail("nothing is written"),
    },
    endWith: () => undefined,
  };
}

async function refused(running: Promise<unknown>): Promise<string> {
  try {
    await running;
  } catch (error) {
    assert.ok(
      isApiSettingsError(error, "invalid-input") || isApiSettingsError(error, "not-found"),
      String(error),
    );
    return error.message;
  }
  return assert.fail("it was taken");
}

describe("apisettings explain", () => {
  it("explains one API of a file, by name or identifier, within 80 columns", async () => {
    const byName = await run("payments", { file: "stack.json" });
    assert.equal((await run("https://payments.example/", { file: "-" })).out, byName.out);
    for (const line of byName.out.split("\n")) assert.ok(width(line) <= 80, line);
    const code = byName.out.split("\n").find((line) => line.startsWith("Authorization code")) ?? "";
    assert.match(code, /15 min \[\d+\] +offline, if/);
    assert.match(byName.out, /Implicit +5 min \[1\] +no \[2\]/);
    assert.match(byName.out, /\(RFC 6749, section 4\.2\.2\)/);
    assert.match(byName.out, /reaches only tokens issued after it/);
    assert.doesNotMatch(byName.out, /never-shown-secret|urn:todo/);
  });

  it("explains every API of a file where none is named", async () => {
    const { out } = await run(undefined, { file: "-" });
    assert.deepEqual(out.match(/^API ".*"/gm), ['API "payments"', 'API "todo"']);
  });

  it("looks at a client of the same stack", async () => {
    const { out } = await run("payments", { file: "-", client: "app" });
    assert.match(out, /For the client "app"/);
    assert.match(out, /The client lacks the grant type refresh_token/);
    assert.match(out, /Implicit +none \[\d+\] +none +none/);
  });

  it("narrows to a scope", async () => {
    const { out } = await run("payments", { file: "-", scope: "openid, read:x" });
    assert.match(out, /Scope: openid read:x\./);
    assert.match(out, /The scope does not ask for offline_access/);
    assert.match(out, /Authorization code +15 min \[\d+\] +no/);
  });

  it("JSON says all of it, row by row", async () => {
    const { out } = await run("payments", { file: "-", client: "app", json: true });
    const { version, explanations } = JSON.parse(out);
    assert.equal(version, 1);
    assert.equal(explanations.length, 1);
    const [api] = explanations[0].sections;
    const row = api.rows.find(({ flow }: { flow: string }) => flow === "authorization_code");
    assert.deepEqual(row.accessToken.seconds, { state: "known", value: 900, declared: true });
    assert.equal(row.accessToken.source.text, "Auth0 docs, Update Access Token Lifetime");
    assert.equal(row.offline.standing, "no");
    assert.doesNotMatch(out, /never-shown-secret/);
  });

  it("spells out a refresh token without end", async () => {
    const endless = [...STACK, { type: "auth0:index/client:Client", name: "web", properties: {} }];
    const { out } = await run(
      "payments",
      { file: "-", client: "web", json: true },
      { text: JSON.stringify(endless) },
    );
    assert.match(out, /"value": "unlimited"/);
    const text = (await run("payments", { file: "-", client: "web" }, { text: JSON.stringify(endless) })).out;
    assert.match(text.replace(/\s+/g, " "), /lifetime without end, unused without end, does not rotate/);
  });

  it("hostile names draw nothing in a terminal and no markup in Markdown", async () => {
    const name = "a\u001b[2J|<b>\n::error::x [y](http://evil.example) @team";
    const hostile = [{ type: "apisettings:index:Api", name, properties: { identifier: "urn:`x`|y" } }];
    const terminal = (await run(undefined, { file: "-" }, { text: JSON.stringify(hostile) })).out;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
    assert.doesNotMatch(terminal, /\u001b|^::/m);
    const markdown = (await run(undefined, { file: "-", markdown: true }, { text: JSON.stringify(hostile) }))
      .out;
    assert.doesNotMatch(markdown, /<b>|(?<!\\)\]\(http|[^\\]\|y|@team/);
    for (const line of markdown.split("\n").filter((one) => one.startsWith("| "))) {
      assert.equal(line.replaceAll("\\|", "").split("|").length, 6, line);
    }
  });

  it("refuses what contradicts itself or is not there, and names what is", async () => {
    assert.match(await refused(run("payments", {})), /Either --file or --tenant/);
    assert.match(await refused(run("payments", { file: "-", tenant: true })), /not both/);
    assert.match(await refused(run("payments", { file: "-", json: true, markdown: true })), /contradict/);
    assert.match(await refused(run(undefined, { tenant: true })), /must be named/);
    assert.match(
      await refused(run("none", { file: "-" })),
      /no Auth0 API called "none"\. It holds "payments", "todo"/,
    );
    assert.match(
      await refused(run("todo", { file: "-", client: "x" })),
      /no Auth0 client called "x"\. It holds "app"/,
    );
    assert.match(
      await refused(run("x", { file: "-" }, { text: "[]" })),
      /holds no Auth0 API|nothing that can be/,
    );
    assert.match(await refused(run("x", { file: "-" }, { text: "no JSON" })), /nothing that can be/);
  });

  it("has a help that shows how, and an exit code for a wrong flag", async () => {
    const ran: Ran = { out: "", err: "" };
    const codes: number[] = [];
    const io = { ...fakeIo(ran, ""), endWith: (code: number) => void codes.push(code) };
    await main(["node", "apisettings", "explain", "--help"], io);
    assert.match(ran.out, /Examples:[\s\S]*--tenant --client/);
    await main(["node", "apisettings", "explain", "--nonsense"], io);
    assert.deepEqual(codes, [EXIT.fine, EXIT.usage]);
    assert.ok(createProgram(io).commands.some((command) => command.name() === "explain"));
  });

  describe("with a live tenant", () => {
    let live: InProcess;
    before(async () => {
      live = await inProcess();
      await live.client.resourceServers.create({
        identifier: "https://payments.example/",
        token_lifetime: 900,
        token_lifetime_for_web: 300,
        allow_offline_access: true,
      });
    });
    after(() => live.stop());

    it("reads API, client, grants and settings, and nothing is written", async () => {
      live.sent();
      const flags: ExplainFlags = { tenant: true, client: "spa", json: true };
      const { out, err } = await run("https://payments.example/", flags, { client: live.client });
      assert.equal(err, "");
      assert.deepEqual(live.sent(), ["GET 200", "GET 200", "GET 200", "GET 200"]);
      const [explanation] = JSON.parse(out).explanations;
      assert.equal(explanation.client, "Single-page application");
      const row = explanation.sections[0].rows.find(
        ({ flow }: { flow: string }) => flow === "authorization_code",
      );
      assert.deepEqual(row.accessToken.seconds, { state: "known", value: 900, declared: true });
      assert.equal(row.offline.standing, "yes");
      assert.equal(row.offline.lifetime.idleSeconds.value, 1_296_000);
      assert.match(explanation.sections[1].target.because, /has no Default Audience/);
    });

    it("finds an API by its id, and says so where there is none", async () => {
      const api = await live.client.resourceServers.findByIdentifier("https://payments.example/");
      assert.ok(api);
      assert.match((await run(api.id, { tenant: true }, { client: live.client })).out, /payments\.example/);
      assert.match(await refused(run("urn:none", { tenant: true }, { client: live.client })), /no API with/);
      const flags: ExplainFlags = { tenant: true, client: "nobody" };
      assert.match(await refused(run(api.id, flags, { client: live.client })), /no client "nobody"/);
    });

    it("says what it may not read, and goes on", async () => {
      const { clientGrants } = live.tenant.context.store;
      const narrow = await inProcess();
      try {
        const { store } = narrow.tenant.context;
        const [grant] = store.clientGrants.find({ client_id: "local-admin" });
        assert.ok(grant);
        store.clientGrants.replace({
          ...grant,
          scope: ["read:resource_servers", "read:clients", "create:resource_servers"],
        });
        await narrow.client.resourceServers.create({ identifier: "urn:api" });
        const { out, err } = await run("urn:api", { tenant: true, client: "web" }, { client: narrow.client });
        assert.match(err, /Not read: client grants\. .*read:client_grants/);
        assert.match(err, /Not read: the settings of the tenant\. .*read:tenant_settings/);
        assert.match(out, /taken to be\s+unset/);
      } finally {
        narrow.stop();
      }
      assert.ok(clientGrants.count({}) > 0);
    });
  });
});
