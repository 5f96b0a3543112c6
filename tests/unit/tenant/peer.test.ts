import assert from "node:assert/strict";
import { isLoopbackAddress } from "../../../tenant/peer";

describe("peers", () => {
  for (const address of ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "::FFFF:127.0.0.1"]) {
    it(`${address} is this machine`, () => assert.equal(isLoopbackAddress(address), true));
  }
  for (const address of [
    undefined,
    "",
    "192.0.2.1",
    "::ffff:192.0.2.1",
    "::2",
    "fe80::1",
    "1127.0.0.1",
    "127.0.0.1.example",
    "::1%eth0",
  ]) {
    it(`${address} is not`, () => assert.equal(isLoopbackAddress(address), false));
  }
});
