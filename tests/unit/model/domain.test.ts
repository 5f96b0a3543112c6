import assert from "node:assert/strict";
import { parseDomain } from "../../../provider/model/domain";
import { isApiSettingsError } from "../../../provider/model/errors";

describe("parseDomain", () => {
  const accepted: [written: string, domain: string, baseUrl: string][] = [
    ["example.eu.auth0.com", "example.eu.auth0.com", "https://example.eu.auth0.com"],
    ["  example.eu.auth0.com ", "example.eu.auth0.com", "https://example.eu.auth0.com"],
    ["https://example.eu.auth0.com", "example.eu.auth0.com", "https://example.eu.auth0.com"],
    ["https://example.eu.auth0.com/", "example.eu.auth0.com", "https://example.eu.auth0.com"],
    ["HTTPS://Example.EU.auth0.com", "example.eu.auth0.com", "https://example.eu.auth0.com"],
    ["login.example.test:8443", "login.example.test:8443", "https://login.example.test:8443"],
    ["login.example.test:443", "login.example.test:443", "https://login.example.test:443"],
    ["localhost:4010", "localhost:4010", "https://localhost:4010"],
    ["http://localhost:4010", "localhost:4010", "http://localhost:4010"],
    ["http://localhost", "localhost", "http://localhost"],
    ["http://127.0.0.1:4010/", "127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://127.8.9.1:1", "127.8.9.1:1", "http://127.8.9.1:1"],
    ["http://[::1]:4010", "[::1]:4010", "http://[::1]:4010"],
    ["HTTP://LOCALHOST:4010", "localhost:4010", "http://localhost:4010"],
  ];
  for (const [written, domain, baseUrl] of accepted) {
    it(`reads "${written}"`, () => assert.deepEqual(parseDomain(written), { domain, baseUrl }));
  }

  for (const written of [
    "http://example.eu.auth0.com",
    "http://10.0.0.1:4010",
    "http://localhost.example.test",
    "http://127.0.0.1.example.test",
    "http://[::2]",
    "HTTP://example.test",
  ]) {
    it(`refuses ${written}: http:// is for loopback only`, () => {
      assert.throws(
        () => parseDomain(written),
        (error) => isApiSettingsError(error, "invalid-settings") && /loopback/.test(error.message),
      );
    });
  }

  for (const written of [
    "",
    " ",
    "https://",
    "ftp://example.test",
    "example.test/api/v2/",
    "https://example.test//",
    "example.test?x",
    "example.test#x",
    "user@example.test",
    "two words",
    "example.test:port",
    "example.test:99999",
    "example.test:",
    "[::1",
    "a..b:x",
  ]) {
    it(`refuses "${written}"`, () => {
      assert.throws(
        () => parseDomain(written),
        (error) => isApiSettingsError(error, "invalid-settings") && error.message.includes("host[:port]"),
      );
    });
  }
});
