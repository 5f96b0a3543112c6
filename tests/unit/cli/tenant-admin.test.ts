import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultArgument, presetLines } from "../../../cli/fault-argument";
import { readJsonFile, writePrivateFile } from "../../../cli/files";
import { adminCall } from "../../../cli/tenant-admin";
import { clockText } from "../../../cli/tenant-clock";
import { faultsText } from "../../../cli/tenant-faults";
import { tenantOptions } from "../../../cli/tenant-options";
import { documentsIn } from "../../../cli/tenant-snapshot";
import { type ErrorCode, isApiSettingsError } from "../../../provider/model/errors";
import { FAULT_PRESETS } from "../../../tenant/faults/presets";
import { DEFAULT_SWITCHES } from "../../../tenant/options";
import { parseSwitch, SWITCH_VALUES } from "../../../tenant/switches";

const refused =
  (code: ErrorCode, message: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(isApiSettingsError(error, code), String(error));
    assert.match(error.message, message);
    return true;
  };

describe("calls of the admin API", () => {
  const asked: string[] = [];
  const fetching =
    (response: () => Response): typeof globalThis.fetch =>
    async (url, init) => {
      asked.push(`${init?.method} ${url} ${init?.body ?? ""}`);
      return response();
    };
  const ok = fetching(() => Response.json({ fine: true }));
  beforeEach(() => {
    asked.length = 0;
  });

  const addresses: [string | undefined, string | undefined, string][] = [
    [undefined, undefined, "http://127.0.0.1:4010"],
    [undefined, "http://127.0.0.1:4999", "http://127.0.0.1:4999"],
    [undefined, "https://localhost:4999/", "https://localhost:4999"],
    [undefined, "127.0.0.1:4999", "https://127.0.0.1:4999"],
    [undefined, "localhost.evil.example:4999", "http://127.0.0.1:4010"],
    [undefined, "my.eu.auth0.com", "http://127.0.0.1:4010"],
    [undefined, "https://my.eu.auth0.com", "http://127.0.0.1:4010"],
    [undefined, "http://localhost.evil.example", "http://127.0.0.1:4010"],
    ["http://[::1]:1/", "http://127.0.0.1:4999", "http://[::1]:1"],
  ];
  for (const [url, domain, expected] of addresses) {
    it(`--url ${url}, AUTH0_DOMAIN ${domain}: ${expected}`, async () => {
      const call = adminCall(url === undefined ? {} : { url }, ok, { AUTH0_DOMAIN: domain });
      assert.deepEqual(await call("POST", "clock", { advance: 1 }), { fine: true });
      assert.deepEqual(asked, [`POST ${expected}/_tenant/clock {"advance":1}`]);
    });
  }

  for (const url of ["", "127.0.0.1:4010", "ftp://x", "http://x/path"]) {
    it(`refuses --url ${JSON.stringify(url)}`, () => {
      assert.throws(() => adminCall({ url }, ok, {}), refused("invalid-input", /--url: .* such as http/));
    });
  }

  const answers: [string, () => Response, ErrorCode, RegExp][] = [
    ["400", () => Response.json({ message: "set: no." }, { status: 400 }), "invalid-input", /^set: no\.$/],
    [
      "403",
      () => Response.json({ message: "Not you." }, { status: 403 }),
      "rejected-by-tenant",
      /^Not you\.$/,
    ],
    [
      "500",
      () => Response.json({ message: "It failed." }, { status: 500 }),
      "tenant-failure",
      /^It failed\.$/,
    ],
    [
      "a page",
      () => new Response("<html>", { status: 404 }),
      "unexpected-answer",
      /is no local tenant \(HTTP 404\)/,
    ],
    [
      "another server's 404",
      () => Response.json({ message: "Not Found" }, { status: 404 }),
      "unexpected-answer",
      /is no local tenant/,
    ],
    ["nobody", () => assert.fail("ECONNREFUSED"), "network", /No tenant answers at .* Start one with/],
  ];
  for (const [what, response, code, message] of answers) {
    it(`tells ${what} in a sentence`, async () => {
      await assert.rejects(adminCall({}, fetching(response), {})("GET", "clock"), refused(code, message));
    });
  }
});

