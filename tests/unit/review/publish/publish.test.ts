/** One comment, by whoever the token is, whatever others write: in process, against comments as the forges keep them. */
import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { githubForge } from "../../../../review/publish/github";
import { gitlabForge, withoutQuickActions } from "../../../../review/publish/gitlab";
import type { Net } from "../../../../review/publish/http";
import { publish } from "../../../../review/publish/publish";
import { markerLine } from "../../../../review/render/markdown/marker";
import { type FakeForge, fakeForge, TOKEN } from "../../../contract/support/forges";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const bodyOf = (at: number, text = "⛔ BLOCKED — worse", key = "review/iam/prod") =>
  `${markerLine({ key, at: NOW + at, head: "abc", plan: "p" })}\n\n### ${text}\n`;
const QUIET = bodyOf(0, "✅ NOTHING CHANGES — no API changes");

function harness(kind: "github" | "gitlab", account: string | undefined) {
  const fake = fakeForge(kind, account);
  const slept: number[] = [];
  const net: Net = {
    fetch: async (input, init) => fake.handle(new Request(input as string, init)),
    now: () => NOW,
    sleep: async (seconds) => {
      slept.push(seconds);
    },
  };
  const apiUrl = "https://forge.example";
  const forge =
    kind === "github"
      ? githubForge({ apiUrl, repository: "acme/infra", pullRequest: 7, token: TOKEN }, net)
      : gitlabForge({ apiUrl, project: "acme/infra", mergeRequest: 7, token: TOKEN }, net);
  const run = (body: string, options: { dryRun?: boolean; always?: boolean } = {}) =>
    publish(body, forge, net, { dryRun: false, always: false, ...options });
  return { fake, slept, run };
}
const writes = ({ requests }: FakeForge) => requests.filter((request) => !request.startsWith("GET"));
const bodies = ({ comments }: FakeForge) => comments.map(({ body }) => body);

