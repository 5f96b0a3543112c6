import assert from "node:assert/strict";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import { Secret, UNKNOWN, type Value } from "../../../../../provider/model/values";
import { stackMessages } from "../support/messages";
import { API, CLIENT, resource, SERVER, said } from "../support/stack";

const RULE = "multi-resource-refresh";
const BANK = "https://bank.example/";
const bank = (props: object = {}) =>
  resource(API, "bank", { identifier: BANK, sensitivity: "restricted", ...props });
const todo = resource(SERVER, "todo", { identifier: "https://todo.example/" });
const clientOf = (refreshToken: unknown, type = CLIENT) => resource(type, "web", { refreshToken });
const naming = (...policies: unknown[]) =>
  clientOf({ rotationType: "rotating", expirationType: "expiring", policies });
const policy = (audience: Value) => ({ audience, scopes: ["read"] });
const FIELD = "refreshToken.policies";

describe(RULE, () => {
  const of = (client: PolicyResource, config?: object, ...apis: PolicyResource[]) =>
    said(RULE, [client, ...(apis.length > 0 ? apis : [todo, bank()])], config);

  it("finds a policy that names a sensitive API of the stack", () => {
    assert.deepEqual(of(naming(policy(BANK))), [`${FIELD}[0].audience`]);
    assert.deepEqual(of(naming(policy("https://todo.example/"), policy(BANK))), [`${FIELD}[1].audience`]);
    assert.deepEqual(of(naming(policy("https://todo.example/"))), []);
    assert.deepEqual(of(naming(policy("https://bank.example"))), []);
    assert.deepEqual(of(naming()), []);
    assert.deepEqual(of(clientOf(undefined)), []);
    assert.deepEqual(of(clientOf({ rotationType: "rotating" })), []);
  });

  it("reads both types of applications, in every way of writing them", () => {
    for (const type of ["auth0:index/client:Client", "auth0:Client", "auth0:index/clientCimd:ClientCimd"])
      assert.deepEqual(of(clientOf({ policies: [policy(BANK)] }, type)), [`${FIELD}[0].audience`]);
    assert.deepEqual(of(clientOf([{ policies: [policy(BANK)] }])), [`${FIELD}[0].audience`]);
    assert.deepEqual(
      of(clientOf(new Secret({ policies: new Secret([new Secret(policy(new Secret(BANK)))]) }))),
      [`${FIELD}[0].audience`],
    );
  });

  it("is open where a policy is not known or not understood", () => {
    assert.deepEqual(of(clientOf(UNKNOWN)), [`? ${FIELD}`]);
    assert.deepEqual(of(clientOf({ policies: UNKNOWN })), [`? ${FIELD}`]);
    assert.deepEqual(of(clientOf({ policies: "all" })), [`? ${FIELD}`]);
    assert.deepEqual(of(clientOf("all")), [`? ${FIELD}`]);
    assert.deepEqual(of(naming(UNKNOWN)), [`? ${FIELD}[0]`]);
    assert.deepEqual(of(naming(policy(UNKNOWN))), [`? ${FIELD}[0].audience`]);
    assert.deepEqual(of(naming(policy(5))), [`? ${FIELD}[0].audience`]);
    assert.deepEqual(of(naming("everything")), [`? ${FIELD}[0].audience`]);
    assert.deepEqual(of(naming({ scopes: [] })), []);
  });

  it("goes by what the tier forbids", () => {
    const allowed = { tiers: { restricted: { offlineAccess: "allowed" } } };
    assert.deepEqual(of(naming(policy(BANK)), allowed), []);
    const forbidden = { tiers: { internal: { offlineAccess: "forbidden" } } };
    assert.deepEqual(of(naming(policy("https://todo.example/")), forbidden), [`${FIELD}[0].audience`]);
    assert.deepEqual(of(naming(policy(BANK)), {}, bank({ sensitivity: "internal" })), []);
    assert.deepEqual(of(naming(policy(BANK)), {}, bank({ sensitivity: "confidential" })), [
      `${FIELD}[0].audience`,
    ]);
  });

  it("knows APIs outside the stack by the patterns of the configuration", () => {
    const assign = (tier: string, more: object = {}) => ({
      assign: [{ tier, identifiers: ["https://pay.*"], ...more }],
    });
    const client = naming(policy("https://pay.example/"));
    assert.deepEqual(of(client, assign("confidential")), [`${FIELD}[0].audience`]);
    assert.deepEqual(of(client, assign("internal")), []);
    assert.deepEqual(of(client), []);
    // Patterns of names and types say nothing of a bare audience.
    assert.deepEqual(of(client, assign("restricted", { names: ["*"] })), []);
    assert.deepEqual(of(client, assign("restricted", { types: ["*"] })), []);
    const allowed = { ...assign("confidential"), tiers: { confidential: { offlineAccess: "allowed" } } };
    assert.deepEqual(of(client, allowed), []);
    // A resource of the stack is judged by its own tier, which includes the pattern.
    assert.deepEqual(
      of(client, assign("restricted"), resource(SERVER, "pay", { identifier: "https://pay.example/" })),
      [`${FIELD}[0].audience`],
    );
  });

  it("takes the strictest of several resources with the audience", () => {
    const twin = resource(SERVER, "twin", { identifier: BANK });
    assert.deepEqual(of(naming(policy(BANK)), {}, twin, bank()), [`${FIELD}[0].audience`]);
    assert.deepEqual(of(naming(policy(BANK)), {}, bank(), twin), [`${FIELD}[0].audience`]);
  });

  it("is open where the audience could be that of an API whose identifier is not known", () => {
    const unknown = bank({ identifier: UNKNOWN });
    assert.deepEqual(of(naming(policy(BANK)), {}, unknown), ["? identifier"]);
    assert.deepEqual(of(naming(policy("https://todo.example/")), {}, todo, unknown), []);
    assert.deepEqual(
      of(naming(policy(BANK)), {}, bank({ identifier: UNKNOWN, sensitivity: "internal" })),
      [],
    );
    assert.deepEqual(of(clientOf(undefined), {}, unknown), []);
  });

  it("looks for the audience among APIs alone, and judges one of the stack by its own tier", () => {
    const twin = resource(CLIENT, "twin", { identifier: BANK });
    assert.deepEqual(
      of(naming(policy(BANK)), { assign: [{ tier: "restricted", names: ["twin"] }] }, twin),
      [],
    );
    const later = resource(CLIENT, "later", { identifier: UNKNOWN });
    assert.deepEqual(
      of(naming(policy(BANK)), { assign: [{ tier: "restricted", names: ["later"] }] }, later),
      [],
    );
    // Known, but of another audience.
    assert.deepEqual(of(naming(policy("https://else.example/")), {}, bank()), []);
  });

  it("is open where the tier of the API is not known", () => {
    assert.deepEqual(of(naming(policy(BANK)), {}, bank({ sensitivity: UNKNOWN })), [
      `? ${FIELD}[0].audience`,
    ]);
    const onlyConfidential = { tiers: { restricted: { offlineAccess: "allowed" } } };
    assert.deepEqual(of(naming(policy(BANK)), onlyConfidential, bank({ sensitivity: UNKNOWN })), [
      `? ${FIELD}[0].audience`,
    ]);
    const none = {
      tiers: { restricted: { offlineAccess: "allowed" }, confidential: { offlineAccess: "allowed" } },
    };
    assert.deepEqual(of(naming(policy(BANK)), none, bank({ sensitivity: UNKNOWN })), []);
  });

  it("names the API and its tier, never the audience", () => {
    assert.deepEqual(stackMessages(RULE, [naming(policy(BANK)), bank()]), [
      'Client "web": a refresh token of any API also fetches access tokens of API "bank", tier restricted (declared by sensitivity). Take that audience out of refreshToken.policies.',
    ]);
    const config = { assign: [{ tier: "confidential", identifiers: ["https://pay.*"] }] };
    assert.deepEqual(stackMessages(RULE, [naming(policy("https://pay.example/x"))], config), [
      'Client "web": a refresh token of any API also fetches access tokens of an API of tier confidential (assigned by identifier "https://pay.*"). Take that audience out of refreshToken.policies.',
    ]);
    assert.deepEqual(stackMessages(RULE, [naming(policy(BANK)), bank({ sensitivity: UNKNOWN })]), [
      'Client "web": multi-resource-refresh is not evaluated for refreshToken.policies[0].audience: the tier of an API in this stack is known after the apply. It is evaluated again at the apply.',
    ]);
  });
});
