import assert from "node:assert/strict";
import { isSecret, revealAll, Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { checkCreation, createApi, previewCreate } from "../../../provider/resources/create";
import { deleteApi } from "../../../provider/resources/delete";
import { diffApi } from "../../../provider/resources/diff";
import { listApis } from "../../../provider/resources/list";
import { lookUpApi } from "../../../provider/resources/lookup";
import { importedInputs, readApi } from "../../../provider/resources/read";
import { previewUpdate, updateApi } from "../../../provider/resources/update";
import { type InProcess, inProcess } from "../../support/in-process";
import { rsaPem } from "../../support/keys";

const identifier = "https://banking.example.test/";
const pem = rsaPem();

describe("an API's life, from the resource functions to the tenant", () => {
  let world: InProcess;
  beforeEach(async () => {
    world = await inProcess();
  });
  afterEach(() => world.stop());

  const create = (inputs: ValueObject) => createApi(world.context, { identifier, ...inputs });
  /** What the tenant holds, read past the resource functions. */
  const stored = async (id: string) => world.client.resourceServers.get(id, { withSigningSecret: true });
  const rejects = (promise: Promise<unknown>, code: string, text: RegExp) =>
    assert.rejects(promise, (error: Error & { code?: string }) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, text);
      assert.ok(!("id" in error));
      return true;
    });

  describe("creation", () => {
    it("is one POST of what is declared; the tenant's defaults hold for the rest", async () => {
      const { id, outputs } = await create({ tokenLifetimeSeconds: 900 });
      assert.deepEqual(world.sent(), ["POST 201"]);
      assert.equal(outputs.apiId, id);
      assert.equal(outputs.tokenLifetimeSeconds, 900);
      assert.equal(outputs.tokenLifetimeForWebSeconds, 7_200);
      assert.equal(outputs.enforcePolicies, false, "what an absent key means");
      assert.equal(outputs.isSystem, false);
      assert.equal((await stored(id))?.name, undefined);
    });

    it("declaring only 3,600 s works although the default web lifetime is 7,200 s", async () => {
      const { outputs } = await create({ tokenLifetimeSeconds: 3_600 });
      assert.equal(outputs.tokenLifetimeSeconds, 3_600);
    });

    it("sends nested settings under the tenant's names and reads them back", async () => {
      const declared = {
        scopes: [{ value: "read:accounts", description: "Read accounts" }, { value: "write:accounts" }],
        proofOfPossession: { mechanism: "dpop", required: true, requiredFor: "all_clients" },
        subjectTypeAuthorization: { client: { policy: "deny_all" }, user: { policy: "deny_all" } },
        authorizationDetails: [{ type: "payment_initiation", fooBar: { bazQux: 1 } }],
        accessToken: { claimsMapping: { customClaims: [{ name: "a", expression: "b" }] } },
      };
      const { id, outputs } = await create(declared);
      for (const [name, value] of Object.entries(declared)) assert.deepEqual(outputs[name], value, name);
      const body = await stored(id);
      assert.deepEqual(body?.proof_of_possession, {
        mechanism: "dpop",
        required: true,
        required_for: "all_clients",
      });
      assert.deepEqual(body?.authorization_details, [{ type: "payment_initiation", fooBar: { bazQux: 1 } }]);
    });

    it("keeps the declared encryption key in state beside the tenant's thumbprint", async () => {
      const tokenEncryption = { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256", pem } };
      const { id, outputs } = await create({ tokenEncryption });
      const { encryptionKey } = outputs.tokenEncryption as { encryptionKey: Record<string, string> };
      assert.equal(encryptionKey.pem, pem);
      assert.equal(encryptionKey.thumbprintSha256?.length, 43);
      const read = await readApi(world.context, {
        id,
        oldInputs: { identifier, tokenEncryption },
        oldOutputs: outputs,
      });
      assert.deepEqual(read?.inputs.tokenEncryption, tokenEncryption);
    });

    it("wraps secrets: declared ones, generated ones, and whatever the program marked", async () => {
      const declared = await create({
        signingAlg: "HS256",
        signingSecret: new Secret("0123456789abcdef"),
        name: new Secret("n"),
      });
      assert.ok(isSecret(declared.outputs.signingSecret));
      assert.ok(isSecret(declared.outputs.name));
      const generated = await create({ identifier: "https://generated/", signingAlg: "HS256" });
      assert.ok(isSecret(generated.outputs.signingSecret));
      assert.match(String(revealAll(generated.outputs.signingSecret ?? "")), /^[A-Za-z0-9]{32}$/);
    });

    it("of an identifier that is taken is a conflict that names the ways out", async () => {
      await create({});
      await rejects(create({}), "conflict", /pulumi import .*existing: "adopt"/s);
    });

    it("of a reserved identifier is refused without a request", async () => {
      await rejects(create({ identifier: "https://127.0.0.1:4010/api/v2/" }), "invalid-input", /reserved/);
      assert.deepEqual(world.sent(), []);
    });

    it("adopts what exists: sets what is declared and differs, leaves the rest", async () => {
      const first = await create({ tokenLifetimeSeconds: 1_000, name: "Theirs" });
      world.sent();
      const { id, outputs } = await create({
        existing: "adopt",
        tokenLifetimeSeconds: 900,
        allowOfflineAccess: false,
      });
      assert.equal(id, first.id);
      assert.equal(outputs.tokenLifetimeSeconds, 900);
      assert.equal(outputs.name, "Theirs");
      assert.equal(world.sent().filter((call) => call === "PATCH 200").length, 1);
      assert.match(world.logged.join(), /Adopted .* set tokenLifetimeSeconds\./);
    });

    it("adopts without a PATCH where nothing differs", async () => {
      await create({ tokenLifetimeSeconds: 900 });
      world.sent();
      await create({ existing: "adopt", tokenLifetimeSeconds: 900 });
      assert.ok(!world.sent().some((call) => call.startsWith("PATCH")));
    });
  });

  describe("preview", () => {
    it("of a creation knows defaults, and that the id is unknown", () => {
      const outputs = previewCreate({ identifier, tokenLifetimeSeconds: 900 });
      assert.equal(outputs.apiId, UNKNOWN);
      assert.equal(outputs.tokenLifetimeSeconds, 900);
      assert.equal(outputs.tokenLifetimeForWebSeconds, 7_200);
      assert.equal(outputs.isSystem, false);
      assert.equal(previewCreate({ identifier, existing: "adopt" }).tokenLifetimeSeconds, UNKNOWN);
    });

    it("promises nothing that the creation does not keep", async () => {
      const inputs = { identifier, tokenLifetimeSeconds: 900, scopes: [{ value: "a" }], signingAlg: "HS256" };
      const foreseen = previewCreate(inputs);
      const { outputs } = await createApi(world.context, inputs);
      for (const [name, value] of Object.entries(foreseen)) {
        if (value === UNKNOWN || isSecret(value)) assert.notEqual(outputs[name], undefined, name);
        else assert.deepEqual(outputs[name], value, name);
      }
    });

    it("of an update keeps what does not change, and knows what a removal means", () => {
      const oldOutputs = { identifier, apiId: "x", allowOfflineAccess: true, consentPolicy: "p", name: "n" };
      const oldInputs = { identifier, allowOfflineAccess: true, consentPolicy: "p", name: "n" };
      const outputs = previewUpdate({
        oldInputs,
        oldOutputs,
        inputs: { identifier, tokenLifetimeSeconds: 5 },
      });
      assert.deepEqual(outputs, {
        identifier,
        apiId: "x",
        allowOfflineAccess: false,
        name: "n",
        tokenLifetimeSeconds: 5,
      });
    });

    it("asks the tenant for a taken identifier only where previewChecks says so", async () => {
      await create({});
      world.sent();
      await checkCreation(world.context, { identifier });
      assert.deepEqual(world.sent(), []);
      const asking = {
        ...world.context,
        behaviour: { ...world.context.behaviour, previewChecks: "tenant" as const },
      };
      await rejects(checkCreation(asking, { identifier }), "conflict", /pulumi import/);
      await checkCreation(asking, { identifier: UNKNOWN });
      await checkCreation(asking, { identifier: "https://free/" });
      await checkCreation(asking, { identifier, existing: "adopt" });
    });
  });

  describe("update", () => {
    it("is one PATCH of what changed and of what a removal means", async () => {
      const oldInputs = { identifier, tokenLifetimeSeconds: 3_600, allowOfflineAccess: true, name: "Bank" };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      world.sent();
      const inputs = { identifier, tokenLifetimeSeconds: 900 };
      const { outputs } = await updateApi(world.context, { id, oldInputs, oldOutputs, inputs });
      assert.deepEqual(world.sent(), ["PATCH 200"]);
      const body = await stored(id);
      assert.equal(body?.token_lifetime, 900);
      assert.equal(body?.allow_offline_access, false);
      assert.equal(body?.name, "Bank", "name is left alone");
      assert.equal(outputs.name, "Bank");
    });

    it("leaves alone what somebody else changed in the meantime", async () => {
      const oldInputs = { identifier, tokenLifetimeSeconds: 3_600 };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      await world.client.resourceServers.update(id, { allow_offline_access: true });
      await updateApi(world.context, {
        id,
        oldInputs,
        oldOutputs,
        inputs: { identifier, tokenLifetimeSeconds: 900 },
      });
      assert.equal((await stored(id))?.allow_offline_access, true);
    });

    it("clears what can be cleared", async () => {
      const oldInputs = { identifier, proofOfPossession: { mechanism: "dpop", required: true } };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      const { outputs } = await updateApi(world.context, {
        id,
        oldInputs,
        oldOutputs,
        inputs: { identifier },
      });
      assert.equal(outputs.proofOfPossession, undefined);
      assert.ok(!("proof_of_possession" in ((await stored(id)) ?? {})));
    });

    it("sends the other half of an object that the tenant may replace as a whole", async () => {
      const oldInputs = { identifier };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      const inputs = { identifier, subjectTypeAuthorization: { user: { policy: "deny_all" } } };
      await updateApi(world.context, { id, oldInputs, oldOutputs, inputs });
      assert.deepEqual((await stored(id))?.subject_type_authorization, {
        client: { policy: "require_client_grant" },
        user: { policy: "deny_all" },
      });
    });

    it("sends nothing where only state changes", async () => {
      const oldInputs = { identifier };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      world.sent();
      const inputs = { identifier, sensitivity: "restricted", tokenLifetimeSeconds: 86_400 };
      const { outputs } = await updateApi(world.context, { id, oldInputs, oldOutputs, inputs });
      assert.deepEqual(world.sent(), []);
      assert.equal(outputs.sensitivity, "restricted");
    });

    it("of an API that was deleted outside says so, with the two commands that repair it", async () => {
      const { id, outputs: oldOutputs } = await create({});
      await world.client.resourceServers.delete(id);
      const request = {
        id,
        oldInputs: { identifier },
        oldOutputs,
        inputs: { identifier, tokenLifetimeSeconds: 5 },
      };
      await rejects(updateApi(world.context, request), "gone", /pulumi refresh.*pulumi up/s);
    });
  });

  describe("read", () => {
    it("after a creation brings no drift, whatever was declared", async () => {
      const oldInputs = {
        identifier,
        tokenLifetimeSeconds: 900,
        subjectTypeAuthorization: { user: { policy: "deny_all" } },
        signingAlg: "HS256",
        signingSecret: new Secret("0123456789abcdef"),
        sensitivity: "restricted",
        existing: "adopt",
        __defaults: [],
      };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      const read = await readApi(world.context, { id, oldInputs, oldOutputs });
      assert.deepEqual(Object.keys(read?.inputs ?? {}).sort(), Object.keys(oldInputs).sort());
      const diff = diffApi({
        oldInputs: read?.inputs ?? {},
        oldOutputs: read?.outputs ?? {},
        inputs: oldInputs,
      });
      assert.deepEqual(diff.changes, []);
      assert.deepEqual(read?.outputs, oldOutputs);
    });

    it("shows drift of declared and of undeclared settings, but not of unmanaged ones", async () => {
      const oldInputs = { identifier, tokenLifetimeSeconds: 900 };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      await world.client.resourceServers.update(id, {
        token_lifetime: 1_000,
        allow_offline_access: true,
        name: "Renamed outside",
        scopes: [{ value: "added" }],
      });
      const read = await readApi(world.context, { id, oldInputs, oldOutputs });
      assert.deepEqual(read?.inputs, { identifier, tokenLifetimeSeconds: 1_000, allowOfflineAccess: true });
      assert.equal(read?.outputs.name, "Renamed outside");
    });

    it("does not call an adopted API's own settings drift", async () => {
      const { id } = await create({ tokenLifetimeSeconds: 1_000 });
      const oldInputs = { identifier, existing: "adopt" };
      const { outputs: oldOutputs } = await createApi(world.context, oldInputs);
      const read = await readApi(world.context, { id, oldInputs, oldOutputs });
      assert.deepEqual(read?.inputs, oldInputs);
    });

    it("shows an encryption key that was exchanged outside", async () => {
      const key = (text: string) => ({
        format: "compact-nested-jwe",
        encryptionKey: { alg: "RSA-OAEP-256", pem: text },
      });
      const oldInputs = { identifier, tokenEncryption: key(pem) };
      const { id, outputs: oldOutputs } = await createApi(world.context, oldInputs);
      const other = rsaPem(1);
      await world.client.resourceServers.update(id, {
        token_encryption: {
          format: "compact-nested-jwe",
          encryption_key: { alg: "RSA-OAEP-256", pem: other },
        },
      });
      const read = await readApi(world.context, { id, oldInputs, oldOutputs });
      const diff = diffApi({
        oldInputs: read?.inputs ?? {},
        oldOutputs: read?.outputs ?? {},
        inputs: oldInputs,
      });
      assert.deepEqual(
        diff.changes.map(({ path }) => path),
        ["tokenEncryption"],
      );
    });

    it("of a missing API is undefined", async () => {
      assert.equal(await readApi(world.context, { id: "0123456789abcdef01234567" }), undefined);
    });

    it("imports by id and by identifier: what is not at its default, and no secret", async () => {
      const { id } = await create({
        tokenLifetimeSeconds: 900,
        tokenLifetimeForWebSeconds: 7_200 - 6_600,
        name: "Bank",
        signingAlg: "HS256",
        signingSecret: new Secret("0123456789abcdef"),
      });
      const byId = await readApi(world.context, { id });
      const byIdentifier = await readApi(world.context, { id: identifier });
      assert.deepEqual(byId, byIdentifier);
      assert.equal(byIdentifier?.id, id);
      assert.deepEqual(byId?.inputs, {
        identifier,
        name: "Bank",
        tokenLifetimeSeconds: 900,
        tokenLifetimeForWebSeconds: 600,
        signingAlg: "HS256",
      });
      assert.equal(byId?.outputs.signingSecret, undefined);
    });

    it("warns of values that a program could not declare, and does not fail", async () => {
      const { id } = await create({});
      await world.client.resourceServers.update(id, { token_lifetime: 0 });
      const read = await readApi(world.context, { id });
      assert.equal(read?.outputs.tokenLifetimeSeconds, 0);
      assert.match(world.logged.join(), /warning: .*tokenLifetimeSeconds: 0/);
      // The program made from it would be refused.
      assert.deepEqual(read?.inputs, { identifier });
    });

    it("leaves out of an import what would be refused without another value that is left out", () => {
      const { inputs, refused } = importedInputs({
        identifier,
        tokenLifetimeSeconds: 3_000_000,
        tokenLifetimeForWebSeconds: 100_000,
      });
      assert.deepEqual(inputs, { identifier });
      assert.deepEqual(
        refused.map(({ property }) => property),
        ["tokenLifetimeSeconds", "tokenLifetimeForWebSeconds"],
      );
    });

    it("imports of a system API what the tenant lets be changed", async () => {
      const read = await readApi(world.context, { id: "https://127.0.0.1:4010/api/v2/" });
      assert.equal(read?.outputs.isSystem, true);
      assert.deepEqual(read?.inputs, { identifier: "https://127.0.0.1:4010/api/v2/" });
    });
  });

  describe("deletion", () => {
    it("deletes, and is content where the API is gone already", async () => {
      const { id, outputs: oldOutputs } = await create({});
      await deleteApi(world.context, { id, oldOutputs });
      assert.equal(await stored(id), undefined);
      await deleteApi(world.context, { id, oldOutputs });
    });

    it("only forgets a system API that cannot be deleted", async () => {
      const management = await readApi(world.context, { id: "https://127.0.0.1:4010/api/v2/" });
      assert.equal(management?.outputs.isSystem, true);
      await deleteApi(world.context, { id: management?.id ?? "", oldOutputs: management?.outputs ?? {} });
      assert.match(world.logged.join(), /warning: .*cannot be deleted/);
      assert.ok(await stored(management?.id ?? ""));
    });
  });

  describe("list and look-up", () => {
    it("lists what is not the tenant's own, by prefix and up to a limit", async () => {
      for (const n of [1, 2, 3]) await create({ identifier: `https://a${n}/`, signingAlg: "HS256" });
      await create({ identifier: "urn:other" });
      const all = async (request: object) => {
        const found = [];
        for await (const api of listApis(world.context, request)) found.push(api);
        return found;
      };
      assert.deepEqual(
        (await all({})).map(({ name }) => name),
        ["https://a1/", "https://a2/", "https://a3/", "urn:other"],
      );
      assert.equal((await all({ identifierPrefix: "https://a", limit: 2 })).length, 2);
      assert.equal((await all({ includeSystem: true })).length, 5);
      assert.ok((await all({})).every(({ outputs }) => outputs.signingSecret === undefined));
    });

    it("looks up by id or identifier, and says plainly what is missing", async () => {
      const { id } = await create({ tokenLifetimeSeconds: 900 });
      assert.equal((await lookUpApi(world.context, { apiId: id })).identifier, identifier);
      assert.equal((await lookUpApi(world.context, { identifier })).apiId, id);
      await rejects(
        lookUpApi(world.context, { identifier: "https://banking.example.test" }),
        "not-found",
        /trailing slash/,
      );
      await rejects(lookUpApi(world.context, {}), "invalid-input", /exactly one/);
      await rejects(lookUpApi(world.context, { apiId: id, identifier }), "invalid-input", /exactly one/);
    });
  });
});
