import assert from "node:assert/strict";
import { main } from "../../../cli/main";
import { EXAMPLE } from "../../../cli/policy-test";
import { UNKNOWN_SENTINEL } from "../../../provider/model/sentinels";
import { type FakeProcess, fakeIo } from "./support/fake-io";

const TYPE = "auth0:index/resourceServer:ResourceServer";
const CONFIG = "apisettings.config.json";
const restricted = {
  assign: [{ tier: "restricted", identifiers: ["https://pay.*"], because: "moves money" }],
};
/** What nothing can be said against in any tier. */
const good = {
  type: TYPE,
  name: "pay",
  props: {
    identifier: "https://pay.test/",
    tokenLifetime: 900,
    tokenLifetimeForWeb: 900,
    signingAlg: "RS256",
  },
  protect: true,
};
const lifetime = (tokenLifetime: unknown) => ({ ...good, props: { ...good.props, tokenLifetime } });

interface Answer {
  code: number | undefined;
  out: string;
  err: string;
}

async function run(args: string, process: FakeProcess = {}): Promise<Answer> {
  const io = fakeIo(process);
  await main(["node", "apisettings", "policy", "test", ...args.split(" ").filter(Boolean)], io);
  return { code: io.exitCode(), out: io.stdout(), err: io.stderr() };
}

/** Over one props file, with payments restricted. */
const test = (props: unknown, args = "", more: FakeProcess = {}) =>
  run(`--props p.json ${args}`, {
    ...more,
    files: { [CONFIG]: restricted, "p.json": props as object, ...more.files },
  });

