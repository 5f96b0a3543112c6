import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { stackMessages } from "../support/messages";
import { API, CLIENT, FORMS, resource, SERVER, said } from "../support/stack";

const RULE = "one-identifier-once";
const TODO = "https://todo.example/";
const api = (name: string, identifier: unknown = TODO, type = API, tenant?: string) =>
  resource(type, name, { identifier }, { protect: true, ...(tenant !== undefined && { tenant }) });

describe(RULE, () => {
  for (const { type } of FORMS)
    it(`finds a second ${type}, and another type's`, () => {
      assert.deepEqual(said(RULE, [api("a", TODO, type), api("b", TODO, type)]), [
        "identifier",
        "identifier",
      ]);
      assert.deepEqual(said(RULE, [api("a", TODO, type), api("b", TODO, SERVER)]), [
        "identifier",
        "identifier",
      ]);
      assert.deepEqual(said(RULE, [api("a", TODO, type)]), []);
    });

  it("compares as the tenant does: exactly", () => {
    assert.deepEqual(said(RULE, [api("a"), api("b", "https://todo.example")]), []);
    assert.deepEqual(said(RULE, [api("a"), api("b", "https://TODO.example/")]), []);
    assert.deepEqual(said(RULE, [api("a"), api("b", new Secret(TODO))]), ["identifier", "identifier"]);
    assert.deepEqual(said(RULE, [api("a", UNKNOWN), api("b", UNKNOWN)]), []);
    assert.deepEqual(said(RULE, [api("a", null), api("b", null)]), []);
    assert.deepEqual(said(RULE, [api("a", 5), api("b", 5)]), []);
  });

  it("keeps tenants apart", () => {
    assert.deepEqual(said(RULE, [api("a", TODO, API, "eu.example"), api("b", TODO, API, "us.example")]), []);
    assert.deepEqual(said(RULE, [api("a", TODO, API, "eu.example"), api("b")]), []);
    assert.deepEqual(said(RULE, [api("a", TODO, API, "eu"), api("b", TODO, SERVER, "eu")]), [
      "identifier",
      "identifier",
    ]);
  });

  it("looks at APIs only", () => {
    assert.deepEqual(said(RULE, [api("a"), api("b", TODO, CLIENT)]), []);
  });

  it("names each of them, and never the identifier", () => {
    assert.deepEqual(stackMessages(RULE, [api("a"), api("b", TODO, SERVER), api("c")]), [
      'API "a" and API "b" (auth0:index/resourceServer:ResourceServer) declare the same identifier in one tenant. Keep one of them.',
      'API "b" and API "a" (apisettings:index:Api) declare the same identifier in one tenant. Keep one of them.',
      'API "c" and API "a" (apisettings:index:Api) declare the same identifier in one tenant. Keep one of them.',
    ]);
  });
});
