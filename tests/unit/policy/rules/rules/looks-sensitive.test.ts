import assert from "node:assert/strict";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, apiOf, CLIENT, FORMS, type Form, resource, SERVER, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "looks-sensitive";
const OURS = FORMS.filter(({ declaresTier }) => declaresTier);
const SCOPES = "auth0:index/resourceServerScopes:ResourceServerScopes";
const SCOPE = "auth0:index/resourceServerScope:ResourceServerScope";
const TODO = "https://todo.example/";

describe(RULE, () => {
  proveTable(RULE, [
    ["internal", { identifier: TODO }, []],
    ["internal", { identifier: "https://payments.example/" }, ["identifier"]],
    ["public", { identifier: "urn:acme:admin" }, ["identifier"]],
    ["confidential", { identifier: "https://payments.example/" }, []],
    ["restricted", { identifier: "https://payments.example/" }, []],
    ["internal", { name: "Patient records" }, ["name"]],
    ["internal", { name: "Health check" }, []],
    ["internal", { identifier: new Secret("https://bank.example/") }, ["identifier"]],
    ["internal", { identifier: UNKNOWN }, ["? identifier"]],
    ["internal", { identifier: UNKNOWN, name: "Payments" }, ["name"]],
    ["internal", { identifier: 5 }, ["? identifier"]],
    ["internal", { name: UNKNOWN }, ["? name"]],
    // Words of the configuration.
    ["internal", { name: "Fleet" }, ["name"], { sensitiveWords: { add: ["fleet"] } }],
    ["internal", { name: "Payments" }, [], { sensitiveWords: { remove: ["payment"] } }],
  ]);
  proveTable(
    RULE,
    [
      ["internal", { scopes: [{ value: "read:todos" }] }, []],
      ["internal", { scopes: [{ value: "read:todos" }, { value: "write:payments" }] }, ["scopes[1]"]],
      ["internal", { scopes: ["admin"] }, ["scopes[0]"]],
      ["internal", { scopes: [new Secret({ value: "admin" })] }, ["scopes[0]"]],
      ["internal", { scopes: new Secret([{ value: new Secret("admin") }]) }, ["scopes[0]"]],
      ["internal", { scopes: [new Secret(new Secret("admin"))] }, ["scopes[0]"]],
      ["internal", { scopes: UNKNOWN }, ["? scopes"]],
      ["internal", { scopes: [{ value: "read:todos" }, UNKNOWN] }, ["? scopes[1]"]],
      ["internal", { scopes: [{ value: UNKNOWN }, { value: "admin" }] }, ["scopes[1]"]],
      ["internal", { scopes: "admin" }, ["? scopes"]],
      ["internal", { scopes: [7] }, ["? scopes[0]"]],
      ["internal", { scopes: [] }, []],
      // Their descriptions are prose.
      ["internal", { scopes: [{ value: "read:todos", description: "Not about payments" }] }, []],
    ],
    OURS,
  );

  it("reads the name in the program", () => {
    assert.deepEqual(said(RULE, [resource(SERVER, "payments-api", { identifier: TODO })]), ["name"]);
  });

  it("looks at APIs, not at applications", () => {
    assert.deepEqual(said(RULE, [resource(CLIENT, "payments", { name: "Payments" })]), []);
  });

  describe("scopes that pulumi-auth0 declares apart from their API", () => {
    const api = resource(SERVER, "todo", { identifier: TODO });
    const of = (...others: PolicyResource[]) => said(RULE, [...others, api]);
    const list = (scopes: unknown, identifier: unknown = TODO, type = SCOPES) =>
      resource(type, "scopes", { resourceServerIdentifier: identifier, scopes });

    it("are read in both of their types, long and short", () => {
      assert.deepEqual(of(list([{ name: "read:todos" }, { name: "read:payments" }])), ["scopes[1]"]);
      assert.deepEqual(of(list([{ name: "admin" }], TODO, "auth0:ResourceServerScopes")), ["scopes[0]"]);
      for (const type of [SCOPE, "auth0:ResourceServerScope"])
        assert.deepEqual(of(resource(type, "s", { resourceServerIdentifier: TODO, scope: "admin" })), [
          "scope",
        ]);
    });

    it("count for their own API only", () => {
      assert.deepEqual(of(list([{ name: "admin" }], "https://other.example/")), []);
      assert.deepEqual(of(list([{ name: "admin" }], UNKNOWN)), []);
      assert.deepEqual(
        of(resource("auth0:index/other:Other", "s", { resourceServerIdentifier: TODO, scope: "admin" })),
        [],
      );
    });

    it("are an open question while they are unknown", () => {
      assert.deepEqual(of(list(UNKNOWN)), ["? scopes"]);
      assert.deepEqual(of(list([{ name: "read:todos" }])), []);
    });

    it("do not say again what the API says itself", () => {
      const payments = resource(SERVER, "payments", { identifier: TODO });
      assert.deepEqual(said(RULE, [payments, list([{ name: "admin" }])]), ["name"]);
      const open = resource(SERVER, "todo", { identifier: TODO, name: UNKNOWN });
      assert.deepEqual(said(RULE, [open, list([{ name: "read:todos" }])]), ["? name"]);
      const config = { assign: [{ tier: "confidential", names: ["todo"] }] };
      assert.deepEqual(said(RULE, [api, list([{ name: "admin" }])], config), []);
    });
  });

  it("names the word, but not of a secret", () => {
    const [form] = FORMS;
    const of = (identifier: unknown) => messagesOf(RULE, ...message(form, { identifier }));
    assert.deepEqual(of("https://payments.example/42"), [
      'API "api" looks sensitive ("payment" in identifier), and its tier is internal (declared by sensitivity). Classify it as confidential or restricted, or remove the word from sensitiveWords in the configuration.',
    ]);
    assert.deepEqual(of(new Secret("https://payments.example/42")), [
      'API "api" looks sensitive (a word in identifier), and its tier is internal (declared by sensitivity). Classify it as confidential or restricted, or remove the word from sensitiveWords in the configuration.',
    ]);
    assert.deepEqual(
      messagesOf(RULE, resource(API, "api", { sensitivity: "public", scopes: new Secret(["admin"]) })),
      [
        'API "api" looks sensitive (a word in scopes[0]), and its tier is public (declared by sensitivity). Classify it as confidential or restricted, or remove the word from sensitiveWords in the configuration.',
      ],
    );
  });
});

function message(form: Form | undefined, settings: object): [PolicyResource] {
  assert.ok(form);
  return [apiOf(form, "internal", { ...settings }).api];
}
