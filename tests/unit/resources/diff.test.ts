import assert from "node:assert/strict";
import { publicKeyThumbprint } from "../../../provider/model/public-key";
import { Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { diffApi } from "../../../provider/resources/diff";
import { rsaPem } from "../../support/keys";

const identifier = "https://banking.example.test/";
const defaults = {
  identifier,
  apiId: "0123456789abcdef01234567",
  tokenLifetimeSeconds: 86_400,
  tokenLifetimeForWebSeconds: 7_200,
  allowOfflineAccess: false,
  signingAlg: "RS256",
};

function diff(oldInputs: ValueObject, inputs: ValueObject, oldOutputs: ValueObject = {}) {
  return diffApi({
    oldInputs: { identifier, ...oldInputs },
    oldOutputs: { ...defaults, ...oldInputs, ...oldOutputs },
    inputs: { identifier, ...inputs },
  });
}
const names = (result: ReturnType<typeof diff>) => result.changes.map(({ path, kind }) => `${kind} ${path}`);

describe("diffApi", () => {
  it("finds nothing where nothing changed", () => {
    assert.deepEqual(diff({ tokenLifetimeSeconds: 900 }, { tokenLifetimeSeconds: 900 }).changes, []);
  });

  it("shows a changed lifetime as an update in place", () => {
    const result = diff({ tokenLifetimeSeconds: 3600 }, { tokenLifetimeSeconds: 900 });
    assert.deepEqual(result.changes, [
      { path: "tokenLifetimeSeconds", kind: "update", replace: false, inputDiff: true },
    ]);
    assert.deepEqual(result.replaces, []);
    assert.ok(result.stables.includes("identifier"));
  });

  it("replaces when the identifier changes, creating before deleting", () => {
    const result = diff({}, { identifier: "https://other.example.test/" });
    assert.deepEqual(result.replaces, ["identifier"]);
    assert.equal(result.deleteBeforeReplace, false);
    assert.ok(!result.stables.includes("identifier"));
  });

  it("deletes first where a forced replacement keeps the identifier", () => {
    assert.equal(diff({}, {}).deleteBeforeReplace, true);
  });

  it("finds no change where a value is declared that the tenant has already", () => {
    const result = diff({}, { tokenLifetimeSeconds: 86_400, enforcePolicies: false });
    assert.deepEqual(result.changes, []);
    assert.equal(result.declaredChanged, true);
  });

  it("shows a newly declared value against the tenant's", () => {
    const [change] = diff({}, { tokenLifetimeSeconds: 900 }).changes;
    assert.deepEqual(change, {
      path: "tokenLifetimeSeconds",
      kind: "update",
      replace: false,
      inputDiff: false,
    });
  });

  it("sees drift: the declaration is unchanged but the tenant's value is another", () => {
    const result = diff(
      { tokenLifetimeSeconds: 900 },
      { tokenLifetimeSeconds: 900 },
      { tokenLifetimeSeconds: 3600 },
    );
    assert.deepEqual(result.changes, [
      { path: "tokenLifetimeSeconds", kind: "update", replace: false, inputDiff: false },
    ]);
  });

  it("treats an unknown value as a change, and an unknown identifier as a replacement", () => {
    assert.deepEqual(names(diff({ name: "a" }, { name: UNKNOWN })), ["update name"]);
    assert.deepEqual(diff({}, { identifier: UNKNOWN }).replaces, ["identifier"]);
    assert.deepEqual(names(diff({}, { scopes: [{ value: UNKNOWN }] })), ["update scopes"]);
  });

  it("compares what a secret hides", () => {
    const old = { signingSecret: new Secret("0123456789abcdef") };
    assert.deepEqual(diff(old, { signingSecret: new Secret("0123456789abcdef") }).changes, []);
    assert.deepEqual(names(diff(old, { signingSecret: new Secret("fedcba9876543210") })), [
      "update signingSecret",
    ]);
  });

  it("compares only the declared part of an object that the tenant merges", () => {
    const live = {
      subjectTypeAuthorization: { user: { policy: "allow_all" }, client: { policy: "deny_all" } },
    };
    assert.deepEqual(
      diff({}, { subjectTypeAuthorization: { client: { policy: "deny_all" } } }, live).changes,
      [],
    );
    assert.deepEqual(names(diff({}, { subjectTypeAuthorization: { user: { policy: "deny_all" } } }, live)), [
      "update subjectTypeAuthorization",
    ]);
  });

  it("sees a member that somebody added to an object which the tenant replaces", () => {
    const declared = { proofOfPossession: { mechanism: "dpop", required: true } };
    const live = { proofOfPossession: { mechanism: "dpop", required: true, requiredFor: "all_clients" } };
    assert.deepEqual(names(diff(declared, declared, live)), ["update proofOfPossession"]);
  });

  it("ignores members that the table does not list", () => {
    const declared = { proofOfPossession: { mechanism: "dpop", required: true } };
    const live = { proofOfPossession: { mechanism: "dpop", required: true, brand_new: 1 } };
    assert.deepEqual(diff(declared, declared, live).changes, []);
  });

  it("recognises an encryption key by its thumbprint", () => {
    const [mine, other] = [rsaPem(0), rsaPem(1)];
    const declared = (key: string) => ({
      tokenEncryption: { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256", pem: key } },
    });
    const live = {
      tokenEncryption: {
        format: "compact-nested-jwe",
        encryptionKey: { alg: "RSA-OAEP-256", thumbprintSha256: publicKeyThumbprint(mine) ?? "" },
      },
    };
    assert.deepEqual(diff(declared(mine), declared(mine), live).changes, []);
    assert.deepEqual(names(diff(declared(mine), declared(other), live)), ["update tokenEncryption"]);
  });

  it("keeps sensitivity in state only, yet shows its change", () => {
    assert.deepEqual(names(diff({}, { sensitivity: "restricted" })), ["add sensitivity"]);
    assert.deepEqual(names(diff({ sensitivity: "public" }, {})), ["delete sensitivity"]);
  });

  it("ignores a change of `existing` after creation", () => {
    assert.deepEqual(diff({ existing: "adopt" }, {}).changes, []);
  });
});

describe("removal of a declared value", () => {
  it("goes back to the default, and says so", () => {
    const result = diff({ allowOfflineAccess: true, tokenLifetimeSeconds: 100_000 }, {});
    assert.deepEqual(names(result), ["delete allowOfflineAccess", "delete tokenLifetimeSeconds"]);
    assert.ok(result.notes.some((note) => note.includes("86400 s (24 hours)")));
    assert.ok(result.notes.some((note) => note.includes("default, false")));
  });

  it("is no change where the tenant has the default already", () => {
    const result = diff({ tokenLifetimeSeconds: 86_400 }, {});
    assert.deepEqual(result.changes, []);
    assert.deepEqual(result.notes, []);
    assert.equal(result.declaredChanged, true);
  });

  it("clears what can be cleared", () => {
    const result = diff({ consentPolicy: "transactional-authorization-with-mfa" }, {});
    assert.deepEqual(names(result), ["delete consentPolicy"]);
    assert.match(result.notes[0] ?? "", /cleared/);
  });

  it("leaves scopes, name and signing secret alone, and says so", () => {
    const result = diff(
      { scopes: [{ value: "a" }], name: "x", signingSecret: new Secret("0123456789abcdef") },
      {},
    );
    assert.deepEqual(result.changes, []);
    assert.equal(result.notes.filter((note) => note.includes("stays in the tenant")).length, 3);
  });
});
