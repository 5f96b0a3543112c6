import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, apiOf, CLIENT, FORMS, resource, said } from "../support/stack";

const RULE = "restricted-is-protected";

describe(RULE, () => {
  for (const form of FORMS)
    it(form.type, () => {
      const of = (tier: "confidential" | "restricted", protect: boolean | undefined) => {
        const { api, config } = apiOf(form, tier, { protect: true });
        return said(RULE, [{ ...api, protect }], config);
      };
      assert.deepEqual(of("restricted", true), []);
      // A property of that name is not the option.
      assert.deepEqual(of("restricted", false), ["protect"]);
      assert.deepEqual(of("restricted", undefined), ["? protect"]);
      assert.deepEqual(of("confidential", false), []);
      assert.deepEqual(of("confidential", undefined), []);
    });

  it("is about APIs", () => {
    const client = resource(CLIENT, "x", {}, { protect: false });
    assert.deepEqual(said(RULE, [client], { assign: [{ tier: "restricted", names: ["x"] }] }), []);
  });

  it("is open while the tier is not known", () => {
    const api = resource(API, "x", { sensitivity: UNKNOWN }, { protect: false });
    assert.deepEqual(said(RULE, [api]), ["? sensitivity"]);
    assert.deepEqual(said(RULE, [{ ...api, protect: true }]), []);
  });

  it("says what to add", () => {
    const api = resource(API, "x", { sensitivity: "restricted" }, { protect: false });
    assert.deepEqual(messagesOf(RULE, api), [
      'API "x" is not protected, in tier restricted (declared by sensitivity). Add the resource option protect: true.',
    ]);
    assert.deepEqual(messagesOf(RULE, { ...api, protect: undefined }), [
      'API "x": restricted-is-protected is not evaluated for protect: what was read does not tell the resource\'s options.',
    ]);
    const open = { ...api, props: { sensitivity: UNKNOWN } };
    assert.deepEqual(messagesOf(RULE, open), [
      'API "x": restricted-is-protected is not evaluated for sensitivity: the tier depends on it, and it is known after the apply. It is evaluated again at the apply.',
    ]);
    const misspelt = { ...api, props: { sensitivity: "high" } };
    assert.deepEqual(messagesOf(RULE, misspelt), [
      'API "x": restricted-is-protected is not evaluated for sensitivity: the tier depends on it, and it cannot be read.',
    ]);
  });
});
