import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../provider/model/errors";
import { isLoopbackHost } from "../../../tenant/peer";
import { listen } from "../../../tenant/server";

describe("loopback only", () => {
  for (const host of ["localhost", "LOCALHOST:4010", "127.0.0.1", "127.0.0.1:80", "[::1]:4010"]) {
    it(`answers to ${host}`, () => assert.equal(isLoopbackHost(host), true));
  }
  for (const host of [
    null,
    "",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:4010",
    "127.0.0.2",
    "localhost:",
    "user@localhost",
    "localhost:4010 ",
  ]) {
    it(`does not answer to ${JSON.stringify(host)}`, () => assert.equal(isLoopbackHost(host), false));
  }

  for (const host of ["0.0.0.0", "::", "192.168.0.1", "example.com"]) {
    it(`refuses to listen on ${host}`, async () => {
      await assert.rejects(listen(host, 0), (error) => isApiSettingsError(error, "invalid-settings"));
    });
  }
});
