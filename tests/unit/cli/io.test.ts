import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROCESS_IO } from "../../../cli/io";
import { isApiSettingsError } from "../../../provider/model/errors";

const refused = (message: RegExp) => (error: unknown) =>
  isApiSettingsError(error, "invalid-input") && message.test(error.message);

describe("files of a command", () => {
  const { files } = PROCESS_IO;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-io-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are written, replaced and read", () => {
    const file = join(folder, "a.json");
    assert.equal(files.exists(file), false);
    files.write(file, "former and longer");
    files.write(file, "ö");
    assert.equal(files.exists(file), true);
    assert.equal(files.read(file, "input", 100), "ö");
  });

  it("may be as large as the limit, and no larger; the message shows nothing of them", () => {
    const file = join(folder, "large.json");
    writeFileSync(file, "s".repeat(2 * 1024 ** 2));
    assert.equal(files.read(file, "input", 2 * 1024 ** 2).length, 2 * 1024 ** 2);
    assert.throws(
      () => files.read(file, "input", 1024 ** 2),
      refused(/^The input file .*large\.json is larger than 1 MiB\. Give a smaller one; [^s]/),
    );
  });

  it("that are not there, or cannot be, are told in a sentence", () => {
    assert.throws(
      () => files.read(join(folder, "none"), "baseline", 1),
      refused(/^The baseline file .*none cannot be read \(ENOENT\)\. Give a file that exists\.$/),
    );
    assert.throws(() => files.read(folder, "input", 1024 ** 2), refused(/cannot be read \(EISDIR\)/));
    assert.throws(
      () => files.write(join(folder, "none", "x"), ""),
      refused(/^The file .* cannot be written \(ENOENT\)\. Give one in a folder that exists/),
    );
  });
});
