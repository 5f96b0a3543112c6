import assert from "node:assert/strict";
import { parse } from "yaml";
import { type ImportRequest, type ImportResult, importApis } from "../../../../operations/import/index";
import { ApiSettingsError } from "../../../../provider/model/errors";
import type { JsonObject } from "../../../../provider/model/values";
import { type InProcess, inProcess } from "../../../support/in-process";
import { rsaPem } from "../../../support/keys";

const REQUEST: ImportRequest = {
  language: "yaml",
  provider: "apisettings",
  project: "apis",
  protect: true,
  filters: { identifiers: [], names: [], includeSystem: false, limit: undefined },
  state: undefined,
  version: "1.2.3",
  hasPackageJson: false,
};

interface Program {
  resources: Record<
    string,
    {
      type: string;
      name?: string;
      properties: JsonObject;
      options?: { protect?: boolean; ignoreChanges?: string[] };
    }
  >;
}

describe("importing APIs", () => {
  let world: InProcess;
  beforeEach(async () => {
    world = await inProcess();
  });
  afterEach(() => world.stop());

  const create = (body: JsonObject) => world.client.resourceServers.create(body);
  const run = (change: Partial<ImportRequest> = {}) => importApis(world.context, { ...REQUEST, ...change });
  const filtered = (filters: Partial<ImportRequest["filters"]>) =>
    run({ filters: { ...REQUEST.filters, ...filters } });

  function programOf(result: ImportResult): Program {
    return parse(result.files.get("Pulumi.yaml") ?? "") as Program;
  }

  const importedBy = (result: ImportResult) =>
    (JSON.parse(result.files.get("import.json") ?? "") as { resources: JsonObject[] }).resources;

  const identifiersOf = (result: ImportResult) => result.apis.map(({ identifier }) => identifier).sort();

  it("declares what is not at its default, and names each API in the import file", async () => {
    const { id } = await create({
      identifier: "urn:a",
      name: "Orders",
      token_lifetime: 900,
      allow_offline_access: false,
    });
    const result = await run();
    assert.deepEqual(programOf(result), {
      name: "apis",
      runtime: "yaml",
      description: "APIs of the Auth0 tenant 127.0.0.1:4010",
      plugins: { providers: [{ name: "apisettings", path: "node_modules/pulumi-apisettings" }] },
      resources: {
        orders: {
          type: "apisettings:Api",
          properties: { identifier: "urn:a", name: "Orders", tokenLifetimeSeconds: 900 },
          options: { protect: true },
        },
      },
    });
    assert.deepEqual(importedBy(result), [{ type: "apisettings:index:Api", name: "orders", id }]);
    assert.deepEqual(JSON.parse(result.files.get("package.json") ?? "").dependencies, {
      "pulumi-apisettings": "^1.2.3",
    });
    assert.ok(result.commands.includes("pulumi import --file import.json --generate-code=false"));
  });

  it("asks in TypeScript for the version that the program will ask for", async () => {
    await create({ identifier: "urn:a" });
    const result = await run({ language: "typescript" });
    assert.equal(importedBy(result)[0]?.version, "1.2.3");
    assert.deepEqual(
      [...result.files.keys()],
      ["Pulumi.yaml", "package.json", "tsconfig.json", "index.ts", "import.json"],
    );
  });

  it("adds its packages to a package.json that is there, instead of writing another one", async () => {
    await create({ identifier: "urn:a" });
    const result = await run({ hasPackageJson: true });
    assert.deepEqual([...result.files.keys()], ["Pulumi.yaml", "import.json"]);
    assert.equal(result.commands[0], "npm install pulumi-apisettings");
    const other = await run({ hasPackageJson: true, provider: "auth0", language: "typescript" });
    assert.equal(other.commands[0], "npm install @pulumi/auth0 @pulumi/pulumi");
    assert.ok(!(await run({ provider: "auth0" })).commands.join().includes("npm"));
  });

  it("leaves protection out on request, in the program and in the import", async () => {
    await create({ identifier: "urn:a" });
    const result = await run({ protect: false });
    assert.equal(programOf(result).resources.urnA?.options, undefined);
    assert.ok(result.commands.some((command) => command.endsWith("--protect=false")));
  });

  it("says in a comment what it leaves as it is, and how to take it over", async () => {
    await create({ identifier: "urn:hs", name: "Signed", signing_alg: "HS256" });
    await create({
      identifier: "urn:jwe",
      token_encryption: {
        format: "compact-nested-jwe",
        encryption_key: { alg: "RSA-OAEP-256", pem: rsaPem(), kid: "k\nresources: {}" },
      },
    });
    await create({ identifier: "urn:zero", token_lifetime: 0 });
    const result = await run();
    const text = result.files.get("Pulumi.yaml") ?? "";
    assert.match(
      text,
      /# signingSecret stays .*\n *# +pulumi config set --secret signedSigningSecret\n *# +signingSecret: \$\{signedSigningSecret\}\n/,
    );
    assert.match(
      text,
      /# tokenEncryption stays as it is in the tenant, which does not show its encryptionKey\.pem\./,
    );
    assert.match(text, /# tokenLifetimeSeconds stays .* could not declare/);
    assert.equal(text.match(/# sensitivity: restricted # or /g)?.length, 3);
    assert.deepEqual(Object.keys(programOf(result).resources.urnZero?.properties ?? {}), ["identifier"]);
    assert.deepEqual(
      result.apis.map(({ remarks }) => remarks.length),
      [1, 1, 1],
    );
  });

  it("never meets a signing secret, and only reads", async () => {
    await create({ identifier: "urn:hs", signing_alg: "HS256", signing_secret: "never-to-be-seen-0123" });
    world.sent();
    const result = await run();
    assert.deepEqual(world.sent(), ["GET 200"]);
    assert.ok(![...result.files.values()].join().includes("never-to-be-seen"));
    const reads = world.tenant
      .requests()
      .filter(({ method, path }) => method === "GET" && path.includes("resource-servers"));
    assert.ok(reads.length > 0);
    for (const { path } of reads) assert.match(path, /fields=signing_secret&include_fields=false/);
  });

  it("reads 1,000 APIs in about 10 requests, and tells how far it is", async () => {
    await create({ identifier: "urn:model", name: "Same" });
    // Put there at once: to create them one by one takes longer than all other tests of this file.
    const snapshot = world.tenant.snapshot();
    const [collection = "", documents = []] =
      Object.entries(snapshot.collections).find(([, list]) => JSON.stringify(list).includes("urn:model")) ??
      [];
    const model = JSON.stringify(documents.at(-1));
    const { id } = JSON.parse(model) as { id: string };
    const copies = Array.from({ length: 999 }, (_, index) =>
      JSON.parse(
        model.replaceAll(id, index.toString(16).padStart(24, "0")).replace("urn:model", `urn:${index}`),
      ),
    );
    world.tenant.restore({
      ...snapshot,
      collections: { ...snapshot.collections, [collection]: [...documents, ...copies] },
    });
    world.sent();
    const told: number[] = [];
    const result = await importApis(world.context, REQUEST, (read) => told.push(read));
    const requests = world.sent();
    assert.equal(result.apis.length, 1_000);
    assert.ok(requests.length <= 11, `${requests.length} requests`);
    assert.deepEqual(new Set(requests), new Set(["GET 200"]));
    assert.equal(told.at(-1), 1_000);
    assert.equal(new Set(importedBy(result).map(({ name }) => name)).size, 1_000);
  });

  it("filters by identifier, name and number, and leaves system APIs out", async () => {
    await create({ identifier: "https://a.example.test/", name: "Orders" });
    await create({ identifier: "https://b.example.test/", name: "ORDERS old" });
    await create({ identifier: "https://A.example.test/" });
    assert.equal((await run()).apis.length, 3);
    assert.equal((await filtered({ includeSystem: true })).apis.length, 4);
    assert.deepEqual(identifiersOf(await filtered({ identifiers: ["https://a*"] })), [
      "https://a.example.test/",
    ]);
    assert.deepEqual(identifiersOf(await filtered({ names: ["orders*"] })), [
      "https://a.example.test/",
      "https://b.example.test/",
    ]);
    assert.deepEqual(identifiersOf(await filtered({ names: ["*old", "*x"], identifiers: ["*b*"] })), [
      "https://b.example.test/",
    ]);
    assert.equal((await filtered({ limit: 2 })).apis.length, 2);
  });

  it("declares of a system API only what the tenant lets be changed", async () => {
    await create({ identifier: "urn:auth0:express-configure" });
    const { resources } = programOf(await filtered({ includeSystem: true, identifiers: ["urn:auth0*"] }));
    assert.deepEqual(Object.values(resources)[0]?.properties, {
      identifier: "urn:auth0:express-configure",
      tokenLifetimeSeconds: 300,
      subjectTypeAuthorization: { user: { policy: "allow_all" }, client: { policy: "deny_all" } },
    });
  });

  it("keeps with ignoreChanges what a language cannot write", async () => {
    await create({ identifier: "urn:a", authorization_details: [{ type: "a", deep: [{ "Fn::x": 1 }] }] });
    const { resources } = programOf(await run());
    assert.deepEqual(resources.urnA?.options?.ignoreChanges, ["authorizationDetails"]);
    assert.equal(resources.urnA?.properties.authorizationDetails, undefined);
    const code = (await run({ language: "typescript" })).files.get("index.ts") ?? "";
    assert.match(code, /"Fn::x": 1/);
    assert.doesNotMatch(code, /ignoreChanges/);
  });

  it("says so where nothing is left", async () => {
    await assert.rejects(filtered({ names: ["nothing"] }), (error: unknown) => {
      assert.ok(error instanceof ApiSettingsError);
      assert.equal(error.code, "not-found");
      assert.match(error.message, /--include-system/);
      return true;
    });
  });

  it("stops when it is told to", async () => {
    await create({ identifier: "urn:a" });
    const context = { ...world.context, signal: AbortSignal.abort() };
    await assert.rejects(importApis(context, REQUEST), { code: "cancelled" });
  });
});
