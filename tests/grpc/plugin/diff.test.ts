import assert from "node:assert/strict";
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { unreachable } from "./support/clients";
import { type Engine, secret, startEngine, UNKNOWN_TEXT, URN, type Wire } from "./support/engine";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
const { Kind } = PropertyDiff;
const DECLARED = { identifier: "https://a.test/", name: "A", tokenLifetimeSeconds: 900 };
const LIVE = {
  ...DECLARED,
  apiId: "6b048ccf27245f2764f49c89",
  isSystem: false,
  allowOfflineAccess: false,
  tokenLifetimeForWebSeconds: 900,
};

describe("plugin: Diff", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine(unreachable);
  });
  after(() => engine.close());

  const diffTo = (news: Wire, oldInputs: Wire = DECLARED, olds: Wire = LIVE) =>
    engine.diff({ oldInputs, olds, news });

  const detailOf = (response: DiffResponse) => {
    const details: Record<string, { kind: number; inputDiff: boolean }> = {};
    response.getDetaileddiffMap().forEach((detail, path) => {
      details[path] = { kind: detail.getKind(), inputDiff: detail.getInputdiff() };
    });
    return details;
  };

  it("says none, and has a detailed diff all the same, so that the engine makes none of its own", async () => {
    const response = await diffTo(DECLARED);
    assert.equal(response.getChanges(), DIFF_NONE);
    assert.equal(response.getHasdetaileddiff(), true);
    assert.deepEqual(detailOf(response), {});
  });

  it("takes null for absent, on either side", async () => {
    const nothing = { scopes: null, consentPolicy: null };
    const response = await diffTo(
      { ...DECLARED, ...nothing },
      { ...DECLARED, ...nothing },
      { ...LIVE, ...nothing },
    );
    assert.equal(response.getChanges(), DIFF_NONE);
    assert.deepEqual(engine.messages, []);
  });

  it("says which property is updated, added or removed", async () => {
    const response = await diffTo(
      {
        identifier: "https://a.test/",
        tokenLifetimeSeconds: 600,
        consentPolicy: "transactional-authorization-with-mfa",
      },
      { ...DECLARED, allowOfflineAccess: true },
      { ...LIVE, allowOfflineAccess: true },
    );
    assert.equal(response.getChanges(), DIFF_SOME);
    assert.deepEqual(detailOf(response), {
      allowOfflineAccess: { kind: Kind.DELETE, inputDiff: true },
      consentPolicy: { kind: Kind.ADD, inputDiff: true },
      tokenLifetimeSeconds: { kind: Kind.UPDATE, inputDiff: true },
    });
    assert.deepEqual(response.getDiffsList().sort(), [
      "allowOfflineAccess",
      "consentPolicy",
      "tokenLifetimeSeconds",
    ]);
    assert.deepEqual(response.getReplacesList(), []);
  });

  it("replaces on another identifier, creating first; apiId and isSystem stay known otherwise", async () => {
    const replaced = await diffTo({ ...DECLARED, identifier: "https://b.test/" });
    assert.deepEqual(replaced.getReplacesList(), ["identifier"]);
    assert.equal(replaced.getDeletebeforereplace(), false);
    assert.equal(detailOf(replaced).identifier?.kind, Kind.UPDATE_REPLACE);
    const updated = await diffTo({ ...DECLARED, tokenLifetimeSeconds: 600 });
    for (const name of ["apiId", "isSystem", "identifier"])
      assert.ok(updated.getStablesList().includes(name));
  });

  it("deletes first where a replacement is forced and the identifier stays", async () => {
    assert.equal((await diffTo(DECLARED)).getDeletebeforereplace(), true);
  });

  it("shows a value that was changed in the tenant as a difference to the tenant, not between inputs", async () => {
    const response = await diffTo(DECLARED, DECLARED, { ...LIVE, tokenLifetimeSeconds: 5000 });
    assert.deepEqual(detailOf(response), { tokenLifetimeSeconds: { kind: Kind.UPDATE, inputDiff: false } });
  });

  it("takes an unknown for an update, and an unknown identifier for a replacement", async () => {
    const response = await diffTo({
      ...DECLARED,
      identifier: UNKNOWN_TEXT,
      tokenLifetimeSeconds: UNKNOWN_TEXT,
    });
    assert.deepEqual(detailOf(response), {
      identifier: { kind: Kind.UPDATE_REPLACE, inputDiff: true },
      tokenLifetimeSeconds: { kind: Kind.UPDATE, inputDiff: true },
    });
  });

  it("compares what secrets hide, so that wrapping alone changes nothing", async () => {
    const state = { ...DECLARED, signingSecret: secret("0123456789abcdef") };
    const same = await diffTo({ ...state, name: secret("A") }, state, { ...LIVE, ...state });
    assert.equal(same.getChanges(), DIFF_NONE);
    const other = await diffTo({ ...state, signingSecret: secret("0123456789abcdeF") }, state, {
      ...LIVE,
      ...state,
    });
    assert.deepEqual(Object.keys(detailOf(other)), ["signingSecret"]);
    assert.doesNotMatch(JSON.stringify(other.toObject()), /0123456789/);
  });

  it("tells the user once what the removal of a line means", async () => {
    const withScopes = { ...DECLARED, scopes: [{ value: "read:a" }] };
    engine.messages.length = 0;
    await diffTo(DECLARED, withScopes, { ...LIVE, ...withScopes });
    await diffTo(DECLARED, withScopes, { ...LIVE, ...withScopes });
    assert.deepEqual(engine.messages, [
      {
        severity: "info",
        message: "scopes is not declared: it stays in the tenant as it is.",
        urn: URN,
      },
    ]);
  });
});
