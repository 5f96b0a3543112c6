import assert from "node:assert/strict";
import { createNames } from "../../../tenant/names";

describe("tenant names", () => {
  const names = createNames("http://127.0.0.1:4010");

  it("has one canonical issuer and Management API identifier", () => {
    assert.equal(names.issuer, "http://127.0.0.1:4010/");
    assert.equal(names.managementAudience, "https://127.0.0.1:4010/api/v2/");
  });

  for (const alias of [
    "http://127.0.0.1:4010/api/v2/",
    "http://localhost:4010/api/v2/",
    "https://localhost:4010/api/v2/",
    "https://[::1]:4010/api/v2/",
  ]) {
    it(`takes ${alias} for the Management API`, () => {
      assert.equal(names.canonical(alias), names.managementAudience);
    });
  }

  for (const other of [
    "https://localhost:4011/api/v2/",
    "https://localhost:4010/api/v2",
    "https://localhost:4010/api/v2/x",
    "https://localhost:4010.example/api/v2/",
    "https://example.com/api/v2/",
    "http://localhost:4010/orders",
    "ftp://localhost:4010/api/v2/",
    "urn:x",
    "",
  ]) {
    it(`leaves "${other}" alone`, () => {
      assert.equal(names.canonical(other), other);
    });
  }

  it("uses a given domain in the tenant's own identifiers and keeps the address as an alias", () => {
    const given = createNames("http://127.0.0.1:4010", "acme.eu.auth0.com");
    assert.equal(given.managementAudience, "https://acme.eu.auth0.com/api/v2/");
    assert.equal(given.canonical("http://localhost:4010/me/"), "https://acme.eu.auth0.com/me/");
    assert.equal(given.fill("https://{domain}/userinfo"), "https://acme.eu.auth0.com/userinfo");
    assert.equal(given.issuer, "http://127.0.0.1:4010/");
  });
});
