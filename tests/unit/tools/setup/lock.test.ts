import assert from "node:assert/strict";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { withLock } from "../../../../tools/setup/lock.mjs";
import { fixture, removeFixtures } from "../fixture";

const held = (pid: number, host = hostname()) => JSON.stringify({ pid, host });

describe("tools/setup/lock", () => {
  afterEach(removeFixtures);

  it("holds the lock during the action and removes it afterwards, also after a failure", async () => {
    const path = join(fixture().folder, "locks", "one");
    const result = await withLock(path, async () => JSON.parse(readFileSync(path, "utf8")).pid);
    assert.equal(result, process.pid);
    assert.ok(!existsSync(path));
    await assert.rejects(
      withLock(path, () => Promise.reject(new Error("broken"))),
      /broken/,
    );
    assert.ok(!existsSync(path));
  });

  it("never runs two actions at once", async () => {
    const path = join(fixture().folder, "one");
    let inside = 0;
    let most = 0;
    const action = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    const delay = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all([1, 2, 3, 4].map(() => withLock(path, action, { delay })));
    assert.equal(most, 1);
  });

  it("waits for a living holder, says so once, and goes on when it is gone", async () => {
    const path = join(fixture().folder, "one");
    writeFileSync(path, held(4711));
    const told: string[] = [];
    let alive = 3;
    await withLock(path, async () => {}, {
      onWait: (holder) => told.push(holder),
      delay: async () => alive--,
      isRunning: (pid) => pid === 4711 && alive > 0,
    });
    assert.deepEqual(told, ["process 4711"]);
    assert.equal(alive, 0);
  });

  it("takes over from a holder on another host only when it has been silent for a minute", async () => {
    const path = join(fixture().folder, "one");
    writeFileSync(path, held(1, "elsewhere"));
    utimesSync(path, 1_000, 1_000);
    let now = 1_000_000 + 59_000;
    let waits = 0;
    const delay = async () => {
      waits++;
      now += 2_000;
    };
    await withLock(path, async () => {}, { now: () => now, delay, isRunning: () => false });
    assert.equal(waits, 1);
  });

  it("does not take a file for a lock that is none", async () => {
    const path = join(fixture().folder, "one");
    writeFileSync(path, "{");
    await withLock(path, async () => {}, { delay: () => Promise.reject(new Error("waited")) });
    assert.ok(!existsSync(path));
  });
});
