/** Names that would draw over a verdict, mention people or command a pipeline, through the formats for logs and comments. */
import assert from "node:assert/strict";
import { renderGithubAnnotations } from "../../../../review/render/github-annotations";
import { renderJson } from "../../../../review/render/json";
import { renderMarkdown } from "../../../../review/render/markdown/markdown";
import { markerKey, parseMarker } from "../../../../review/render/markdown/marker";
import { renderTerminal } from "../../../../review/render/terminal";
import { logLines, width } from "../../../../review/render/text";
import type { Report } from "../../../../review/report/report";
import { preview, reportOf, update } from "../report/support/reports";

const NAMES = {
  ansi: "\u001b[2J\u001b[31mred",
  bidi: "a\u202eb\u2066c",
  "zero width": "pay\u200bments",
  markup: "<script>alert(1)</script></style>--> ]]>",
  table: "a|b`c\\|d",
  mention: "@everyone #1 GH-12 :shipit:",
  address: "https://evil.example www.evil.example",
  heading: "# big",
  fence: "~~~",
  command: "::error::x",
  "old command": "x ##[group]y ##vso[task.complete]",
  lines: "a\n::error::b\r\n##[group]",
  nul: "a\0b",
  surrogate: "a\ud800b",
  long: "x".repeat(10_000),
  "right to left": "שלום",
  emoji: "👩‍👩‍👧‍👦🔥",
  template: "$" + "{process.env.HOME}",
} as const;

const everywhere = (name: string): Report =>
  reportOf([preview([{ ...update(300, 2_592_000, name), file: "index.ts" }], {}, "shop")], {
    trustNotes: [`x ${name}`],
    assertions: [`${JSON.stringify("orders")} <= 1m`],
    commit: name,
  });

for (const [what, name] of Object.entries(NAMES)) {
  describe(`a name with ${what}`, () => {
    const report = everywhere(name);

    it("stays within 80 columns of the terminal, and commands nothing", () => {
      for (const line of renderTerminal(report, { colour: false }).split("\n")) {
        assert.ok(width(line) <= 80, `${width(line)}: ${line}`);
        assert.doesNotMatch(line, /^\s*::|##\w*\[/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/);
      }
    });

    it("is data of annotations only", () => {
      for (const line of renderGithubAnnotations(report).split("\n").filter(Boolean))
        assert.match(line, /^::(error|warning) (file=[^:,]+,line=\d+,endLine=\d+,)?title=[^:,]*::/);
    });

    it("adds no markup, link or mention to a comment", () => {
      const marker = { key: markerKey(report), at: 1, head: report.binding.commit, plan: "0" };
      const text = renderMarkdown(report, { marker });
      assert.ok(text.length <= 60_000);
      assert.equal(parseMarker(text)?.key, marker.key);
      // Inside a code block and in the hidden marker forges turn nothing into anything.
      const live = text.slice(text.indexOf("\n")).replace(/^```text\n[^`]*\n```$/m, "");
      assert.doesNotMatch(live, /<script|<\/style|@everyone|\bGH-12|:shipit:|https:\/\/evil|www\.evil/);
      assert.equal(text.split("-->").length, 2);
      const rows = text.split("\n").filter((line) => line.startsWith("| "));
      for (const row of rows) assert.equal(row.match(/(?:\\.|[^|\\])*\|/g)?.length, 7, row);
      assert.doesNotMatch(text, /^(- )+(#|~~~)/m);
    });

    it("comes back from JSON", () => {
      const parsed = JSON.parse(renderJson(report)) as Report;
      assert.equal(parsed.changes[0]?.name, report.changes[0]?.name);
    });
  });
}

it("commands in a log are broken where they stand, in as many columns", () => {
  assert.equal(
    logLines(["  ::error::x", "a ##[group]", "\u001b[31m::x", "a :: b"]),
    "  :·error::x\na #·[group]\n\u001b[31m:·x\na :: b\n",
  );
});

it("a comment of somebody else that looks like ours is read without a fault", () => {
  assert.equal(parseMarker("<!-- apisettings-review v1 key=k at=1 head=%zz plan=p -->")?.head, "%zz");
});
