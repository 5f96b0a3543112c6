import assert from "node:assert/strict";
import { difference, installDependencies, outdated } from "../../../../tools/setup/dependencies.mjs";
import { fixture, removeFixtures } from "../fixture";

const axios = { version: "1.0.0", integrity: "sha512-a" };
const everywhere = () => true;

describe("tools/setup/dependencies", () => {
  afterEach(removeFixtures);

  it("finds nothing to do when npm installed what is locked", () => {
    const locked = {
      "": {},
      "node_modules/axios": axios,
      "node_modules/fsevents": { version: "2", optional: true },
    };
    assert.equal(difference(locked, { "node_modules/axios": axios }, everywhere), undefined);
  });

  it("names what is missing, other, deleted by hand, or too much", () => {
    const locked = { "node_modules/axios": axios };
    const cases: [Record<string, typeof axios>, (path: string) => boolean, RegExp][] = [
      [{}, everywhere, /axios is missing/],
      [{ "node_modules/axios": { ...axios, version: "0.9.0" } }, everywhere, /axios is not 1\.0\.0/],
      [{ "node_modules/axios": { ...axios, integrity: "sha512-b" } }, everywhere, /axios is not 1\.0\.0/],
      [{ "node_modules/axios": axios }, () => false, /axios is missing/],
      [
        { "node_modules/axios": axios, "node_modules/left": axios },
        everywhere,
        /left is not in package-lock/,
      ],
    ];
    for (const [installed, exists, reason] of cases) {
      assert.match(difference(locked, installed, exists) ?? "nothing", reason);
    }
  });

  it("takes an interrupted installation for incomplete", () => {
    const { context, write } = fixture();
    assert.match(outdated(context.root) ?? "", /node_modules is missing/);
    write("root/node_modules/axios/package.json", "{}");
    assert.match(outdated(context.root) ?? "", /incomplete/);
  });

  it("runs npm ci in the root only when it is due", async () => {
    const { context, write, calls, printed } = fixture();
    write("root/package-lock.json", JSON.stringify({ packages: { "node_modules/axios": axios } }));
    await installDependencies(context);
    assert.deepEqual(
      calls.map(({ command, args, options }) => [command, args[0], options.cwd]),
      [["npm", "ci", context.root]],
    );
    write("root/node_modules/axios/package.json", "{}");
    write(
      "root/node_modules/.package-lock.json",
      JSON.stringify({ packages: { "node_modules/axios": axios } }),
    );
    await installDependencies(context);
    assert.equal(calls.length, 1);
    assert.match(printed(), /Dependencies +up to date/);
  });

  it("passes on what npm says is wrong, without its manual page", async () => {
    const output = "npm warn old\nnpm error code EUSAGE\nnpm error Missing: x from lock file\nnpm error\n";
    const { context } = fixture(() => ({ code: 1, output }));
    await assert.rejects(installDependencies(context), {
      name: "SetupError",
      message: "npm ci failed (exit code 1):\nnpm error code EUSAGE\nnpm error Missing: x from lock file",
    });
  });
});
