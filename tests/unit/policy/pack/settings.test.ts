import assert from "node:assert/strict";
import { settingsOf } from "../../../../policy/pack/settings";
import { today } from "../../../../policy/pack/today";
import { isApiSettingsError } from "../../../../provider/model/errors";

const refused = (message: RegExp) => (error: unknown) =>
  isApiSettingsError(error, "invalid-config") && message.test(error.message);

describe("policy pack: settings", () => {
  it("are those of the file", () => {
    assert.equal(settingsOf({ defaultTier: "restricted" }).defaultTier, "restricted");
    const finding = { rule: "offline-access", urn: "u", field: "f" };
    const baseline = { version: 1, recorded: "2026-11-26", findings: [finding] };
    assert.deepEqual(settingsOf({ baseline }).baseline, [finding]);
  });

  it("refuse what would have no effect in a pack", () => {
    assert.throws(() => settingsOf({ rules: {} }), refused(/^rules is not for/));
    assert.throws(() => settingsOf({ baseline: "b.json" }), refused(/^baseline is the path "b\.json"/));
  });
});

describe("policy pack: today", () => {
  const late = new Date("2026-11-26T23:59:59.999Z");

  it("is the day in UTC", () => {
    assert.equal(today({}, late), "2026-11-26");
    assert.equal(today({ APISETTINGS_TODAY: "" }, new Date("2026-11-27T00:00:00Z")), "2026-11-27");
  });

  it("is another day where the environment says so", () => {
    assert.equal(today({ APISETTINGS_TODAY: "2028-02-29" }, late), "2028-02-29");
  });

  for (const odd of ["2027-02-29", "tomorrow", "2026-1-1", "2026-11-26T00:00:00Z", " "])
    it(`refuses ${JSON.stringify(odd)}`, () => {
      assert.throws(() => today({ APISETTINGS_TODAY: odd }, late), refused(/is not a day/));
    });
});
