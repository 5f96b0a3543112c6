import assert from "node:assert/strict";
import type { ManagementClient } from "../../../provider/client/client";
import { plainError } from "../../../provider/dynamic/failures";
import { ApiSettingsError } from "../../../provider/model/errors";
import { startHost } from "./host";

/** All that the host, or Node, could print of an error. */
function everythingIn(error: Error): string {
  return [error, error.stack, error.cause, JSON.stringify(error, Object.getOwnPropertyNames(error))].join(
    "\n",
  );
}

describe("errors of the dynamic provider", () => {
  it("are a sentence, a way out and the code; without stack, cause or id", () => {
    const cause = Object.assign(new Error("secret-in-cause"), { id: "req-1" });
    const error = plainError(
      Object.assign(new ApiSettingsError("conflict", "It exists.", { wayOut: "Import it.", cause }), {
        id: "x",
      }),
    );
    assert.equal(error.message, "It exists. Import it. [conflict]");
    assert.equal(`${error}: ${error.stack}`, "apisettings: It exists. Import it. [conflict]");
    assert.equal("id" in error, false);
    assert.doesNotMatch(everythingIn(error), /secret-in-cause|req-1/);
    assert.equal(error.constructor, Error);
  });

  it("that nobody foresaw show their kind and place, and nothing that they quote", () => {
    const error = plainError(new TypeError("cannot read secret-value"));
    assert.match(error.message, /^An unexpected TypeError stopped the operation/);
    assert.match(error.message, /It happened at dynamic\/failures\.test\.ts:\d+\. \[internal\]$/);
    assert.doesNotMatch(everythingIn(error), /secret-value/);
  });

  it("survive things that are no errors", () => {
    for (const thrown of [undefined, null, "secret-text", { id: "req-1", message: "secret-text" }]) {
      const error = plainError(thrown);
      assert.match(error.message, /^An unexpected error stopped the operation/);
      assert.doesNotMatch(everythingIn(error), /secret-text|req-1/);
    }
  });

  it("go out plain from every call", async () => {
    const broken = new Proxy(
      {},
      { get: () => () => Promise.reject(Object.assign(new Error("secret"), { id: "x" })) },
    );
    const host = await startHost(
      undefined,
      {},
      () => ({ resourceServers: broken }) as unknown as ManagementClient,
    );
    const properties = { identifier: "https://a.example.test/", __declared: ["identifier"] };
    const changed = { ...properties, name: "B" };
    const calls = [
      host.provider.create({ identifier: "https://a.example.test/" }),
      host.provider.read("id", properties),
      host.provider.update("id", properties, changed),
      host.provider.delete("id", properties),
    ];
    for (const call of calls) {
      await assert.rejects(call, (error: Error) => {
        assert.equal("id" in error, false);
        assert.doesNotMatch(everythingIn(error), /secret/);
        return true;
      });
    }
    host.world.stop();
  });
});
