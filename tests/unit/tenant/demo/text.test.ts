import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { columns, createStyle, wrap } from "../../../../tenant/demo/layout";
import type { StoryResult } from "../../../../tenant/demo/result";
import { tellStory } from "../../../../tenant/demo/story";
import { storyText } from "../../../../tenant/demo/text";
import { broken, ignores, open } from "./opener";

const PLAIN = createStyle(false);
const ESCAPE = "\u001b[";

describe("the demo's text", () => {
  let story: StoryResult;
  let text: string;
  before(async () => {
    story = await tellStory(open);
    text = storyText(story, PLAIN);
  });

  it("has lines of at most 80 characters, without trailing blanks or escapes", () => {
    for (const line of text.split("\n")) {
      assert.ok(line.length <= 80, line);
      assert.equal(line, line.trimEnd());
      assert.match(line, /^[ -~]*$/);
    }
  });

  it("shows clock, actor, action and outcome of each step", () => {
    for (const line of [
      "  hour 23:00      thief: token stolen before the change  works (200)",
      "  hour 00:15      thief: token stolen after the change   refused (401)",
      "  hour 00:00      operator: sets token_lifetime to 900   works (200), 15 minutes",
      "  hour 00:00      owner: signs in                        no refresh token (200)",
      "  hour 00:00      thief: exchanges the refresh token     nothing to present",
      "  idle end after 3 days: a thief who rests         none",
    ])
      assert.ok(text.split("\n").includes(line), line);
    const steps = story.scenarios.flatMap((scenario) => scenario.steps);
    const shown = text.split("\n").filter((line) => /^ {2}(hour|day) \d/.test(line));
    assert.equal(shown.length, steps.length);
    assert.match(text, new RegExp(`^${steps.length} steps and 9 sentences, all as told\\.$`, "m"));
    assert.doesNotMatch(text, /NOT SO/);
  });

  it("says what settings mean, absent ones too", () => {
    for (const line of [
      "  Client: web (regular_web): nothing set, not rotating, no end",
      "  Client: native (native): rotating, leeway 60 s, no end",
      "  Client: native (native): not rotating, idle end after 3 days",
      "  Client: native (native): rotating, absolute end after 30 days",
      "  Switch: refreshAfterOfflineAccessOff refuse",
      '  Evidence: "Refresh tokens" (documented, our choice)',
    ])
      assert.ok(
        text
          .replaceAll(/\n {4}/g, " ")
          .split("\n")
          .includes(line),
        line,
      );
  });

  it("says what no document settles", () => {
    const [, unsettled = ""] = text.split("What no document settles");
    assert.match(unsettled, /offline access was switched off \(switch\)/);
    assert.match(unsettled.replace(/\s+/g, " "), /go on side by side \(our choice\)/);
    assert.doesNotMatch(unsettled, /documented/);
  });

  it("paints for terminals: what a thief can do red, what not green", () => {
    const painted = storyText(story, createStyle(true)).split("\n");
    const line = (start: RegExp) => painted.find((one) => start.test(one)) ?? "";
    assert.ok(line(/hour 23:00 /).includes("\u001b[31m"));
    assert.ok(line(/hour 24:00 /).includes("\u001b[32m"));
    assert.ok(!line(/owner: signs in/).includes(ESCAPE));
    const bare = painted
      .join("\n")
      .split(ESCAPE)
      .map((part, index) => (index === 0 ? part : part.replace(/^[\d;]*m/, "")))
      .join("");
    assert.equal(bare, text, "nothing but colours differs");
  });

  it("says so where something did not come true", async () => {
    const wrong = storyText(await tellStory(broken(ignores("POST", "/oauth/revoke"))), PLAIN);
    const flat = wrong.replaceAll(/\s+/g, " ");
    assert.match(
      flat,
      /thief: exchanges the refresh token works \(200\), 15 minutes NOT SO: the story expects refused \/ status 403 \/ invalid_grant, but it was works \/ status 200 \/ 15 minutes/,
    );
    assert.match(flat, /- NOT SO: Revocation and logout end the refresh token at once/);
    assert.match(flat, / 1 of \d+ steps and 1 of 9 sentences did not come true\.$/);
    assert.ok(wrong.split("\n").every((line) => line.length <= 80));
  });

  it("is what docs/tenant.md shows", () => {
    const page = readFileSync(join(__dirname, "../../../../docs/tenant.md"), "utf8");
    const [, section = ""] = page.split("## The stolen token");
    const [own = ""] = section.split(/^## /m);
    const blocks = [...own.matchAll(/^```(?:console|text)\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
    const shown = blocks
      .join("")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("$ "));
    assert.ok(shown.length > 20, "the page shows output");
    const printed = text.split("\n");
    assert.deepEqual(
      shown.filter((line) => !printed.includes(line)),
      [],
    );
  });
});

describe("the demo's layout", () => {
  it("breaks between words, and hangs what follows", () => {
    const lines = wrap("word ".repeat(40).trim(), "  ");
    assert.ok(lines.length === 3 && lines.every((line) => line.length <= 80));
    assert.match(lines[0] ?? "", /^ {2}word/);
    assert.match(lines[1] ?? "", /^ {4}word/);
  });

  it("continues a cell below", () => {
    assert.deepEqual(columns([5, 6], ["one", "two three"]), ["  one   two", "        three"]);
  });
});
