/** `apisettings comment` over real HTTP: what arrives, what is printed, how it ends; the token is in neither output. */
import assert from "node:assert/strict";
import { Command } from "commander";
import { addCommentCommand } from "../../cli/comment";
import { exitCodeOf } from "../../cli/exit-codes";
import { markerLine } from "../../review/render/markdown/marker";
import { fakeIo } from "../unit/cli/support/fake-io";
import { type FakeForge, fakeForge, serveForge, TOKEN } from "./support/forges";

const body = (at: number) =>
  `${markerLine({ key: "review/iam/prod", at, head: "abc", plan: "p" })}\n\n### ⛔ BLOCKED — run ${at}\n`;

describe("apisettings comment over HTTP", () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function comment(fake: FakeForge, platform: "github" | "gitlab", at: number, ...args: string[]) {
    const { url, close } = await serveForge(fake);
    closers.push(close);
    const io = fakeIo({ files: { "review.md": body(at) } });
    const program = new Command().exitOverride();
    const net = {
      fetch,
      now: () => Date.now(),
      sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 20)),
    };
    addCommentCommand(program, io, { GITHUB_TOKEN: TOKEN, GITLAB_TOKEN: TOKEN }, net);
    const fixed = ["--platform", platform, "--repository", "acme/infra", "--pull-request", "7"];
    const given = ["comment", "--body", "review.md", ...fixed, "--api-url", url, ...args];
    const error: unknown = await program
      .parseAsync(given, { from: "user" })
      .then(() => undefined)
      .catch((thrown: unknown) => thrown);
    const message = error === undefined ? "" : String(error);
    assert.ok(!`${io.stdout()}${io.stderr()}${message}`.includes(TOKEN));
    return { out: io.stdout(), message, code: error === undefined ? io.exitCode() : exitCodeOf(error) };
  }

  for (const platform of ["github", "gitlab"] as const) {
    it(`${platform}: dry run, create, update, older run`, async () => {
      const fake = fakeForge(platform, platform === "github" ? undefined : "bot");
      const dry = await comment(fake, platform, 5, "--dry-run", "--json");
      assert.deepEqual([JSON.parse(dry.out).action, fake.comments.length], ["created", 0]);
      assert.match((await comment(fake, platform, 5)).out, /: created\n$/);
      assert.match((await comment(fake, platform, 6)).out, /: updated\n$/);
      assert.match((await comment(fake, platform, 4)).out, /: superseded\n$/);
      assert.deepEqual(
        fake.comments.map((one) => one.body),
        [body(6)],
      );
    });

    it(`${platform}: ten runs at once leave one comment, the newest run's`, async () => {
      const fake = fakeForge(platform, platform === "github" ? undefined : "bot");
      const runs = Array.from({ length: 10 }, (_, index) => comment(fake, platform, index + 1));
      await Promise.all(runs);
      await comment(fake, platform, 10);
      assert.deepEqual(
        fake.comments.map((one) => one.body),
        [body(10)],
      );
    });

    it(`${platform}: a missing permission ends with 1 and says which`, async () => {
      const fake = fakeForge(platform, "bot");
      fake.fault = (method) =>
        method === "POST"
          ? new Response(JSON.stringify({ message: `Resource not accessible: ${TOKEN}` }), { status: 403 })
          : undefined;
      const { code, message } = await comment(fake, platform, 1);
      assert.equal(code, 1);
      assert.match(message, platform === "github" ? /pull-requests: write/ : /scope `api`/);
    });
  }
});
