import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fromGoModules } from "../../../../../tools/setup/pulumi-cli/go-modules.mjs";
import { programs, scripts } from "../../../../../tools/setup/pulumi-cli/go-programs.mjs";
import { findGo } from "../../../../../tools/setup/pulumi-cli/go-toolchain.mjs";
import { fromNpmPackage } from "../../../../../tools/setup/pulumi-cli/npm-package.mjs";
import { type Call, fixture, removeFixtures } from "../../fixture";

const version = "cache/pulumi-home/versions/3.259.0";
const hosts = ["pulumi", "pulumi-language-nodejs", "pulumi-language-yaml"];
const isVersionQuestion = ({ command, args }: Call) =>
  basename(command) === "pulumi" && args[0] === "version";

describe("tools/setup/pulumi-cli: the npm package", () => {
  afterEach(removeFixtures);

  function npm(launcher: (home: string, program: (path: string) => void) => object) {
    const made = fixture((call) => {
      if (isVersionQuestion(call)) return { stdout: "v3.259.0" };
      if (call.command !== process.execPath) return {};
      const home = String(call.options.env?.PULUMI_HOME);
      return launcher(home, (path) => made.program(`${home.slice(made.folder.length + 1)}/${path}`));
    });
    return made;
  }

  it("is installed into our cache without scripts, and moves what it downloaded into place", async () => {
    const { context, calls, folder } = npm((_, program) => {
      for (const name of hosts) program(`versions/3.259.0/bin/${name}`);
      return { stdout: "v3.259.0" };
    });
    assert.deepEqual(await fromNpmPackage(context), {
      cli: {
        bin: join(folder, version, "bin"),
        version: "3.259.0",
        source: "downloaded by the npm package pulumi just now",
      },
    });
    const [install, launch] = calls;
    assert.ok(install?.args.includes("pulumi@3.259.0") && install.args.includes("--ignore-scripts"));
    assert.equal(install?.args[install.args.indexOf("--prefix") + 1], join(context.cache, "npm"));
    assert.ok(
      launch?.options.env?.TMPDIR?.startsWith(context.cache),
      "the download must be where it can be watched",
    );
    assert.deepEqual(readdirSync(context.cache).sort(), ["pulumi-home"]);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, version, "origin.json"), "utf8")), {
      made: "downloaded by the npm package pulumi",
    });
  });

  it("gives the reason when the download fails, and leaves nothing behind", async () => {
    const { context } = npm((_, program) => {
      program("versions/3.259.0/bin/pulumi");
      return { code: 1, output: "Downloading pulumi v3.259.0...\npulumi: fetch failed\n" };
    });
    assert.deepEqual(await fromNpmPackage(context), { reason: "the download failed: pulumi: fetch failed" });
    assert.deepEqual(readdirSync(context.cache), []);
  });

  it("gives the reason when it was stopped for want of progress", async () => {
    const { context } = npm(() => ({ code: null, stopped: "nothing arrived for 20 s" }));
    assert.deepEqual(await fromNpmPackage(context), {
      reason: "the download was given up: nothing arrived for 20 s",
    });
  });

  it("gives npm's own error when the package cannot be had", async () => {
    const output = "npm error code E404\nnpm error 404 Not Found\nnpm error A complete log\n";
    const { context } = fixture(() => ({ code: 1, output }));
    assert.deepEqual(await fromNpmPackage(context), {
      reason: "npm install failed: npm error 404 Not Found",
    });
  });
});

