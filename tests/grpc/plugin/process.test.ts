import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { credentials } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call } from "./support/engine";

const ROOT = resolve(__dirname, "../../..");
const WRAPPER = "pulumi-resource-apisettings";
const NO_ENGINE = "127.0.0.1:1";

describe("plugin: the bundle as a process", function () {
  this.timeout(30_000);
  let folder: string;
  let bundle: string;
  const children: ChildProcess[] = [];

  before(async () => {
    // Nothing but wrapper and bundle: no node_modules, no package.json.
    folder = mkdtempSync(join(tmpdir(), "apisettings-plugin-"));
    mkdirSync(join(folder, "package", "dist"), { recursive: true });
    mkdirSync(join(folder, "bin with space"));
    bundle = join(folder, "package", "dist", "plugin.cjs");
    const build: { bundle(root: string, entry: string, outfile: string): Promise<number> } = await import(
      "../../../tools/setup/bundle.mjs"
    );
    await build.bundle(ROOT, "provider/plugin/main.ts", relative(ROOT, bundle));
    copyFileSync(join(ROOT, WRAPPER), join(folder, "package", WRAPPER));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  const start = (command: string, args: string[], environment = process.env) => {
    const child = spawn(command, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    return child;
  };

  it("writes the port, and nothing else, to stdout; it knows its version", async () => {
    const child = start(process.execPath, [bundle, "-v=9", "--logtostderr", NO_ENGINE]);
    const output = collect(child);
    const port = await portOf(child);
    const info = await infoAt(port);
    assert.equal(info.getVersion(), require(join(ROOT, "package.json")).version);
    child.kill("SIGTERM");
    await once(child, "exit");
    assert.equal(output(), `${port}\n`);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends at once on ${signal}, as the engine expects`, async () => {
      const child = start(process.execPath, [bundle, NO_ENGINE]);
      await portOf(child);
      const begun = Date.now();
      child.kill(signal);
      const [code] = await once(child, "exit");
      assert.equal(code, 0);
      assert.ok(Date.now() - begun < 2_000);
    });
  }

  it("is started by the wrapper, also through a link from another folder", async () => {
    const link = join(folder, "bin with space", WRAPPER);
    symlinkSync(join("..", "package", WRAPPER), link);
    const child = start(link, [NO_ENGINE]);
    assert.ok((await infoAt(await portOf(child))).getVersion());
  });

  it("says what to do where there is no bundle or no node", async () => {
    const lonely = join(folder, WRAPPER);
    copyFileSync(join(ROOT, WRAPPER), lonely);
    const unbuilt = start(lonely, []);
    assert.match(await errorsOf(unbuilt), /dist\/plugin\.cjs is missing.*npm run build/);
    assert.equal(unbuilt.exitCode, 1);
    const nodeless = start("/bin/sh", [join(folder, "package", WRAPPER)], { PATH: "/nowhere" });
    assert.match(await errorsOf(nodeless), /node is not on PATH/);
    assert.equal(nodeless.exitCode, 1);
  });

  it("ends by itself when the engine was killed", async () => {
    const script = join(folder, "engine.cjs");
    writeFileSync(
      script,
      `const child = require("node:child_process").spawn(process.execPath, [${JSON.stringify(bundle)}, "${NO_ENGINE}"],
        { stdio: ["ignore", "pipe", "ignore"], detached: true });
      child.stdout.once("data", () => process.stdout.write(child.pid + "\\n"));`,
    );
    const engine = start(process.execPath, [script]);
    const plugin = await portOf(engine);
    assert.ok(isAlive(plugin));
    engine.kill("SIGKILL");
    for (let waited = 0; isAlive(plugin) && waited < 8_000; waited += 100) await sleep(100);
    const survived = isAlive(plugin);
    if (survived) process.kill(plugin, "SIGKILL");
    assert.equal(survived, false);
  });
});

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}

async function portOf(child: ChildProcess): Promise<number> {
  const [chunk] = await once(child.stdout ?? child, "data");
  const number = Number(String(chunk).trim());
  assert.ok(Number.isInteger(number) && number > 0, `not a number: ${chunk}`);
  return number;
}

async function errorsOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  await once(child, "close");
  return text;
}

async function infoAt(port: number): Promise<PluginInfo> {
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  try {
    return await call<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
  } finally {
    client.close();
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