describe("apisettings policy test", () => {
  it("ends with 0 and says so where nothing is wrong", async () => {
    const { code, out, err } = await test(good);
    assert.equal(code, 0, out + err);
    assert.match(
      out,
      /^p\.json: 1 resource, 1 judged, on 2026-11-26 \(UTC\)\. Configuration:\napisettings\.config\.json\.\n/,
    );
    assert.match(out, /\nFINE {2}0 mandatory, 0 advisory, 0 not evaluated\n$/);
    assert.equal(err, "");
  });

  it("ends with 3 where a mandatory rule finds something, and tells all that a person needs", async () => {
    const { code, out } = await test(lifetime(86_400));
    assert.equal(code, 3);
    const text = out.replace(/\s+/g, " ");
    for (const part of [
      "mandatory ✖ access-token-lifetime-max (severity high)",
      'API "pay"',
      "86400 s (24 hours)",
      '(assigned by identifier "https://pay.*": moves money)',
      "900 s (15 minutes), by preset house-900s (house rule)",
      "Set tokenLifetime to 900 or less.",
      `${TYPE}, tokenLifetime`,
      "BLOCKED 1 mandatory, 0 advisory",
    ])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });

  const advisory = { ...good, protect: undefined };
  const unknown = lifetime(UNKNOWN_SENTINEL);
  const codes: readonly [what: string, props: unknown, args: string, code: number, word: RegExp][] = [
    ["mandatory", lifetime(901), "--fail-on advisory", 3, /^BLOCKED/m],
    ["mandatory", lifetime(901), "--fail-on never", 0, /^ATTENTION/m],
    ["advisory", advisory, "", 0, /^ATTENTION {2}0 mandatory, 1 advisory/m],
    ["advisory", advisory, "--fail-on advisory", 3, /^BLOCKED {2}0 mandatory, 1 advisory/m],
    ["advisory", advisory, "--fail-on never", 0, /^ATTENTION/m],
    ["unknown", unknown, "", 0, /^NOT EVALUATED {2}0 mandatory, 0 advisory, 1 not evaluated/m],
    ["unknown", unknown, "--strict", 4, /^NOT EVALUATED/m],
    ["unknown and mandatory", [unknown, { ...lifetime(901), name: "b" }], "--strict", 3, /^BLOCKED/m],
    ["the limit itself", lifetime(900), "--fail-on advisory --strict", 0, /^FINE/m],
  ];
  for (const [what, props, args, code, word] of codes) {
    it(`${what}${args && `, ${args}`}: ${code}`, async () => {
      const answer = await test(props, args);
      assert.equal(answer.code, code, answer.out);
      assert.match(answer.out, word);
    });
  }

  it("takes a rule at level remediate for mandatory: nothing was remedied here", async () => {
    const config = { ...restricted, rules: { "access-token-lifetime-max": "remediate" } };
    const { code, out } = await test(lifetime(901), "", { files: { [CONFIG]: config } });
    assert.equal(code, 3);
    assert.match(out, /the pack would remedy it/);
  });

  it("reads a saved state, and a preview from the standard input", async () => {
    const urn = `urn:pulumi:dev::shop::${TYPE}::pay`;
    const resource = { urn, custom: true, type: TYPE, inputs: lifetime(901).props, protect: true };
    const state = { version: 3, deployment: { manifest: {}, resources: [resource] } };
    assert.equal((await test(state)).code, 3);
    const preview = {
      steps: [{ op: "create", urn, newState: resource }],
      changeSummary: { create: 1 },
      duration: 1,
    };
    const answer = await run("--props -", {
      files: { [CONFIG]: restricted },
      standardInput: JSON.stringify(preview),
    });
    assert.equal(answer.code, 3, answer.err);
    assert.match(answer.out, /^standard input: 1 resource, 1 judged/);
  });

  it("ends with 5 where the preview failed, and with 2 where a part of the input is missing", async () => {
    const failed = { steps: [], diagnostics: [{ severity: "error", message: "boom" }], changeSummary: {} };
    const answer = await test(failed);
    assert.equal(answer.code, 5, answer.out);
    assert.match(answer.out, /^PREVIEW FAILED/m);
    const cut = JSON.stringify([good, { ...good, name: "b" }]).slice(0, -30);
    const half = await test(cut);
    assert.equal(half.code, 2, half.out);
    assert.match(half.out, /^NOT WHOLE/m);
    assert.match(half.out, /ends in the middle/);
  });

  it("ends with 2 where two parts of the input contradict each other", async () => {
    const urn = `urn:pulumi:dev::shop::${TYPE}::pay`;
    const state = (seconds: number) => {
      const resource = { urn, custom: true, type: TYPE, inputs: lifetime(seconds).props, protect: true };
      return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [resource] } });
    };
    assert.equal((await test(`${state(900)}\n`)).code, 0);
    const { code, out } = await test(`${state(900)}\n${state(300)}\n`);
    assert.equal(code, 2, out);
    assert.match(out, /^NOT WHOLE/m);
    assert.match(out, /contradict each other/);
  });

  describe("expectations", () => {
    it("of the help's example come true with the built-in configuration", async () => {
      const { code, out } = await run("--props p.json", { files: { "p.json": EXAMPLE } });
      assert.equal(code, 0, out);
      assert.match(out, /Configuration: built-in\s\(there is no apisettings\.config\.json here\)/);
      assert.match(out, /1 of 1 as\s+expected/);
    });

    const cases: readonly [what: string, props: object, expect: unknown, code: number, text: RegExp][] = [
      ["what is found", lifetime(901), ["access-token-lifetime-max"], 0, /1 of 1 as\s+expected/],
      ["nothing, and nothing is found", good, [], 0, /1 of 1 as\s+expected/],
      [
        "nothing, and something is found",
        lifetime(901),
        [],
        3,
        /found and not expected: access-token-lifetime-max/,
      ],
      [
        "something, and nothing is found",
        good,
        ["offline-access"],
        3,
        /expected and not found: offline-access/,
      ],
      ["what is not known yet", unknown, ["not-evaluated"], 0, /1 of 1 as\s+expected/],
      ["nothing where something is not known yet", unknown, [], 3, /found and not expected: not-evaluated/],
      ["a rule that does not exist", good, ["offline-acces"], 2, /no rule\. Did you mean "offline-access"\?/],
      ["no list", good, "offline-access", 2, /expect is no list/],
      [
        "something of a type without rules",
        { ...good, type: "a:b:C" },
        [],
        2,
        /no rule knows the type a:b:C/,
      ],
    ];
    for (const [what, props, expect, code, text] of cases) {
      it(`${what}: ${code}`, async () => {
        const answer = await test({ ...props, expect });
        assert.equal(answer.code, code, answer.out + answer.err);
        assert.match(answer.out + answer.err, text);
      });
    }

    it("fail whatever --fail-on says, and leave other resources to it", async () => {
      assert.equal((await test({ ...lifetime(901), expect: [] }, "--fail-on never")).code, 3);
      const two = [
        { ...lifetime(901), expect: ["access-token-lifetime-max"] },
        // Another API: two resources with one identifier would be a finding of their own.
        {
          ...good,
          name: "b",
          props: { ...good.props, identifier: "https://pay.other/", tokenLifetime: 901 },
        },
      ];
      assert.equal((await test(two)).code, 3, "the second one counts");
      assert.equal((await test(two, "--fail-on never")).code, 0);
    });

    it("do not count what is exempted", async () => {
      const exemption = {
        rules: ["access-token-lifetime-max"],
        name: "pay",
        reason: "r",
        owner: "me",
        expires: "2026-11-26",
      };
      const files = { [CONFIG]: { ...restricted, exemptions: [exemption] } };
      const props = { ...lifetime(901), expect: [] };
      const answer = await test(props, "", { files });
      assert.equal(answer.code, 0, answer.out);
      assert.match(answer.out, /exempted until 2026-11-26\s+by me: r/);
      const later = await test(props, "--today 2026-11-27", { files });
      assert.equal(later.code, 3, "expired");
      assert.match(later.out, /expired on\s+2026-11-26/);
    });
  });

  it("says what a person has written wrongly, and shows no value", async () => {
    const cases: readonly [props: unknown, message: RegExp][] = [
      [{ ...good, porps: {} }, /p\.json: resource 1 has a member "porps"\. Did you mean "props"\?/],
      [{ ...good, inputs: {} }, /has both props and inputs/],
      [[good, { ...good, name: "b", protect: "yes" }], /resource 2: protect is neither true nor false/],
      [[good, good], /Resources 1 and 2 have the same type and name/],
      ["{ nothing", /p\.json is nothing/],
    ];
    for (const [props, message] of cases) {
      const { code, err, out } = await test(props);
      assert.equal(code, 2, out);
      assert.match(err, message);
    }
    const { code, err } = await run("--props missing.json", {});
    assert.equal(code, 2);
    assert.match(err, /^apisettings: The input file missing\.json cannot be read \(ENOENT\)\./);
  });

  it("says that a type of a plain file is known to no rule", async () => {
    const { code, out } = await test({ ...good, type: "auth0:index/resourceServer:ResourceSever" });
    assert.equal(code, 0);
    assert.match(
      out.replace(/\s+/g, " "),
      /no rule knows the type \S+\. Did you mean "auth0:index\/resourceServer:ResourceServer"\?/,
    );
    assert.match(out, /0 judged/);
    assert.match(out, /no\s+resource\s+here\s+sets\s+how\s+long\s+tokens\s+live/);
  });

  it("prints one JSON document, in which tokens that never expire are no null", async () => {
    const client = {
      type: "auth0:index/client:Client",
      name: "app",
      props: {
        name: "app",
        refreshToken: {
          expirationType: "non-expiring",
          rotationType: "non-rotating",
          infiniteTokenLifetime: true,
        },
      },
    };
    const offline = { ...good, props: { ...lifetime(901).props, allowOfflineAccess: true } };
    const { code, out } = await test([offline, client], "--json", { isTerminal: true });
    const document = JSON.parse(out) as {
      exitCode: number;
      config: string;
      findings: { rule: string; seconds?: unknown }[];
    };
    assert.equal(code, 3);
    assert.equal(document.exitCode, 3);
    assert.equal(document.config, CONFIG);
    assert.equal(document.findings[0]?.seconds, 901);
    assert.match(out, /"seconds": "unlimited"/);
    assert.doesNotMatch(out, /"seconds": null/);
    const built = JSON.parse((await run("--props p.json --json", { files: { "p.json": good } })).out) as {
      config: unknown;
    };
    assert.equal(built.config, null);
  });

  it("stays within 80 columns, and paints on a terminal only", async () => {
    const props = [lifetime(901), { ...unknown, name: "b" }, { ...advisory, name: "c" }];
    const { out } = await test(props);
    for (const line of out.split("\n")) assert.ok([...line].length <= 80, line);
    assert.ok(!out.includes("\u001b"));
    assert.ok((await test(props, "", { isTerminal: true })).out.includes("\u001b["));
    assert.ok(!(await test(props, "", { isTerminal: true, noColour: "1" })).out.includes("\u001b"));
  });

  it("lets a name draw nothing", async () => {
    const { out } = await test({ ...lifetime(901), name: "a\u001b[2J\n::error::b" });
    assert.ok(!out.includes("\u001b"));
    assert.doesNotMatch(out, /^\s*::error/m);
  });

  it("prints no secret", async () => {
    const signature = "4dabf18193072939515e22adb298388d";
    const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: "s3cr3t-value" };
    const props = {
      ...good.props,
      signingSecret: secret,
      tokenLifetime: "s3cr3t-text",
      identifier: "https://pay.test/",
    };
    for (const args of ["", "--json"]) {
      const { out, err } = await test({ ...good, props }, args);
      assert.doesNotMatch(out + err, /s3cr3t/);
    }
  });

  for (const day of ["2026-02-30", "26-01-01", "today", "2026-1-1"]) {
    it(`refuses --today ${day}`, async () => {
      const { code, err } = await test(good, `--today ${day}`);
      assert.equal(code, 2);
      assert.match(err, /--today: .* is no day\. Write it as YYYY-MM-DD/);
    });
  }

  for (const args of [
    "",
    "--props p.json --fail-on always",
    "--props p.json --nonsense",
    "--props p.json x",
  ]) {
    it(`ends with 2 for: test ${args}`, async () => {
      const { code, err } = await run(args, { files: { "p.json": good } });
      assert.equal(code, 2);
      assert.match(err, /^error: /);
    });
  }
});
