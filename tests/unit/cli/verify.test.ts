import assert from "node:assert/strict";
import { EXIT, type ExitCode } from "../../../cli/exit-codes";
import type { CommandIo } from "../../../cli/io";
import { main } from "../../../cli/main";
import { DEFAULT_MAXIMUM_TOKENS, runVerify, type VerifyFlags } from "../../../cli/verify";
import type { AuthorizationServer } from "../../../provider/client/authorization-server";
import { ApiSettingsError, isApiSettingsError } from "../../../provider/model/errors";
import { width } from "../../../review/render/text";
import { type InProcess, inProcess } from "../../support/in-process";

const NAME = "pay|ments\u001b[2J<b>";
const STACK = [
  {
    type: "apisettings:index:Api",
    name: NAME,
    properties: { identifier: "urn:good", tokenLifetimeSeconds: 900 },
  },
  {
    type: "apisettings:index:Api",
    name: "hidden",
    properties: { identifier: "urn:closed", tokenLifetimeSeconds: 900 },
  },
  {
    type: "apisettings:index:Api",
    name: "wrong",
    properties: { identifier: "urn:good", tokenLifetimeSeconds: 60 },
  },
];

/** RS256 in name only: nobody signed it, so no key is published either, and the signature stays out of it. */
const CLAIMS = { aud: "urn:good", iat: 1, exp: 901 };
const TOKEN = [{ alg: "RS256", typ: "JWT" }, CLAIMS]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat("c2ln")
  .join(".");

const server: AuthorizationServer = {
  accessToken: async (audience) =>
    audience === "urn:good"
      ? { kind: "issued", accessToken: TOKEN, expiresInSeconds: 900, tokenType: "Bearer" }
      : { kind: "refused", status: 403, error: "access_denied", said: "You need to create a client-grant." },
  signingKeys: async () => {
    throw new ApiSettingsError("network", "No keys.");
  },
};

interface Ran {
  out: string;
  err: string;
  codes: ExitCode[];
}

function fakeIo(ran: Ran, text: string): CommandIo {
  return {
    out: (more) => {
      ran.out += more;
    },
    err: (more) => {
      ran.err += more;
    },
    isTerminal: false,
    noColour: undefined,
    now: () => new Date(0),
    files: {
      exists: () => true,
      read: () => text,
      readStandardInput: async () => text,
      write: () => assert.fail("nothing is written"),
    },
    endWith: (code) => void ran.codes.push(code),
  };
}

