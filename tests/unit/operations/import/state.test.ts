// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts that look like references are what is tested.
/** The move of APIs between pulumi-auth0's state and ours. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { type ImportRequest, importApis } from "../../../../operations/import/index";
import { readState, type StateResource } from "../../../../operations/import/state/saved-state";
import { takenFrom, takeOutCommands } from "../../../../operations/import/state/taken";
import type { JsonObject } from "../../../../provider/model/values";
import { type InProcess, inProcess } from "../../../support/in-process";

const SERVER = "auth0:index/resourceServer:ResourceServer";
const SCOPES = "auth0:index/resourceServerScopes:ResourceServerScopes";
const GRANT = "auth0:index/clientGrant:ClientGrant";
const OURS = "apisettings:index:Api";

const urn = (type: string, name: string) => `urn:pulumi:dev::old::${type}::${name}`;

function resource(type: string, name: string, id: string, more: object = {}): JsonObject {
  return { urn: urn(type, name), type, id, custom: true, ...more };
}

const stateOf = (...resources: JsonObject[]): unknown => ({ version: 3, deployment: { resources } });

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

describe("APIs in a state", () => {
  describe("reading it", () => {
    const read = (...resources: JsonObject[]): StateResource[] => readState(stateOf(...resources));

    it("leaves out what is only read, or about to be deleted", () => {
      const found = read(
        resource(SERVER, "kept", "1"),
        resource(SERVER, "read", "2", { external: true }),
        resource(SERVER, "going", "3", { delete: true }),
      );
      assert.deepEqual(
        found.map(({ id }) => id),
        ["1"],
      );
      assert.deepEqual(readState({ deployment: {} }), []);
    });

    for (const wrong of [
      undefined,
      null,
      1,
      "text",
      [],
      {},
      { resources: [] },
      { deployment: { resources: 1 } },
      stateOf({}),
    ])
      it(`refuses ${JSON.stringify(wrong)}, and names the command that writes a state`, () => {
        assert.throws(() => readState(wrong), { code: "invalid-input", message: /pulumi stack export/ });
      });

    it("refuses a state with nothing to take", () => {
      assert.throws(() => takenFrom(read(resource(OURS, "a", "1")), "apisettings"), {
        code: "invalid-input",
      });
      assert.throws(() => takenFrom(read(resource(SERVER, "a", "1")), "auth0"), { code: "invalid-input" });
    });
  });

  describe("taking resources out of it", () => {
    const commandsFor = (...resources: JsonObject[]) =>
      takeOutCommands(takenFrom(readState(stateOf(...resources)), "apisettings"));

    it("forgets scopes with their APIs, those first that refer to others", () => {
      assert.deepEqual(
        commandsFor(
          resource(SERVER, "a", "1"),
          resource(SCOPES, "a", "1", { dependencies: [urn(SERVER, "a")] }),
          resource(GRANT, "other", "2"),
        ),
        [`pulumi state delete --yes '${urn(SCOPES, "a")}' '${urn(SERVER, "a")}'`],
      );
    });

    it("never takes along what depends on it", () => {
      for (const reference of [
        { dependencies: [urn(SERVER, "a")] },
        { parent: urn(SERVER, "a") },
        { deletedWith: urn(SERVER, "a") },
        { propertyDependencies: { audience: [urn(SERVER, "a")] } },
      ]) {
        const taken = takenFrom(
          readState(
            stateOf(
              resource(SERVER, "a", "1"),
              resource(SERVER, "b", "2"),
              resource(GRANT, "g", "3", reference),
            ),
          ),
          "apisettings",
        );
        assert.deepEqual(takeOutCommands(taken), [`pulumi state delete --yes '${urn(SERVER, "b")}'`]);
        assert.deepEqual(taken.dependents, [{ urn: urn(GRANT, "g"), on: [urn(SERVER, "a")] }]);
      }
    });

    it("keeps what something that is kept refers to", () => {
      const taken = takenFrom(
        readState(
          stateOf(
            resource(SERVER, "a", "1"),
            resource(SCOPES, "a", "1", { dependencies: [urn(SERVER, "a")] }),
            resource(GRANT, "g", "3", { dependencies: [urn(SCOPES, "a")] }),
          ),
        ),
        "apisettings",
      );
      assert.deepEqual(takeOutCommands(taken), []);
      assert.deepEqual(
        taken.dependents.map(({ on }) => on),
        [[urn(SERVER, "a")], [urn(SCOPES, "a")]],
      );
    });

    it("uses force only where something is protected, and quotes for the shell", () => {
      assert.deepEqual(commandsFor(resource(SERVER, "it's `x`", "1", { protect: true })), [
        `pulumi state delete --force --yes 'urn:pulumi:dev::old::${SERVER}::it'\\''s \`x\`'`,
      ]);
    });

    it("splits a long list", () => {
      const many = Array.from({ length: 60 }, (_, index) => resource(SERVER, `a${index}`, String(index)));
      const commands = commandsFor(...many);
      assert.equal(commands.length, 3);
      assert.equal(commands.join(" ").match(/urn:/g)?.length, 60);
    });
  });

  describe("importing them", () => {
    let world: InProcess;
    let ids: string[];
    beforeEach(async () => {
      world = await inProcess();
      ids = [];
      for (const index of Array.from({ length: 12 }, (_, number) => number)) {
        const { id } = await world.client.resourceServers.create({
          identifier: `urn:${index}`,
          name: `API ${index}`,
          token_lifetime: 600 + index,
          scopes: [{ value: "read:it", description: "Read ${it}" }],
        });
        ids.push(id);
      }
      world.sent();
    });
    afterEach(() => world.stop());

    const at = (index: number): string => ids[index] ?? assert.fail();
    const run = (state: unknown, change: Partial<ImportRequest> = {}) =>
      importApis(world.context, { ...REQUEST, state, ...change });

    it("takes exactly these, with their names in the state", async () => {
      const result = await run(stateOf(resource(SERVER, "my-api", at(3)), resource(SERVER, "class", at(5))));
      const program = parse(result.files.get("Pulumi.yaml") ?? "");
      assert.deepEqual(
        Object.entries(program.resources)
          .map(([key, value]) => [key, (value as { name: string }).name])
          .sort(),
        [
          ["classApi", "class"],
          ["myApi", "my-api"],
        ],
      );
      assert.equal(program.resources.myApi.properties.tokenLifetimeSeconds, 603);
      const { resources } = JSON.parse(result.files.get("import.json") ?? "");
      assert.deepEqual(resources.map(({ logicalName, id }: JsonObject) => [logicalName, id]).sort(), [
        ["class", at(5)],
        ["my-api", at(3)],
      ]);
      assert.deepEqual(new Set(world.sent()), new Set(["GET 200"]));
      assert.equal(result.leaving?.commands.length, 1);
    });

    it("lists the tenant where asking for each would take longer", async () => {
      const result = await run(stateOf(...ids.map((id, index) => resource(SERVER, `a${index}`, id))));
      assert.equal(result.apis.length, 12);
      assert.deepEqual(world.sent(), ["GET 200"]);
    });

    it("reports what the tenant does not have, and refuses where it has none of it", async () => {
      const gone = "0123456789abcdef01234567";
      const result = await run(stateOf(resource(SERVER, "a", at(0)), resource(SERVER, "gone", gone)));
      assert.equal(result.apis.length, 1);
      assert.deepEqual(result.missing, [urn(SERVER, "gone")]);
      await assert.rejects(run(stateOf(resource(SERVER, "gone", gone))), {
        code: "not-found",
        message: /AUTH0_DOMAIN/,
      });
    });

    it("one API that stands in the state twice is one resource", async () => {
      const result = await run(stateOf(resource(SERVER, "a", at(0)), resource(SERVER, "b", at(0))));
      assert.deepEqual(
        result.apis.map(({ resource: name }) => name),
        ["a"],
      );
      assert.match(result.leaving?.commands.join() ?? "", /::b'.*::a'/);
    });

    it("goes back: both forms of Api become ResourceServer and ResourceServerScopes", async () => {
      const dynamic = "pulumi-nodejs:dynamic/apisettings:Api";
      const state = stateOf(resource(OURS, "my-api", at(3)), resource(dynamic, "two", at(4)));
      const result = await run(state, { provider: "auth0" });
      const { resources, plugins } = parse(result.files.get("Pulumi.yaml") ?? "");
      assert.equal(plugins, undefined);
      assert.deepEqual(resources.myApi, {
        type: "auth0:ResourceServer",
        name: "my-api",
        properties: { identifier: "urn:3", name: "API 3", tokenLifetime: 603 },
        options: { protect: true },
      });
      assert.deepEqual(resources.myApiScopes, {
        type: "auth0:ResourceServerScopes",
        name: "my-apiScopes",
        properties: {
          resourceServerIdentifier: "urn:3",
          scopes: [{ name: "read:it", description: "Read $${it}" }],
        },
        options: { protect: true },
      });
      const { resources: specs } = JSON.parse(result.files.get("import.json") ?? "");
      assert.deepEqual(
        specs
          .filter(({ name }: JsonObject) => String(name).startsWith("myApi"))
          .map(({ id }: JsonObject) => id),
        [at(3), at(3)],
      );
      assert.match(result.leaving?.commands.join() ?? "", /dynamic\/apisettings:Api::two'.*::my-api'/);
    });
  });
});
