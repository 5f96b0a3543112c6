import assert from "node:assert/strict";
import { load } from "../../bench/load";

describe("bench load", () => {
  /** A clock that a piece of work moves on. */
  const clock = () => {
    let milliseconds = 0;
    const pass = (more: number): void => {
      milliseconds += more;
    };
    return { now: () => milliseconds, pass };
  };

  it("ends with the number, and counts what was finished per second", async () => {
    const { now, pass } = clock();
    const turns: number[] = [];
    const work = async (turn: number): Promise<void> => {
      turns.push(turn);
      pass(100);
    };
    assert.deepEqual(await load(work, { seconds: 60, count: 5, atATime: 1 }, now), {
      count: 5,
      perSecond: 10,
    });
    assert.deepEqual(turns, [0, 1, 2, 3, 4]);
  });

  it("ends with the time", async () => {
    const { now, pass } = clock();
    const done = await load(async () => pass(250), { seconds: 1, count: 1_000, atATime: 1 }, now);
    assert.deepEqual(done, { count: 4, perSecond: 4 });
  });

  it("has no more than so many under way, and so many", async () => {
    let underWay = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
    };
    await load(work, { seconds: 60, count: 50, atATime: 3 });
    assert.equal(most, 3);
  });

  it("fails with the first wrong answer, and asks no more", async () => {
    let asked = 0;
    const work = async (turn: number): Promise<void> => {
      asked++;
      await Promise.resolve();
      if (turn === 4) throw new Error("wrong");
    };
    await assert.rejects(load(work, { seconds: 60, count: 1_000, atATime: 2 }), /wrong/);
    assert.ok(asked < 10, `${asked} asked`);
  });
});
