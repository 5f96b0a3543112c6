import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, FORMS, resource, SERVER, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "lifetime-explicit";
const [PLUGIN, , BRIDGED] = FORMS;

describe(RULE, () => {
  proveTable(RULE, [
    ["public", {}, []],
    ["internal", {}, []],
    ["confidential", {}, ["own"]],
    ["restricted", {}, ["own"]],
    ["restricted", { own: null }, ["own"]],
    ["restricted", { web: 900 }, ["own"]],
    ["restricted", { own: 900 }, []],
    // Too long is another rule's finding.
    ["restricted", { own: 86_400 }, []],
    ["restricted", { own: new Secret(900) }, []],
    ["restricted", { own: UNKNOWN }, []],
    ["restricted", { own: "soon" }, []],
    ["restricted", { subjectTypeAuthorization: { user: { policy: "deny_all" } } }, ["own"]],
    [
      "restricted",
      { subjectTypeAuthorization: { user: { policy: "deny_all" }, client: { policy: "deny_all" } } },
      [],
    ],
  ]);

  it("counts a 0 of pulumi-auth0 as unset", () => {
    const config = { assign: [{ tier: "restricted", types: ["auth0:*"] }] };
    assert.deepEqual(said(RULE, [resource(SERVER, "api", { tokenLifetime: 0 })], config), ["tokenLifetime"]);
  });

  it("asks for it where what holds otherwise is known to nobody", () => {
    const of = (type: string) =>
      messagesOf(RULE, resource(type, "x"), { assign: [{ tier: "restricted", names: ["x"] }] });
    assert.deepEqual(of("zitadel:index/defaultOidcSettings:DefaultOidcSettings"), [
      'Issuer "x" leaves accessTokenLifetime unset, so what holds is documented nowhere; in tier restricted (assigned by name "x") it is to be declared. Set accessTokenLifetime.',
    ]);
    // The realm says it.
    assert.deepEqual(of("keycloak:openid/client:Client"), []);
    // An application has no access tokens of its own.
    assert.deepEqual(of("auth0:index/client:Client"), []);
  });

  it("says what holds instead", () => {
    assert.deepEqual(messagesOf(RULE, PLUGIN, "restricted", {}), [
      'API "api" leaves tokenLifetimeSeconds unset, so access tokens live 86400 s (24 hours) by default; in tier restricted (declared by sensitivity) it is to be declared. Set tokenLifetimeSeconds.',
    ]);
    assert.deepEqual(messagesOf(RULE, BRIDGED, "confidential", {}), [
      'API "api" leaves tokenLifetime unset, so access tokens live 86400 s (24 hours) by default; in tier confidential (assigned by name "api") it is to be declared. Set tokenLifetime.',
    ]);
    const adopted = resource(API, "api", { sensitivity: "restricted", existing: "adopt" });
    assert.deepEqual(messagesOf(RULE, adopted), [
      'API "api" leaves tokenLifetimeSeconds unset, so an API that is adopted keeps whatever the tenant has; in tier restricted (declared by sensitivity) it is to be declared. Set tokenLifetimeSeconds.',
    ]);
  });
});
