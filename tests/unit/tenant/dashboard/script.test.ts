/** The dashboard's script has words of its own that must be those of the server: both are held against each other here. */
import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { formatDuration } from "../../../../provider/model/durations";
import { assetText } from "../../../../tenant/dashboard/assets";
import { lifeBadge } from "../../../../tenant/dashboard/issue/token-parts";
import { testTenant } from "../fixture";
import { textOf, visitor } from "./visitor";

interface Script {
  formatDuration(seconds: number): string;
  driftText(state: { frozen: boolean; offsetSeconds: number }): string;
  countDown(badge: object, now: number): void;
}

/** The functions of the script, without a page: its last line, which starts it, finds nothing to start on. */
function load(): Script {
  const page = {
    getElementById: () => null,
    querySelector: () => null,
    querySelectorAll: () => [],
    addEventListener: () => {},
  };
  const source = `${assetText("dashboard.js")}; ({ formatDuration, driftText, countDown });`;
  const classes = Object.fromEntries(
    ["HTMLElement", "HTMLFormElement", "HTMLInputElement", "HTMLButtonElement", "HTMLSelectElement"].map(
      (name) => [name, class {}],
    ),
  );
  return runInNewContext(source, { document: page, performance, setInterval: () => 0, ...classes }) as Script;
}

describe("the dashboard's script", () => {
  const script = load();

  it("formats durations as the model does", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -10, max: 3_000_000 }), fc.double()), (seconds) => {
        assert.equal(script.formatDuration(seconds), formatDuration(seconds));
      }),
    );
    for (const seconds of [0, 1, 59, 60, 61, 3_600, 86_400, 172_799, 172_800, 2_592_000]) {
      assert.equal(script.formatDuration(seconds), formatDuration(seconds));
    }
  });

  it("says how far the clock is as the page does", async () => {
    const tenant = await testTenant();
    const person = visitor(tenant);
    for (const offsetSeconds of [
      0, 1, 59, 60, 3_599, 3_600, 90_000, 172_799, 172_800, 2_592_061, -45, -7_200,
    ]) {
      for (const frozen of [false, true]) {
        tenant.clockControl.reset();
        tenant.clockControl.advance(offsetSeconds);
        if (frozen) tenant.clockControl.freeze();
        const words = script.driftText({ frozen, offsetSeconds });
        assert.ok(textOf(await person.get("/_tenant/")).includes(` UTC ${words} `), words);
      }
    }
    tenant.close();
  });

  it("counts a badge down in the words that the page began with", async () => {
    for (const left of [86_400, 61, 1, 0, -1, -3_600]) {
      const expiresAt = 1_000_000;
      const now = expiresAt - left;
      const token = {
        token: "",
        flow: "implicit",
        from: "/authorize",
        expiresInSeconds: 1,
        issuedAt: 0,
        expiresAt,
        scope: [],
      } as const;
      const markup = String(await lifeBadge(token, now));
      const badge = {
        dataset: { expires: String(expiresAt), state: "" },
        textContent: "",
        closest: () => null,
      };
      script.countDown(badge, now);
      assert.ok(markup.includes(`>${badge.textContent}<`), markup);
      assert.ok(markup.includes(`data-state="${badge.dataset.state}"`), markup);
    }
  });
});
