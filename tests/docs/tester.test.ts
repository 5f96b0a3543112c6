/** The tester itself: each kind of mistake, put into a page in memory, must be found. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../../tools/support/packed-package";
import { packedModules } from "../engine/support/bench";
import { commandsOf, wordsOf } from "./support/commands";
import { typeErrors } from "./support/compile";
import { parseHints } from "./support/hints";
import { faultOfBlock, isPreviewedAlone, workflowCommands } from "./support/kinds";
import { faultOf, type Programs } from "./support/known-commands";
import { brokenLinks, privateNames } from "./support/links";
import { type Block, parsePage } from "./support/markdown";
import { Session } from "./support/session";

const fenced = (language: string, text: string, hint = "") => `${hint}\n\`\`\`${language}\n${text}\n\`\`\`\n`;

function blockOf(language: string, text: string, hint = ""): Block {
  const [block] = parsePage("page.md", `# Page\n${fenced(language, text, hint)}`).blocks;
  assert.ok(block);
  return block;
}

describe("the tester of the documentation", function () {
  this.timeout(60_000);

  it("finds fenced and indented blocks, with their lines and hints", () => {
    const page = parsePage(
      "page.md",
      `# Page\n\n    indented\n\n- item\n\n  \`\`\`sh\n  in a list\n  \`\`\`\n\n    no block, but text of the item\n${fenced("ts", "x", "<!-- docs-test: file=a.ts -->")}`,
    );
    assert.deepEqual(
      page.blocks.map(({ language, line, text, hints }) => [language, line, text, hints.file]),
      [
        ["indented", 3, "indented\n", undefined],
        ["sh", 8, "in a list\n", undefined],
        ["ts", 14, "x\n", "a.ts"],
      ],
    );
    assert.deepEqual(page.faults, []);
  });

  it("finds a block without an end, and hints that nobody reads", () => {
    assert.match(parsePage("page.md", "# Page\n```ts\nx").faults.join(), /no end/);
    assert.match(parsePage("page.md", "<!-- docs-test: exit=1 -->\ntext\n").faults.join(), /without a block/);
    assert.match(parsePage("page.md", "<!-- docs-test: exit=1 -->").faults.join(), /without a block/);
    assert.match(parsePage("page.md", fenced("sh", "x", "<!-- docs-test: exti=1 -->")).faults.join(), /exti/);
    assert.throws(() => parseHints("<!-- docs-test: prints -->"), /prints/);
  });

  it("finds a language that nobody checks, and blocks that are not what they say", async () => {
    assert.match((await faultOfBlock(blockOf("rust", "fn"))) ?? "", /rust/);
    assert.match((await faultOfBlock(blockOf("", "x"))) ?? "", /""/);
    assert.match((await faultOfBlock(blockOf("yaml", "a: 1"))) ?? "", /whole Pulumi program/);
    assert.match(
      (await faultOfBlock(blockOf("json", '{"rules": {"offline-acess": "mandatory"}}'))) ?? "",
      /offline-acess/,
    );
    assert.match(
      (await faultOfBlock(blockOf("json", '[{"name": "a"}]', "<!-- docs-test: file=a.resources.json -->"))) ??
        "",
      /nothing that can be reviewed/,
    );
    assert.match((await faultOfBlock(blockOf("json", "{"))) ?? "", /JSON/);
    assert.match((await faultOfBlock(blockOf("json", '{"identifier": "a", "lifetime": 1}'))) ?? "", /no API/);
    assert.match((await faultOfBlock(blockOf("js", "const = 1"))) ?? "", /Expected/);
    assert.equal(await faultOfBlock(blockOf("json", '{"identifier": "a", "token_lifetime": 1}')), undefined);
  });

  it("finds TypeScript that does not compile, and says in which line of which page", async () => {
    const { root, modules } = await packedModules();
    const directory = path.join(mkdtempSync(path.join(root, "tester-")), "types");
    const text =
      'import { Api } from "pulumi-apisettings";\n\nexport const a = new Api("a", { identifer: "x" });';
    const errors = await typeErrors([blockOf("ts", text), blockOf("ts", "unknownName;")], directory, modules);
    rmSync(directory, { recursive: true });
    assert.equal(errors.length, 2, errors.join("\n"));
    assert.match(errors.join("\n"), /^page\.md:6: error TS\d+: .*identifer/m);
    assert.match(errors.join("\n"), /^page\.md:4: error TS2304: .*unknownName/m);
  });

  it("previews whole programs, but not those that a session runs or that cannot be run", () => {
    const program = 'import { Api } from "pulumi-apisettings";';
    assert.ok(isPreviewedAlone(blockOf("ts", program), []));
    assert.ok(isPreviewedAlone(blockOf("yaml", "name: a"), []));
    assert.ok(!isPreviewedAlone(blockOf("ts", program, "<!-- docs-test: file=index.ts -->"), []));
    assert.ok(!isPreviewedAlone(blockOf("ts", `${program}\nimport "@x/y";`), ["@x/y"]));
    assert.ok(
      !isPreviewedAlone(blockOf("ts", 'import { startTenant } from "pulumi-apisettings/tenant";'), []),
    );
  });

  it("knows a workflow, does not preview it, and finds a command of it that does not exist", async () => {
    const workflow = blockOf("yaml", "on: push\njobs:\n  a:\n    steps:\n      - run: npm run nothing");
    assert.equal(await faultOfBlock(workflow), undefined);
    assert.ok(!isPreviewedAlone(workflow, []));
    assert.deepEqual(workflowCommands(workflow.text), ["npm run nothing"]);
  });

  it("leaves out exactly the commands of the table, and tells input from output", () => {
    const listed = new Set(["npm test", "a b c"]);
    const commands = commandsOf(
      blockOf("sh", "npm test   # all\na \\\n  b c\nnpm test -- unit\n# remark"),
      listed,
      new Set(),
    );
    assert.deepEqual(commands.notRun, ["npm test", "a b c"]);
    assert.equal(commands.script, "npm test -- unit\n# remark\n\n");
    assert.ok(commands.isRun);
    assert.ok(!commandsOf(blockOf("sh", "npm test\n# remark"), listed, new Set()).isRun);
    const transcript = commandsOf(blockOf("console", "$ a \\\n    b\nprinted\n$ c"), listed, new Set());
    assert.equal(transcript.script, "a b\nc\n");
    assert.deepEqual(transcript.output, ["printed"]);
    assert.deepEqual(wordsOf("a 'b c' \"d e\" f"), ["a", "b c", "d e", "f"]);
  });

  it("finds commands that fail, that succeed where they must not, and that print something else", async () => {
    const session = await Session.open(true);
    const run = (language: string, text: string, hint = "") =>
      session.commands(blockOf(language, text, hint));
    try {
      await run("sh", "mkdir inner && cd inner\nexport NAME=value");
      await run("console", "$ echo $NAME in $(basename $PWD)\nvalue in inner");
      await run("sh", "false || exit 3", "<!-- docs-test: exit=3 -->");
      await assert.rejects(run("sh", "false\necho on"), /ended with 1/);
      await assert.rejects(run("sh", "true", "<!-- docs-test: exit=failure -->"), /ended with 0/);
      await assert.rejects(run("sh", "echo a", '<!-- docs-test: prints="b" -->'), /did not print "b"/);
      await assert.rejects(run("console", "$ echo a\nb"), /did not print "b"/);
      await assert.rejects(run("sh", "echo '{\"statusCode\":400}'"), /statusCode/);
      await assert.rejects(run("console", "$ apisettings tenant\nno such line"), /no such line/);
    } finally {
      await session.close();
    }
  });

  it("finds commands, groups, scripts and flags that do not exist", async () => {
    const answer = (output: string) =>
      Promise.resolve({ code: 0, stdout: "", stderr: "", seconds: 0, output });
    const programs: Programs = {
      apisettings: () => answer("Usage: apisettings [options] [command]"),
      pulumi: (args) =>
        answer(
          args[0] === "state" && args[1] === "delete"
            ? "Usage:\n  pulumi state remove [urn] [flags]\n\nAliases:\n  remove, rm, delete\n\nFlags:\n  -y, --yes  Yes\n      --force"
            : "Usage:\n  pulumi state [flags]\n",
        ),
    };
    const fault = (command: string) => faultOf(command, programs);
    assert.equal(await fault("npm test -- unit"), undefined);
    assert.match((await fault("npm test -- no-such-group")) ?? "", /no-such-group/);
    assert.match((await fault("npm test -- --no-such-flag")) ?? "", /no-such-flag/);
    assert.match((await fault("npm run no-such-script")) ?? "", /no-such-script/);
    assert.match((await fault("npm install left-pad")) ?? "", /another package/);
    assert.match((await fault("npx apisettings serve")) ?? "", /no command serve/);
    assert.equal(await fault("pulumi state delete 'urn' --yes"), undefined);
    assert.match((await fault("pulumi state delete 'urn' --ye")) ?? "", /no flag --ye/);
    assert.match((await fault("pulumi nonsense")) ?? "", /no command nonsense/);
    assert.match((await fault("make")) ?? "", /nothing is known of make/);
  });

  it("finds links that lead nowhere", () => {
    const links =
      "# One `code` two\n[a](no-such-file.md) [b](README.md#no-such-heading) [c](#none) [d](#one-code-two) [e](https://example.test/x) `[f](g)`";
    assert.deepEqual(brokenLinks(parsePage("page.md", links), REPOSITORY), [
      "page.md:2: there is no no-such-file.md (no-such-file.md)",
      "page.md:2: README.md has no heading #no-such-heading",
      "page.md:2: page.md has no heading #none",
    ]);
  });

  it("finds paths of a machine and addresses of a network", () => {
    const home = ["", "home", "somebody", "x"].join("/");
    const address = [10, 1, 2, 3].join(".");
    const page = parsePage(
      "page.md",
      `see ${home} and ${address}\nhttp://127.0.0.1:4010/ /userinfo registry.npmjs.org npm.internal.example`,
    );
    assert.deepEqual(privateNames(page), [
      `page.md:1: ${home}`,
      `page.md:1: ${address}`,
      "page.md:2: npm.internal.example",
    ]);
  });
});