describe("texts of tenant commands", () => {
  it("clock", () => {
    const state = { now: "2026-12-24T00:00:00.000Z", nowSeconds: 0, frozen: false, offsetSeconds: 0 };
    assert.equal(clockText(state), "2026-12-24T00:00:00.000Z");
    assert.equal(
      clockText({ ...state, frozen: true, offsetSeconds: 2_592_000 }),
      "2026-12-24T00:00:00.000Z, frozen, 30 days ahead",
    );
    assert.equal(clockText({ ...state, offsetSeconds: -900 }), "2026-12-24T00:00:00.000Z, 15 minutes behind");
  });

  it("faults", () => {
    assert.equal(faultsText([]), "No faults.");
    assert.equal(
      faultsText([
        { id: "a", rule: { id: "a", status: 503 }, fired: 2, remaining: 1 },
        { id: "b", rule: { reset: "after" }, fired: 0 },
      ]),
      'a: fired 2, 1 to come: {"status":503}\nb: fired 0: {"reset":"after"}',
    );
    for (const [name, { what }] of Object.entries(FAULT_PRESETS)) {
      assert.match(presetLines(), new RegExp(`^  ${name} +${what.slice(0, 20)}`, "m"));
    }
  });

  it("count documents", () => {
    const collections = { clients: [{}, {}], users: [{}] };
    assert.equal(documentsIn({ collections } as unknown as Parameters<typeof documentsIn>[0]), 3);
  });
});

describe("arguments of tenant commands", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-cli-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("a fault is a name, JSON, or a file", () => {
    const file = join(folder, "faults.json");
    writeFileSync(file, '["slow", {"status": 500}]');
    assert.equal(faultArgument("flaky"), "flaky");
    assert.deepEqual(faultArgument('{"status": 503}'), { status: 503 });
    assert.deepEqual(faultArgument(' ["slow"]'), ["slow"]);
    assert.deepEqual(faultArgument(`@${file}`), ["slow", { status: 500 }]);
    assert.throws(() => faultArgument("{status: 503}"), refused("invalid-input", /is not JSON/));
    assert.throws(
      () => faultArgument("@missing.json"),
      refused("invalid-input", /cannot be read \(ENOENT\)/),
    );
  });

  it("a private file is for its owner alone, replaced whole or not at all", () => {
    const file = join(folder, "snapshot.json");
    writeFileSync(file, "former", { mode: 0o644 });
    writePrivateFile(file, '{"a": 1}');
    assert.deepEqual(readJsonFile(file, "snapshot"), { a: 1 });
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.throws(
      () => writePrivateFile(join(folder, "missing", "x.json"), "{}"),
      refused("invalid-input", /cannot be written \(ENOENT\)/),
    );
    writeFileSync(`${file}.${process.pid}.tmp`, "in the way");
    assert.throws(() => writePrivateFile(file, "{}"), refused("invalid-input", /cannot be written/));
    assert.equal(readFileSync(file, "utf8"), '{"a": 1}');
  });

  it("the message about a file shows nothing of it", () => {
    const file = join(folder, "bad.json");
    writeFileSync(file, "a secret {");
    assert.throws(
      () => readJsonFile(file, "snapshot"),
      (error) => !/secret/.test(String(error)),
    );
  });

  it("flags become options", () => {
    const file = join(folder, "start.json");
    writeFileSync(file, '{"format": "x"}');
    assert.deepEqual(
      tenantOptions({
        port: 0,
        host: "0.0.0.0",
        allowRemote: true,
        domain: "tenant.test:4010",
        snapshot: file,
        now: "2026-01-01T00:00:00Z",
        freeze: true,
        switch: ["retryAfter=true", "maximumPerPage=50"],
        fault: ["slow", '[{"status": 500}, "flaky"]'],
        faultSeed: 0,
        json: true,
      }),
      {
        port: 0,
        host: "0.0.0.0",
        allowRemote: true,
        domain: "tenant.test:4010",
        snapshot: { format: "x" },
        startAt: "2026-01-01T00:00:00Z",
        frozen: true,
        switches: { retryAfter: true, maximumPerPage: 50 },
        faults: ["slow", { status: 500 }, "flaky"],
        faultSeed: 0,
      },
    );
  });

  it("every switch has its default among its values, the first", () => {
    for (const [name, values] of Object.entries(SWITCH_VALUES)) {
      assert.equal(values[0], DEFAULT_SWITCHES[name as keyof typeof DEFAULT_SWITCHES], name);
      for (const value of values) assert.deepEqual(parseSwitch(`${name}=${value}`), { [name]: value });
    }
  });

  for (const written of [
    "retryAfter",
    "retryAfter=",
    "retryAfter=yes",
    "=true",
    "constructor=x",
    "maximumPerPage=60",
  ]) {
    it(`refuses --switch ${written}`, () => {
      assert.throws(() => parseSwitch(written), refused("invalid-settings", /switch .* Give /));
    });
  }
});
