import assert from "node:assert/strict";
import {
  isDefaultProvider,
  isSameDomain,
  stackSource,
  withoutEngineKeys,
} from "../../../../provider/plugin/session/sources";

const urn = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:apisettings::${name}`;

describe("where settings come from", () => {
  it("knows a provider that the engine made by its name", () => {
    for (const name of ["default", "default_0_1_0", "default_0_1_0-alpha.1"])
      assert.ok(isDefaultProvider(urn(name)), name);
    for (const name of ["eu", "defaults", "default-eu", "my_default"])
      assert.ok(!isDefaultProvider(urn(name)), name);
    assert.equal(isDefaultProvider(""), false);
  });

  it("reads PULUMI_CONFIG, and takes anything else there for nothing", () => {
    assert.deepEqual(stackSource('{"domain": "a.auth0.com", "maxConcurrency": "3"}').values, {
      domain: "a.auth0.com",
      maxConcurrency: 3,
    });
    for (const odd of [undefined, "", "{", "[]", "null", '"text"'])
      assert.deepEqual(stackSource(odd).values, {});
  });

  it("refuses settings there that do not exist", () => {
    assert.throws(() => stackSource('{"domian": "a.auth0.com"}'), /In the stack configuration: domian/);
  });

  it("leaves the engine's keys out", () => {
    assert.deepEqual(withoutEngineKeys({ version: 1, pluginDownloadURL: 2, __internal: 3, domain: 4 }), {
      domain: 4,
    });
  });

  it("compares domains by what they name", () => {
    assert.ok(isSameDomain("https://A.auth0.com/", "a.auth0.com"));
    assert.ok(isSameDomain("http://localhost:4010", "localhost:4010"));
    assert.ok(isSameDomain(undefined, undefined));
    assert.ok(!isSameDomain("a.auth0.com", "b.auth0.com"));
    assert.ok(!isSameDomain("a.auth0.com", undefined));
    assert.ok(!isSameDomain("not a domain", "b.auth0.com"));
  });
});
