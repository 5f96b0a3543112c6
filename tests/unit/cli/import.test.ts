import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { addImportCommand, type ImportFlags, runImport } from "../../../cli/import";
import type { ResourceServer } from "../../../provider/client/client";
import type { ResourceContext } from "../../../provider/resources/context";
import { type InProcess, inProcess } from "../../support/in-process";

describe("apisettings import", () => {
  let world: InProcess;
  let folder: string;
  beforeEach(async () => {
    world = await inProcess();
    await world.client.resourceServers.create({ identifier: "urn:a", name: "Orders" });
    world.sent();
    folder = mkdtempSync(path.join(tmpdir(), "apisettings-cli-import-"));
  });
  afterEach(() => {
    world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const out = () => path.join(folder, "my project");

  async function run(
    flags: Partial<ImportFlags> = {},
    more: { context?: ResourceContext; signal?: AbortSignal; isTerminal?: boolean } = {},
  ): Promise<{ printed: string; told: string }> {
    let printed = "";
    let told = "";
    await runImport(
      {
        language: "yaml",
        provider: "apisettings",
        out: out(),
        identifier: [],
        name: [],
        protect: true,
        ...flags,
      },
      {
        print: (text) => {
          printed += text;
        },
        tell: (text) => {
          told += text;
        },
        isTerminal: more.isTerminal ?? false,
        signal: more.signal ?? new AbortController().signal,
        context: (signal) => ({ ...(more.context ?? world.context), signal }),
      },
    );
    return { printed, told };
  }

  /** A context whose tenant has these APIs and does something before each. */
  function listing(count: number, before: (index: number) => void = () => {}): ResourceContext {
    const list = async function* (): AsyncGenerator<ResourceServer> {
      for (let index = 0; index < count; index += 1) {
        before(index);
        yield { id: index.toString(16).padStart(24, "0"), identifier: `urn:${index}` };
      }
    };
    return { ...world.context, client: { resourceServers: { ...world.client.resourceServers, list } } };
  }

  it("writes the project and says what to do next", async () => {
    const { printed, told } = await run();
    assert.deepEqual(readdirSync(folder), ["my project"]);
    assert.deepEqual(readdirSync(out()).sort(), ["Pulumi.yaml", "import.json", "package.json"]);
    assert.match(readFileSync(path.join(out(), "Pulumi.yaml"), "utf8"), /^name: my-project\n/);
    assert.match(printed, /^1 API in .*my project: Pulumi\.yaml, package\.json, import\.json\.\n/);
    assert.match(
      printed,
      / {2}cd '.*my project'\n {2}npm install\n {2}pulumi stack init dev\n {2}pulumi import --file import\.json/,
    );
    assert.equal(told, "");
  });

  it("never writes over a file without --force, and asks the tenant nothing then", async () => {
    mkdirSync(out());
    writeFileSync(path.join(out(), "Pulumi.yaml"), "mine");
    writeFileSync(path.join(out(), "other"), "mine");
    await assert.rejects(run(), { code: "invalid-input", message: /Pulumi\.yaml already\. .*--force/ });
    assert.deepEqual(world.sent(), []);
    assert.equal(readFileSync(path.join(out(), "Pulumi.yaml"), "utf8"), "mine");
    await run({ force: true });
    assert.match(readFileSync(path.join(out(), "Pulumi.yaml"), "utf8"), /Orders/);
    assert.equal(readFileSync(path.join(out(), "other"), "utf8"), "mine");
    assert.deepEqual(readdirSync(folder), ["my project"]);
  });

  it("takes a folder that has none of its files, and leaves a package.json as it is", async () => {
    mkdirSync(out());
    writeFileSync(path.join(out(), "package.json"), "{}");
    const { printed } = await run({ language: "typescript" });
    assert.ok(existsSync(path.join(out(), "index.ts")));
    assert.equal(readFileSync(path.join(out(), "package.json"), "utf8"), "{}");
    assert.match(printed, /npm install @pulumi\/pulumi pulumi-apisettings\n/);
  });

  it("prints the files of a dry run and writes nothing", async () => {
    const { printed } = await run({ dryRun: true });
    assert.match(printed, /^==> Pulumi\.yaml <==\nname: my-project\n/);
    assert.match(printed, /==> import\.json <==\n\{/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("prints one JSON document, with the files after a dry run", async () => {
    const { printed } = await run({ json: true });
    const report = JSON.parse(printed);
    assert.deepEqual(report.files, ["Pulumi.yaml", "package.json", "import.json"]);
    assert.deepEqual(
      report.apis.map(({ identifier, name, resource, remarks }: Record<string, unknown>) => [
        identifier,
        name,
        resource,
        remarks,
      ]),
      [["urn:a", "Orders", "orders", []]],
    );
    const dry = JSON.parse((await run({ json: true, dryRun: true, out: path.join(folder, "b") })).printed);
    assert.equal(dry.written, false);
    assert.match(dry.files["Pulumi.yaml"], /^name: b\n/);
  });

  it("leaves nothing behind when it is stopped half-way", async () => {
    const controller = new AbortController();
    const context = listing(5, (index) => {
      if (index === 3) controller.abort();
    });
    await assert.rejects(run({}, { context, signal: controller.signal }), { code: "cancelled" });
    assert.deepEqual(readdirSync(folder), []);
  });

  it("leaves nothing behind where it cannot write", async () => {
    writeFileSync(path.join(folder, "file"), "");
    await assert.rejects(run({ out: path.join(folder, "file") }), {
      code: "invalid-input",
      message: /--out/,
    });
    assert.deepEqual(readdirSync(folder), ["file"]);
  });

  it("tells how far it is with a large tenant: on one line of a terminal, else now and then", async () => {
    const terminal = await run({ dryRun: true, name: [] }, { context: listing(250), isTerminal: true });
    assert.equal(terminal.told, "\r100 APIs read, 100 to import\r200 APIs read, 200 to import\n");
    const file = await run({ dryRun: true }, { context: listing(2_500) });
    assert.equal(file.told, "1000 APIs read, 1000 to import\n2000 APIs read, 2000 to import\n");
    assert.equal((await run({ dryRun: true }, { context: listing(99), isTerminal: true })).told, "");
  });

  it("with a state, says how the old program lets go, and what Pulumi would refuse", async () => {
    const [api] = (await run({ json: true, dryRun: true })).printed.match(/[0-9a-f]{24}/) ?? [];
    const type = "auth0:index/resourceServer:ResourceServer";
    const urn = `urn:pulumi:dev::old::${type}::orders`;
    const grant = "urn:pulumi:dev::old::auth0:index/clientGrant:ClientGrant::grant";
    const state = path.join(folder, "state.json");
    const resources: object[] = [
      { urn, type, id: api },
      { urn: `${urn}-gone`, type, id: "0123456789abcdef01234567" },
    ];
    writeFileSync(state, JSON.stringify({ deployment: { resources } }));
    const free = await run({ fromState: state });
    assert.match(free.printed, /pulumi state delete --yes '.*::orders-gone' '.*::orders'\n/);
    assert.match(free.told, /does not have the API of .*orders-gone/);
    resources.push({ urn: grant, type: "auth0:index/clientGrant:ClientGrant", id: "g", dependencies: [urn] });
    writeFileSync(state, JSON.stringify({ deployment: { resources } }));
    const held = await run({ fromState: state, force: true });
    assert.match(held.printed, /1 resource is referred to .*\n.*pulumi up/);
    assert.ok(held.printed.includes(grant));
  });

  it("says which credentials are missing before it asks for anything", async () => {
    const program = new Command();
    addImportCommand(program, { out: () => {}, err: () => {} }, { AUTH0_DOMAIN: "example.eu.auth0.com" });
    await assert.rejects(program.parseAsync(["node", "apisettings", "import", "--dry-run"]), {
      code: "missing-credentials",
      message: /AUTH0_API_TOKEN/,
    });
  });

  it("takes a pattern as often as it is given", async () => {
    await world.client.resourceServers.create({ identifier: "urn:b", name: "Stock" });
    await world.client.resourceServers.create({ identifier: "urn:c", name: "Other" });
    const { printed } = await run({ json: true, dryRun: true, identifier: ["urn:a", "*:b"] });
    assert.deepEqual(
      JSON.parse(printed)
        .apis.map(({ identifier }: { identifier: string }) => identifier)
        .sort(),
      ["urn:a", "urn:b"],
    );
  });

  it("refuses what it cannot use", async () => {
    await assert.rejects(run({ fromState: path.join(folder, "none") }), { code: "invalid-input" });
    for (const args of [
      ["--language", "go"],
      ["--provider", "aws"],
      ["--limit", "0"],
      ["--limit", "1.5"],
      ["--project", "../x"],
    ]) {
      const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
      addImportCommand(program, { out: () => {}, err: () => {} }, {});
      for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
      await assert.rejects(program.parseAsync(["node", "apisettings", "import", ...args]), {
        code: /^commander\.invalid/,
      });
    }
  });
});
