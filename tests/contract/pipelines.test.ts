/** The scripts that the pipelines run, and a structural check of the action: against GitHub's own schema nothing is checked here. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";

const ROOT = path.resolve(__dirname, "../..");
const HOSTILE = "--x=$(touch pwned)`touch pwned`;'\" a";

describe("pipelines", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "pipelines-"));
    mkdirSync(path.join(folder, "bin"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program that writes its arguments down, one a line. */
  function fake(name: string, more: string): void {
    const file = path.join(folder, "bin", name);
    writeFileSync(file, `#!/usr/bin/env bash\nprintf '%s\\n' "$@" >>"${folder}/${name}.log"\n${more}\n`);
    chmodSync(file, 0o755);
  }
  const run = (script: string, env: Record<string, string>) =>
    spawnSync("bash", [path.join(ROOT, "ci", script)], {
      cwd: folder,
      env: { PATH: `${folder}/bin:${process.env.PATH}`, ...env },
      encoding: "utf8",
    });
  const log = (name: string) => readFileSync(path.join(folder, `${name}.log`), "utf8");

  it("preview.sh keeps the digest of a failed preview, and takes hostile names for names", () => {
    mkdirSync(path.join(folder, HOSTILE));
    fake("pulumi", "echo '{}'; exit 1");
    const { status, stderr } = run("preview.sh", { STACK: HOSTILE, PROJECT_FOLDER: HOSTILE, OUT: "out" });
    assert.equal(status, 1, stderr);
    assert.equal(readFileSync(path.join(folder, "out/preview.json"), "utf8"), "{}\n");
    assert.ok(log("pulumi").split("\n").includes(`--stack=${HOSTILE}`));
    assert.ok(!log("pulumi").includes("event-log"));
    assert.ok(!existsSync(path.join(folder, "pwned")) && !existsSync(path.join(folder, HOSTILE, "pwned")));
  });

  it("comment.sh comments also where the review finds something, and ends as the review does", () => {
    writeFileSync(path.join(folder, "preview.json"), "{}");
    fake(
      "apisettings",
      `for a; do case $a in --out=*) echo body >"\${a#--out=markdown=}"; exit 3;; esac; done`,
    );
    const env = { PREVIEW: "preview.json", BASE_REF: HOSTILE, HEAD_SHA: HOSTILE, PULL_REQUEST: HOSTILE };
    const { status, stderr } = run("comment.sh", env);
    assert.equal(status, 3, stderr);
    assert.match(log("apisettings"), /\ncomment\n--body\n/);
    assert.ok(log("apisettings").includes(`--config-from-ref=${HOSTILE}\n`));
    assert.doesNotMatch(log("apisettings"), /--commit|--pull-request/);
    assert.ok(!existsSync(path.join(folder, "pwned")));
  });

  it("comment.sh says nothing where there is no report", () => {
    writeFileSync(path.join(folder, "preview.json"), "");
    fake("apisettings", "exit 2");
    assert.equal(run("comment.sh", { PREVIEW: "preview.json", BASE_REF: "HEAD" }).status, 2);
    assert.doesNotMatch(log("apisettings"), /^comment$/m);
  });

  it("no expression stands inside a script of the action", () => {
    const { runs } = parse(readFileSync(path.join(ROOT, "action.yml"), "utf8")) as {
      runs: { using: string; steps: { run?: string; shell?: string; uses?: string }[] };
    };
    assert.equal(runs.using, "composite");
    for (const step of runs.steps) {
      assert.ok((step.run === undefined) !== (step.uses === undefined));
      assert.equal(step.shell, step.run === undefined ? undefined : "bash");
      assert.ok(!step.run?.includes("${{"));
    }
  });

  it("a user's files together have at most 40 lines; what runs the change's code may write nothing", () => {
    const read = (name: string) => readFileSync(path.join(ROOT, "examples/pipelines", name), "utf8");
    const [preview, comment] = [read("github-preview.yml"), read("github-comment.yml")];
    assert.ok(`${preview}${comment}`.trimEnd().split("\n").length <= 40);
    assert.deepEqual(parse(preview).permissions, { contents: "read" });
    assert.deepEqual(parse(comment).permissions, {
      actions: "read",
      contents: "read",
      "pull-requests": "write",
    });
    assert.ok(!comment.includes("head_sha") && !comment.includes("ref:"));
  });
});