describe("tools/setup/pulumi-cli: the build from Go modules", () => {
  afterEach(removeFixtures);

  const sdk = "sdk-module";

  /** Stands in for Go: `go build -o FILE` makes the file. */
  function go(options: { version?: string; reply?: (call: Call) => object | undefined } = {}) {
    const made = fixture((call) => {
      const own = options.reply?.(call);
      if (own) return own;
      const [verb, ...args] = call.args;
      if (isVersionQuestion(call)) return { stdout: "v3.259.0" };
      if (verb === "version") return { stdout: `go version go${options.version ?? "1.25.11"} linux/amd64` };
      if (verb === "list" && args[0] === "-m") return { stdout: join(made.folder, sdk) };
      if (verb === "build") made.program(String(args[args.indexOf("-o") + 1]).slice(made.folder.length + 1));
      return { stdout: "a\nb\n" };
    });
    made.program("go/go");
    for (const script of scripts) made.write(`${sdk}/${script}`, "#!/bin/sh\n");
    const context = { ...made.context, env: { PATH: join(made.folder, "go") }, freeBytes: () => 1e11 };
    return { ...made, context };
  }

  it("builds every program with its version from the pinned modules, and deletes what it needed", async () => {
    const { context, calls, folder, printed } = go();
    const answer = await fromGoModules(context);
    assert.ok("cli" in answer, JSON.stringify(answer));
    assert.equal(answer.cli.source, "built from Go modules just now");
    assert.deepEqual(
      readdirSync(join(folder, version, "bin")).sort(),
      [...programs.map(({ name }) => name), ...scripts.map((script) => basename(script))].sort(),
    );
    assert.ok(!existsSync(join(context.cache, "go")));
    assert.match(printed(), /5 minutes on 2 cores, and 4 GB/);

    const builds = calls.filter(({ args }) => args[0] === "build");
    assert.equal(builds.length, programs.length);
    for (const { args, options } of builds) {
      assert.match(args.join(" "), /-X \S+version\.Version=v\d+\.\d+\.\d+ /);
      assert.match(String(options.cwd), /tools\/pulumi-cli\/(cli|language-hosts)$/);
      assert.ok(
        options.env?.GOMODCACHE?.startsWith(context.cache) && options.env.GOCACHE?.startsWith(context.cache),
      );
      assert.match(String(options.env?.GOFLAGS), /-mod=readonly -modcacherw/);
    }
  });

  it("tells what it lacks before it begins: Go, a newer Go, disk", async () => {
    const none = await findGo({ ...fixture().context, folders: [] }, {}, "module");
    assert.deepEqual(none, { reason: "no Go on PATH or in /usr/local/go/bin" });

    const old = go({ version: "1.19.8" });
    const full = go();
    const fullContext = { ...full.context, freeBytes: () => 1e9 };
    assert.deepEqual(await fromGoModules(old.context), {
      reason: `${old.folder}/go/go is 1.19.8; 1.25.11 or newer is needed`,
    });
    assert.deepEqual(await fromGoModules(fullContext), {
      reason: "building needs 4.5 GB of temporary disk, 1.0 GB are free",
    });
    assert.ok(![...old.calls, ...full.calls].some(({ args }) => args[0] === "build"));
  });

  it("lets a Go from 1.21 on fetch its own successor", async () => {
    let local = "";
    const reply = ({ args, options }: Call) => {
      if (args[0] !== "version" || !options.env?.GOMODCACHE) return undefined;
      if (options.env.GOTOOLCHAIN === "local") return { stdout: "go version go1.22.0 linux/amd64" };
      local = String(options.cwd);
      return { stdout: "go version go1.25.11 linux/amd64" };
    };
    const answer = await fromGoModules(go({ reply }).context);
    assert.ok("cli" in answer);
    assert.match(local, /tools\/pulumi-cli\/cli$/);
  });

  it("names the program that failed and why, installs nothing, and keeps the work for the next attempt", async () => {
    const output = "go: downloading github.com/x/y v1\ngithub.com/x/y\ny.go:1: undefined: z\n";
    const reply = ({ args }: Call) => {
      return args[0] === "build" && args.at(-1)?.endsWith("/cmd/pulumi") ? { code: 1, output } : undefined;
    };
    const { context, folder } = go({ reply });
    assert.deepEqual(await fromGoModules(context), {
      reason: "compiling pulumi failed: y.go:1: undefined: z",
    });
    assert.ok(!existsSync(join(folder, version)));
    assert.ok(existsSync(join(context.cache, "go")));
  });

  it("replaces a broken CLI, and only with one that works", async () => {
    const works = go();
    works.program(`${version}/bin/pulumi`);
    works.write(`${version}/bin/leftover`, "");
    assert.ok("cli" in (await fromGoModules(works.context)));
    assert.ok(!existsSync(join(works.folder, version, "bin/leftover")));

    const mute = go({ reply: (call) => (isVersionQuestion(call) ? { code: 1 } : undefined) });
    mkdirSync(join(mute.folder, version), { recursive: true });
    mute.write(`${version}/bin/leftover`, "");
    assert.deepEqual(await fromGoModules(mute.context), {
      reason: "the result does not work: its version is not readable",
    });
    assert.ok(existsSync(join(mute.folder, version, "bin/leftover")));
  });
});
