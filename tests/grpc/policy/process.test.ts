import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { version } from "../../../package.json";
import { analyzerAt } from "./support/analyzer";
import {
  EXECUTABLE,
  FOLDER,
  type PackProcess,
  resolveFrom,
  type StartOptions,
  startExecutable,
  startFolder,
} from "./support/pack-process";

const LONG = { name: "a", properties: { identifier: "https://a.test/", tokenLifetime: 2_592_000 } };

describe("policy pack: as a process", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-policies-"));
  });
  after(() => {
    chmodSync(join(folder, "folder", "alone"), 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  const forms: Record<string, { copy(to: string): string; start: typeof startExecutable }> = {
    executable: {
      copy: (to) => {
        mkdirSync(to, { recursive: true });
        cpSync(EXECUTABLE, join(to, "policies"));
        return join(to, "policies");
      },
      start: startExecutable,
    },
    folder: {
      copy: (to) => {
        cpSync(FOLDER, to, { recursive: true });
        return to;
      },
      start: startFolder,
    },
  };

  for (const [form, { copy, start }] of Object.entries(forms)) {
    describe(form, () => {
      const finds = async (file: string, options: StartOptions = {}): Promise<PackProcess> => {
        const pack = await start(file, options);
        const analyzer = analyzerAt(pack);
        await analyzer.configure();
        const found = await analyzer.analyze(LONG);
        analyzer.close();
        assert.ok(found.some(({ policy }) => policy === "access-token-lifetime-max"));
        return pack;
      };

      it("works alone in a folder that cannot be written to, prints the port and nothing else, knows its version", async () => {
        const alone = join(folder, form, "alone");
        const file = copy(alone);
        chmodSync(alone, 0o555);
        const pack = await finds(file, { cwd: "/" });
        assert.equal(pack.stdout(), `${pack.port}\n`);
        const analyzer = analyzerAt(pack);
        const info = await analyzer.info();
        analyzer.close();
        assert.equal(info.getVersion(), version);
        pack.child.kill("SIGTERM");
        const [code] = await once(pack.child, "exit");
        assert.equal(code, 0);
      });

      it("works in a package of ES modules, whatever is the current folder", async () => {
        const place = join(folder, form, "esm");
        mkdirSync(place, { recursive: true });
        writeFileSync(join(place, "package.json"), '{ "type": "module" }');
        const pack = await finds(copy(join(place, "policies")), { cwd: folder });
        pack.child.kill("SIGTERM");
        await once(pack.child, "exit");
      });

      it("ends at once on SIGINT, as the engine expects", async () => {
        const pack = await start();
        const begun = Date.now();
        pack.child.kill("SIGINT");
        const [code] = await once(pack.child, "exit");
        assert.equal(code, 0);
        assert.ok(Date.now() - begun < 2_000);
      });

      it("ends by itself when the engine was killed", async () => {
        const program = form === "executable" ? EXECUTABLE : join(FOLDER, "index.cjs");
        const engine = spawn(
          process.execPath,
          [
            "-e",
            `const child = require("node:child_process").spawn(process.execPath, [${JSON.stringify(program)}, "127.0.0.1:1"],
              { stdio: ["ignore", "pipe", "ignore"], detached: true });
            child.stdout.once("data", () => process.stdout.write(child.pid + "\\n"));`,
          ],
          { stdio: ["ignore", "pipe", "inherit"] },
        );
        const [chunk] = await once(engine.stdout, "data");
        const pack = Number(String(chunk));
        assert.ok(isAlive(pack));
        engine.kill("SIGKILL");
        for (let waited = 0; isAlive(pack) && waited < 8_000; waited += 100) await sleep(100);
        const survived = isAlive(pack);
        if (survived) process.kill(pack, "SIGKILL");
        assert.equal(survived, false);
      });
    });
  }

  it("is what both generations of language hosts look for, from the folder and without an SDK", async () => {
    const alone = forms.folder?.copy(join(folder, "hosts")) ?? "";
    for (const module of ["run-policy-pack", "run-plugin"])
      assert.equal(await resolveFrom(alone, `@pulumi/pulumi/cmd/${module}`), join(alone, "index.cjs"));
  });
});

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
