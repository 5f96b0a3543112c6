import assert from "node:assert/strict";
import { CommanderError } from "commander";
import { EXIT_HELP, exitCodeOf } from "../../../cli/exit-codes";
import { ApiSettingsError, ERROR_CODES, type ErrorCode } from "../../../provider/model/errors";
import { run } from "./support/run";

describe("exit codes", () => {
  it("are 2 for errors of what the user gave, and 1 for all others", () => {
    const usage = ["invalid-input", "invalid-settings", "invalid-config"];
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[])
      assert.equal(exitCodeOf(new ApiSettingsError(code, "x")), usage.includes(code) ? 2 : 1, code);
    assert.equal(exitCodeOf(new TypeError("x")), 1);
    assert.equal(exitCodeOf(undefined), 1);
  });

  it("are 0 where commander only showed something, and 2 where it refused", () => {
    assert.equal(exitCodeOf(new CommanderError(0, "commander.help", "")), 0);
    assert.equal(exitCodeOf(new CommanderError(1, "commander.unknownOption", "")), 2);
  });

  for (const args of [
    [],
    ["nonsense"],
    ["policy"],
    ["policy", "nonsense"],
    ["tenant", "--port", "x"],
    ["tenant", "clock", "nonsense"],
    ["tenant", "--memory", "--data", "x"],
  ]) {
    it(`apisettings ${args.join(" ")}: 2, and a sentence or the help`, async () => {
      const { code, err, out } = await run(args);
      assert.equal(code, 2, out + err);
      assert.match(err, /^(error: |apisettings: |Usage: )/);
      assert.equal(out, "");
    });
  }

  const commands = [
    "",
    "policy",
    "tenant",
    "policy init",
    "policy config",
    "policy path",
    "policy test",
    "policy baseline",
    "policy list",
  ];
  for (const command of commands) {
    it(`apisettings ${command} --help: 0`, async () => {
      const { code, out, err } = await run([...command.split(" ").filter(Boolean), "--help"]);
      assert.equal(code, 0);
      assert.match(out, /^Usage: apisettings/);
      assert.equal(err, "");
      if (command.startsWith("policy "))
        for (const line of out.split("\n")) assert.ok(line.length <= 80, line);
    });
  }

  it("are told by the help", async () => {
    assert.ok((await run(["--help"])).out.includes(EXIT_HELP.trim()));
    assert.ok((await run(["policy", "test", "--help"])).out.includes(EXIT_HELP.trim()));
  });
});