for (const [kind, account, self] of [
  ["github", undefined, "github-actions[bot]"],
  ["github", "jane", "jane"],
  ["gitlab", "project_1_bot", "project_1_bot"],
] as const) {
  describe(`publish on ${kind} as ${self}`, () => {
    it("creates once, then updates the same comment, also when all is well again", async () => {
      const { fake, run } = harness(kind, account);
      assert.equal(await run(bodyOf(0)), "created");
      assert.equal(await run(bodyOf(1, "⚠️ ATTENTION — longer")), "updated");
      const green = bodyOf(2, "✅ NOTHING CHANGES — no API changes");
      assert.equal(await run(green), "updated");
      assert.deepEqual(bodies(fake), [green]);
    });

    it("skips the same text, never overwrites a newer run, says nothing where there is nothing to say", async () => {
      const { fake, run } = harness(kind, account);
      assert.equal(await run(QUIET), "nothing to say");
      assert.equal(await run(QUIET, { dryRun: true, always: true }), "created");
      assert.deepEqual(writes(fake), []);
      assert.equal(await run(bodyOf(5)), "created");
      const before = writes(fake).length;
      assert.equal(await run(bodyOf(9)), "unchanged");
      assert.equal(await run(bodyOf(4, "⚠️ ATTENTION — old")), "superseded");
      assert.equal(writes(fake).length, before);
      assert.equal(await run(QUIET, { always: true }), "superseded");
    });

    it("posts that nothing changes where --always asks for it", async () => {
      const { fake, run } = harness(kind, account);
      assert.equal(await run(QUIET, { always: true }), "created");
      assert.deepEqual(bodies(fake), [QUIET]);
    });

    it("takes no comment of somebody else for its own, newer, equal or in the past", async () => {
      const { fake, run } = harness(kind, account);
      const foreign = [bodyOf(60_000), bodyOf(0), bodyOf(-1)];
      for (const body of foreign) fake.add("mallory", body);
      assert.equal(await run(bodyOf(0)), "created");
      assert.deepEqual(bodies(fake), [...foreign, bodyOf(0)]);
      assert.equal(fake.comments.at(-1)?.author, self);
    });

    it("leaves its own comments of other stacks, and of other tools, alone", async () => {
      const { fake, run } = harness(kind, account);
      const others = [bodyOf(9, "⛔ x", "review/iam/dev"), "hello", `text first\n${bodyOf(9)}`];
      for (const body of others) fake.add(self, body);
      assert.equal(await run(bodyOf(0)), "created");
      assert.deepEqual(bodies(fake), [...others, bodyOf(0)]);
    });

    it("finds its comment on the fourth page, without following the address that the page gives", async () => {
      const { fake, run } = harness(kind, account);
      for (let count = 0; count < 350; count++) fake.add("jim", "noise");
      fake.add(self, bodyOf(0));
      assert.equal(await run(bodyOf(1, "⛔ other")), "updated");
      assert.equal(fake.comments.length, 351);
    });

    it("two runs that created at once: one comment is left, with the newer text, whoever looks", async () => {
      for (const theirs of [-5, 5]) {
        const { fake, run } = harness(kind, account);
        fake.after = (method) => {
          if (method === "POST") fake.add(self, bodyOf(theirs, "⛔ theirs"));
          if (method === "POST") fake.after = () => undefined;
        };
        await run(bodyOf(0, "⛔ ours"));
        assert.deepEqual(bodies(fake), [theirs > 0 ? bodyOf(5, "⛔ theirs") : bodyOf(0, "⛔ ours")]);
      }
    });

    it("an older run that writes right after ours is corrected", async () => {
      const { fake, run } = harness(kind, account);
      const comment = fake.add(self, bodyOf(-9, "⛔ oldest"));
      let once = true;
      fake.after = (method) => {
        if (method === "GET" || !once) return;
        once = false;
        comment.body = bodyOf(-3, "⛔ older");
      };
      assert.equal(await run(bodyOf(0)), "updated");
      assert.deepEqual(bodies(fake), [bodyOf(0)]);
    });

    it("a marker far in the future blocks nothing", async () => {
      const { fake, run } = harness(kind, account);
      fake.add(self, bodyOf(3_600_000));
      assert.equal(await run(bodyOf(0, "⛔ now")), "updated");
      assert.deepEqual(bodies(fake), [bodyOf(0, "⛔ now")]);
    });

    it("a create whose answer was lost makes no second comment", async () => {
      const { fake, run } = harness(kind, account);
      let lost = true;
      fake.fault = (method) => {
        if (method !== "POST" || !lost) return undefined;
        lost = false;
        fake.add(self, bodyOf(0));
        return new Response("bad gateway", { status: 502 });
      };
      assert.equal(await run(bodyOf(0)), "created");
      assert.deepEqual(bodies(fake), [bodyOf(0)]);
    });

    it("waits as long as it is asked to, but not for ever", async () => {
      const { fake, slept, run } = harness(kind, account);
      let left = 2;
      fake.fault = () =>
        left-- > 0 ? new Response("{}", { status: 429, headers: { "retry-after": "7" } }) : undefined;
      assert.equal(await run(bodyOf(0)), "created");
      assert.deepEqual(slept.slice(0, 2), [7, 7]);
      fake.fault = () => new Response("{}", { status: 429, headers: { "retry-after": "3600" } });
      await assert.rejects(run(bodyOf(1)), (error) => isApiSettingsError(error, "rate-limited"));
      const before = fake.requests.length;
      fake.fault = () => new Response("x", { status: 502 });
      await assert.rejects(run(bodyOf(1)), (error) => isApiSettingsError(error, "tenant-failure"));
      assert.equal(fake.requests.length - before, 5);
    });

    it("says what is wrong, with a way out and without the token", async () => {
      const { fake, run } = harness(kind, account);
      for (const [status, code] of [
        [401, "credentials-refused"],
        [403, "insufficient-scope"],
        [404, "not-found"],
        [301, "not-found"],
        [422, "rejected-by-tenant"],
      ] as const) {
        fake.fault = (_, path) =>
          path === "/user"
            ? undefined
            : new Response(JSON.stringify({ message: `no ${TOKEN}\n::error::x` }), { status });
        await assert.rejects(run(bodyOf(0)), (error) => {
          assert.ok(isApiSettingsError(error, code), String(error));
          assert.ok(!JSON.stringify([error.message, String(error.cause)]).includes(TOKEN));
          assert.ok(!error.message.includes("\n"));
          return true;
        });
      }
    });

    it("sends no body that is too long or not ours", async () => {
      const { fake, run } = harness(kind, account);
      await assert.rejects(run(bodyOf(0, "x".repeat(1_000_000))), (error) =>
        isApiSettingsError(error, "invalid-input"),
      );
      await assert.rejects(run("hello"), (error) => isApiSettingsError(error, "invalid-input"));
      assert.deepEqual(fake.requests, []);
    });
  });
}

describe("publish", () => {
  it("GitHub: waits a minute at a secondary limit that names no time, and until the reset otherwise", async () => {
    const { fake, slept, run } = harness("github", "jane");
    const answers = [
      new Response(JSON.stringify({ message: "You have exceeded a secondary rate limit" }), { status: 403 }),
      new Response("{}", {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 42) },
      }),
    ];
    fake.fault = () => answers.shift();
    await run(bodyOf(0));
    assert.deepEqual(slept.slice(0, 2), [60, 42]);
  });

  it("GitLab: no line of a body is a quick action", () => {
    assert.equal(withoutQuickActions("a\n/merge\n  /close\nb/c"), "a\n\u2060/merge\n  \u2060/close\nb/c");
  });
});
