/** One browser and one tenant for a file of tests; each test gets a window, and fails with what went wrong in it. */
import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launch, openWindow, type Window } from "./chromium";
import { type Bench, openBench } from "./tenant";

export interface Session {
  readonly bench: Bench;
  readonly browser: Browser;
  /** Opens a page of the dashboard. */
  open(path: string, options?: BrowserContextOptions): Promise<Window>;
  /** What went wrong in the windows so far, for a test that expects it. */
  takeFaults(): string[];
}

/** To be called inside a `describe`. */
export function session(): Session {
  let browser: Browser | undefined;
  let bench: Bench | undefined;
  const windows: Window[] = [];
  before(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(async () => {
    const found = windows.flatMap(({ faults }) => faults);
    for (const { context } of windows.splice(0)) await context.close();
    await bench?.tenant.close();
    assert.deepEqual(found, [], "errors of the page, or requests to elsewhere");
  });
  after(() => browser?.close());
  const started = <T>(part: T | undefined): T => part ?? assert.fail("used before it was started");
  return {
    get bench() {
      return started(bench);
    },
    get browser() {
      return started(browser);
    },
    takeFaults: () => windows.flatMap(({ faults }) => faults.splice(0)),
    async open(path, options) {
      const window = await openWindow(started(browser), started(bench).tenant.url, options);
      windows.push(window);

      await window.page.goto(started(bench).at(path));
      return window;
    },
  };
}