describe("apisettings verify", () => {
  let live: InProcess;
  before(async () => {
    live = await inProcess();
    await live.client.resourceServers.create({ identifier: "urn:good", token_lifetime: 900 });
  });
  after(() => live.stop());

  async function run(apis: readonly string[], flags: Partial<VerifyFlags>): Promise<Ran> {
    const ran: Ran = { out: "", err: "", codes: [] };
    const tenant = { domain: "t.example", server, client: live.client, pause: async () => undefined };
    const complete = { max: DEFAULT_MAXIMUM_TOKENS, ...flags };
    await runVerify(apis, complete, fakeIo(ran, JSON.stringify(STACK)), () => tenant);
    return ran;
  }

  async function refused(apis: readonly string[], flags: Partial<VerifyFlags>): Promise<string> {
    try {
      await run(apis, flags);
    } catch (error) {
      assert.ok(isApiSettingsError(error, "invalid-input"), String(error));
      return error.message;
    }
    return assert.fail("it was taken");
  }

  it("ends with 0, 3 or 4: all right, a mismatch, not verifiable under --strict; a mismatch goes first", async () => {
    const file = "-";
    for (const [apis, strict, code] of [
      [[NAME], true, EXIT.fine],
      [["hidden"], false, EXIT.fine],
      [["hidden"], true, EXIT.notEvaluated],
      [["wrong"], false, EXIT.findings],
      [[], true, EXIT.findings],
    ] as const) {
      const { codes } = await run(apis, { file, ...(strict ? { strict } : {}) });
      assert.deepEqual(codes, [code], apis.join());
    }
  });

  it("says what it found in 80 columns, without a token and without drawing what a name holds", async () => {
    const { out } = await run([], { file: "-" });
    assert.match(out, /^1 verified, 1 mismatch, 1 not verifiable; 2 tokens fetched \(t\.example\)\n/);
    assert.match(out, /✔ pay\|ments\\u\{1b\}/);
    assert.match(out, /lifetime: declared 60 s \(1 minute\), but found 900 s \(15 minutes\)/);
    assert.match(out, /not verifiable: the client has no client grant/);
    assert.match(out, /keep their exp/);
    for (const line of out.split("\n")) assert.ok(width(line) <= 80, line);
    assert.ok(!out.includes(TOKEN.slice(0, 20)));
  });

  it("prints JSON and Markdown", async () => {
    const json = (await run([], { file: "-", json: true })).out;
    const { version, counts, results, tokensFetched } = JSON.parse(json);
    assert.deepEqual([version, tokensFetched], [1, 2]);
    assert.deepEqual(counts, { verified: 1, mismatch: 1, notVerifiable: 1 });
    assert.deepEqual(
      results.map(({ name, state }: { name: string; state: string }) => [name, state]),
      [
        [NAME, "verified"],
        ["hidden", "not verifiable"],
        ["wrong", "mismatch"],
      ],
    );
    const { out } = await run([], { file: "-", markdown: true });
    assert.doesNotMatch(out, /<b>/);
    const rows = out.split("\n").filter((line) => line.startsWith("| "));
    assert.equal(rows.length, 4);
    for (const row of rows) assert.equal(row.replaceAll("\\|", "").split("|").length, 5, row);
    assert.ok(![json, out].join().includes(TOKEN.slice(0, 20)));
  });

  it("takes identifiers, against the tenant's settings or a lifetime", async () => {
    const identifier = ["urn:good", "urn:good"];
    const { out, codes } = await run([], { identifier });
    assert.match(out, /^1 verified, 0 mismatches, 0 not verifiable; 1 token fetched/);
    assert.deepEqual(codes, [EXIT.fine]);
    assert.deepEqual((await run([], { identifier, lifetime: 60 })).codes, [EXIT.findings]);
    assert.deepEqual((await run([], { identifier, lifetime: 900, alg: "RS256" })).codes, [EXIT.fine]);
    assert.deepEqual((await run([], { identifier, lifetime: 900, alg: "PS256" })).codes, [EXIT.findings]);
  });

  it("refuses flags that contradict each other, before any tenant is asked", async () => {
    const identifier = ["urn:good"];
    assert.match(await refused([], {}), /Either --file or --identifier/);
    assert.match(await refused([], { file: "-", identifier }), /not both/);
    assert.match(await refused(["x"], { identifier }), /need a --file/);
    assert.match(await refused([], { file: "-", lifetime: 1 }), /--lifetime belongs to --identifier/);
    assert.match(await refused([], { identifier, alg: "RS256" }), /--alg belongs to --lifetime/);
    assert.match(await refused([], { file: "-", json: true, markdown: true }), /contradict/);
    assert.match(await refused(["nope"], { file: "-" }), /no Auth0 API called "nope"/);
  });

  it("the command line itself: values that make no sense end with 2", async () => {
    for (const [words, pattern] of [
      [["--identifier", "urn:x", "--lifetime", "soon"], /15m/],
      [["--identifier", "urn:x", "--lifetime", "0"], /15m/],
      [["--file", "-", "--max", "0"], /1 to 9999/],
      [["--file", "-", "--max", "1.5"], /1 to 9999/],
    ] as const) {
      const ran: Ran = { out: "", err: "", codes: [] };
      await main(["node", "apisettings", "verify", ...words], fakeIo(ran, "[]"));
      assert.deepEqual([ran.codes, ran.out], [[EXIT.usage], ""], words.join(" "));
      assert.match(ran.err, pattern);
    }
    const help: Ran = { out: "", err: "", codes: [] };
    await main(["node", "apisettings", "verify", "--help"], fakeIo(help, ""));
    assert.match(help.out, /Not verifiable[\s\S]*Ends with 3/);
  });
});
