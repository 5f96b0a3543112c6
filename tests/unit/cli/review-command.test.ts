import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gitFiles } from "../../../cli/git-files";
import { main } from "../../../cli/main";
import { type ReviewFlags, runReview } from "../../../cli/review";
import { UNKNOWN_SENTINEL } from "../../../provider/model/sentinels";
import { type FakeProcess, fakeIo } from "./support/fake-io";

const FIXTURES = path.join(__dirname, "../../fixtures/review");
const fixture = (name: string) => readFileSync(path.join(FIXTURES, name), "utf8");
const files = {
  "preview.json": fixture("preview-with-eventlog.json"),
  "events.ndjson": fixture("events.ndjson"),
  "auth0.json": fixture("pulumi-auth0/preview.json"),
};
const CONFIG = "apisettings.config.json";
const restricted = { assign: [{ tier: "restricted", identifiers: ["https://pay*"] }] };

async function review(args: readonly string[], more: FakeProcess = {}) {
  const io = fakeIo({ ...more, files: { ...files, ...more.files } });
  await main(["node", "apisettings", "review", ...args], io);
  return { code: io.exitCode(), out: io.stdout(), err: io.stderr(), written: io.written };
}

/** A preview of one API, as `pulumi preview --json` writes it. */
function preview(inputs: object, before?: object) {
  const urn = "urn:pulumi:dev::shop::apisettings:index:Api::todo";
  const state = (values: object) => ({
    urn,
    custom: true,
    type: "apisettings:index:Api",
    inputs: values,
    outputs: values,
  });
  return JSON.stringify({
    steps: [
      {
        op: before ? "update" : "create",
        urn,
        ...(before && { oldState: state(before) }),
        newState: state(inputs),
      },
    ],
    changeSummary: { [before ? "update" : "create"]: 1 },
  });
}
const todo = { identifier: "https://todo.test/", sensitivity: "internal", tokenLifetimeSeconds: 3_600 };

