import assert from "node:assert/strict";
import { resourceOf } from "../../../../policy/pack/resource";
import { UNKNOWN_SENTINEL } from "../../../../provider/model/sentinels";
import { resource } from "./ask";

const URN = "urn:pulumi:dev::shop::pulumi:providers:auth0::eu";

describe("policy pack: resources", () => {
  const tenant = (name: string, props: Record<string, unknown>) =>
    resourceOf(resource({}, { provider: { type: "pulumi:providers:auth0", urn: URN, name, props } })).tenant;

  it("are told apart by the domain of an explicit provider, however it is written", () => {
    for (const domain of ["eu.auth0.com", "https://EU.auth0.com/"])
      assert.equal(tenant("eu", { domain }), "eu.auth0.com");
    assert.equal(tenant("eu", { "apisettings:domain": "eu.auth0.com" }), "eu.auth0.com");
    assert.equal(tenant("eu", { domain: "no domain at all" }), "no domain at all");
  });

  it("are told apart by the provider itself where its domain is not known", () => {
    for (const props of [{}, { domain: UNKNOWN_SENTINEL }, { domain: 7 }])
      assert.equal(tenant("eu", props), URN);
  });

  it("are all in one tenant with default providers, and without any", () => {
    for (const name of ["default", "default_3_49_0"])
      assert.equal(tenant(name, { domain: "eu.auth0.com" }), undefined);
    assert.equal(tenant("defaults", { domain: "eu.auth0.com" }), "eu.auth0.com");
    assert.equal(resourceOf(resource({})).tenant, undefined);
  });

  it("have the protection that the program gave them", () => {
    assert.equal(resourceOf(resource({}, { protect: true })).protect, true);
    assert.equal(resourceOf(resource({})).protect, false);
  });
});