describe("apisettings review", () => {
  it("says first what matters most, and ends with 3, over a preview of pulumi-auth0", async () => {
    const { code, out, err } = await review(["auth0.json"], { files: { [CONFIG]: restricted } });
    assert.equal(code, 3, err);
    assert.match(out, /^apisettings review {2}iam\/dev +2 change/);
    assert.match(
      out,
      /\nBLOCKED {2}payments: tokens would live 30 d instead of 5 min, with refresh tokens\n/,
    );
    assert.match(out, /access tokens +5 min → 30 d {3}×8,640 {3}limit 15 min\n/);
    assert.match(out, /offline refresh tokens +off → on\n/);
    assert.match(out, /reports {2}internal {2}update/);
    for (const line of out.split("\n")) assert.ok([...line].length <= 80, line);
  });

  it("joins a digest and the events of one run: positions from one, results of packs from the other", async () => {
    const both = await review(["preview.json", "events.ndjson"]);
    assert.match(both.out, /index\.ts:6\b/);
    assert.match(both.out, /max-lifetime \(mandatory, high, pack apisettings-policies\)/);
    const digest = await review(["preview.json"]);
    assert.doesNotMatch(digest.out, /apisettings-policies/);
    assert.match(digest.out, /access-token-lifetime-max \(mandatory/, "the rules are evaluated all the same");
  });

  it("repeats no secret of an event log in any format", async () => {
    const outs = ["markdown", "html", "json", "sarif", "junit", "github-annotations", "github-summary"];
    const { out, written } = await review([
      "preview.json",
      "events.ndjson",
      ...outs.flatMap((format) => ["--out", `${format}=${format}.out`]),
    ]);
    assert.equal(written.size, outs.length);
    const secrets = [...files["events.ndjson"].matchAll(/signingSecret[^,]{0,40}?([a-z0-9-]{16,})/gi)].map(
      ([, text = ""]) => text,
    );
    for (const text of [out, ...written.values()]) {
      assert.doesNotMatch(text, /4dabf18193072939515e22adb298388d|ciphertext/);
      for (const secret of secrets.filter((one) => !/^(4dabf|1b471)/.test(one)))
        assert.ok(!text.includes(secret));
    }
    JSON.parse(written.get("json.out") ?? "");
    assert.equal(JSON.parse(written.get("sarif.out") ?? "").version, "2.1.0");
    assert.match(
      written.get("markdown.out") ?? "",
      /^<!-- apisettings-review v1 key=review\/q7\/dev at=\d+ /,
    );
    assert.doesNotMatch(written.get("github-summary.out") ?? "", /<!-- apisettings-review/);
    assert.match(
      written.get("junit.out") ?? "",
      /<testsuites name="apisettings" tests="\d+" failures="[1-9]/,
    );
    assert.match(written.get("html.out") ?? "", /^<!doctype html>/);
    assert.match(written.get("github-annotations.out") ?? "", /^::error file=index\.ts,line=\d+/m);
  });

  const longer = preview({ ...todo, tokenLifetimeSeconds: 7_200 }, todo);
  const unknown = preview({ ...todo, tokenLifetimeSeconds: UNKNOWN_SENTINEL });
  const failed = JSON.stringify({
    ...JSON.parse(preview(todo)),
    diagnostics: [{ severity: "error", message: "no" }],
  });
  const endings: [what: string, text: string, args: string[], code: number, word: RegExp][] = [
    ["nothing is wrong", preview(todo), [], 0, /^FINE/m],
    ["tokens live longer, within limits", longer, [], 0, /^ATTENTION/m],
    ["a limit is broken", preview({ ...todo, tokenLifetimeSeconds: 86_401 }), [], 3, /^BLOCKED/m],
    [
      "a limit is broken, and nothing fails",
      preview({ ...todo, tokenLifetimeSeconds: 86_401 }),
      ["--fail-on", "never"],
      0,
      /^BLOCKED/m,
    ],
    ["an advisory finding", preview({ identifier: "https://todo.test/" }), [], 0, /^ATTENTION/m],
    [
      "an advisory finding that fails",
      preview({ identifier: "https://todo.test/" }),
      ["--fail-on", "advisory"],
      3,
      /^ATTENTION/m,
    ],
    ["something is not known", unknown, [], 0, /^NOT EVALUATED/m],
    ["something is not known, strictly", unknown, ["--strict"], 4, /^NOT EVALUATED/m],
    ["an assertion holds", preview(todo), ["--assert", "internal <= 1h"], 0, /internal <= 1h: holds/],
    [
      "an assertion is broken",
      preview(todo),
      ["--assert", "internal < 1h"],
      3,
      /todo \(internal\), access\s+tokens: 1 h, not < 1 h/,
    ],
    [
      "an assertion is not known, strictly",
      unknown,
      ["--assert", "all <= 1h", "--strict"],
      4,
      /all <= 1h: not evaluated/,
    ],
    [
      "an assertion about a name that nothing has",
      preview(todo),
      ["--assert", "toda <= 1h", "--strict"],
      4,
      /nothing that it\s+speaks of is called "toda"/,
    ],
    [
      "an assertion about a tier that no API is in",
      preview(todo),
      ["--assert", "restricted <= 1h"],
      0,
      /holds \(0 checked\)/,
    ],
    ["the preview failed", failed, [], 5, /^PREVIEW FAILED/m],
    ["no preview at all", "what is this", [], 2, /^/],
    ["an assertion that is none", preview(todo), ["--assert", "short please"], 2, /^/],
    ["a format that is none", preview(todo), ["--out", "pdf=x.pdf"], 2, /^/],
    ["the standard input twice", preview(todo), ["-", "-"], 2, /^/],
  ];
  for (const [what, text, args, code, word] of endings) {
    it(`${what}: ${code}`, async () => {
      const answer = await review(["p.json", ...args], { files: { "p.json": text } });
      assert.equal(answer.code, code, answer.out + answer.err);
      assert.match(answer.out, word);
      if (code === 2) assert.match(answer.err, /^apisettings: .+\n$/s);
    });
  }

  it("paints on a terminal only, and not where NO_COLOR says no", async () => {
    const painted = (text = "") => text.includes("\u001b[");
    assert.ok(painted((await review(["auth0.json"], { isTerminal: true })).out));
    assert.ok(!painted((await review(["auth0.json"], { isTerminal: true, noColour: "1" })).out));
    assert.ok(!painted((await review(["auth0.json"])).out));
    const { written } = await review(["auth0.json", "--out", "terminal=t.txt"], { isTerminal: true });
    assert.ok(!painted(written.get("t.txt")));
  });
});

describe("apisettings review --config-from-ref", () => {
  const flags = (more: Partial<ReviewFlags> = {}): ReviewFlags => ({
    failOn: "mandatory",
    assert: [],
    format: "terminal",
    out: [],
    projectFolder: "",
    configFromRef: "origin/main",
    ...more,
  });
  /** A repository in which origin/main holds these files. */
  const git = (base: Readonly<Record<string, object>>) => (args: readonly string[]) => {
    if (args[0] === "rev-parse" && args.at(-1) === "origin/main^{commit}") return Buffer.from("0123");
    const content = base[(args.at(-1) ?? "").replace("origin/main:./", "")];
    if (args[0] === "rev-parse" || content === undefined) throw new Error("fatal: no such thing");
    return Buffer.from(JSON.stringify(content));
  };

  async function run(base: Readonly<Record<string, object>>, head: Readonly<Record<string, object>>) {
    const io = fakeIo({ files: { ...files, ...head } });
    const code = await runReview(["auth0.json"], flags(), io, git(base));
    return { code, out: io.stdout() };
  }

  it("judges by the base branch, whatever the change makes of the configuration, and says what it makes of it", async () => {
    const lax = {
      tiers: { restricted: { maximumSeconds: 2_592_000, offlineAccess: "allowed" } },
      ...restricted,
    };
    const { code, out } = await run({ [CONFIG]: restricted }, { [CONFIG]: lax });
    assert.equal(code, 3);
    assert.match(out, /limit 15 min/);
    const text = out.replace(/\s+/g, " ");
    assert.match(text, /! Changes tiers\.restricted\.maximumSeconds from nothing to 2592000 s \(30 d\)\./);
    assert.match(text, /Changes tiers\.restricted\.offlineAccess from nothing to "allowed"\./);
    assert.match(text, /does not count until it stands on the base branch/);
  });

  it("counts no exemption that only the change has", async () => {
    const exemption = {
      rules: ["access-token-lifetime-max", "implicit-hybrid-lifetime-max", "offline-access"],
      identifier: "https://pay*",
      reason: "because",
      owner: "me",
      expires: "2027-01-01",
    };
    const exempted = { ...restricted, exemptions: [exemption] };
    const here = await run({ [CONFIG]: restricted }, { [CONFIG]: exempted });
    assert.equal(here.code, 3);
    assert.match(
      here.out.replace(/\s+/g, " "),
      /Adds to exemptions: an exemption from access-token-lifetime-max/,
    );
    assert.equal((await run({ [CONFIG]: exempted }, { [CONFIG]: exempted })).code, 0);
  });

  it("has nothing to say where nothing differs, whatever the order of keys", async () => {
    const { out } = await run(
      { [CONFIG]: { presets: [], ...restricted } },
      { [CONFIG]: { ...restricted, presets: [] } },
    );
    assert.doesNotMatch(out, /base branch/);
  });

  it("refuses a revision that is none, or that is an option", () => {
    for (const ref of ["nowhere", "--upload-pack=x"]) {
      assert.throws(() => gitFiles(ref, git({})), /git knows no revision/);
    }
    const base = gitFiles("origin/main", git({ [CONFIG]: {} }));
    assert.equal(base.exists(CONFIG), true);
    assert.equal(base.exists("other.json"), false);
    assert.throws(() => base.read("/etc/passwd", "configuration", 10), /absolute path/);
    assert.throws(() => base.read(CONFIG, "configuration", 1), /larger than/);
    assert.throws(() => base.write(CONFIG, ""), /cannot be written/);
  });
});
