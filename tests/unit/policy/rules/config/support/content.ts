/** Contents of configuration and baseline files: most of them right, or nearly. */
import fc from "fast-check";
import { PRESETS } from "../../../../../../policy/rules/presets";
import { LEVELS } from "../../../../../../policy/rules/rule";
import { RULE_IDS } from "../../../../../../policy/rules/rule-ids";
import { SENSITIVITIES } from "../../../../../../provider/model/sensitivity";

/** Mostly right, now and then something else. */
const mostly = (right: fc.Arbitrary<unknown>) => fc.oneof({ weight: 12, arbitrary: right }, wrong);
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, "", 0, -1, 1.5, true, [], {}, [""], "unlimited", 1e300),
  fc.jsonValue({ maxDepth: 1 }),
);
const some = (members: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.record(members, { requiredKeys: [] }) },
    fc.constantFrom({}, { odd: 1 }),
  );
const patterns = mostly(fc.array(mostly(fc.string({ maxLength: 4 })), { maxLength: 2 }));
const text = mostly(fc.string({ maxLength: 4 }));
const seconds = mostly(fc.integer({ min: 0, max: 90_000 }));
const tier = mostly(fc.constantFrom(...SENSITIVITIES));
const presets = mostly(fc.array(mostly(fc.constantFrom(...PRESETS.map(({ id }) => id))), { maxLength: 2 }));
const day = mostly(
  fc.oneof(
    fc.constantFrom(
      "2024-02-29",
      "2023-02-29",
      "1900-02-29",
      "2026-04-31",
      "2026-13-01",
      "2026-1-1",
      "2026-01-01T00:00:00Z",
    ),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  ),
);
const rule = mostly(fc.constantFrom(...RULE_IDS));
const access = mostly(fc.constantFrom("allowed", "forbidden"));
export const baselineContent = some({
  version: mostly(fc.constant(1)),
  recorded: day,
  findings: mostly(fc.array(some({ rule, urn: text, field: text, seconds }), { maxLength: 2 })),
});
export const configContent = some({
  $schema: text,
  defaultTier: tier,
  presets,
  tiers: some(
    Object.fromEntries(
      SENSITIVITIES.map((name) => [
        name,
        some({
          presets,
          maximumSeconds: seconds,
          minimumSeconds: seconds,
          webMaximumSeconds: seconds,
          refreshTokenMaximumSeconds: seconds,
          offlineAccess: access,
          onlineAccess: access,
        }),
      ]),
    ),
  ),
  assign: mostly(
    fc.array(some({ tier, identifiers: patterns, names: patterns, types: patterns, because: text }), {
      maxLength: 2,
    }),
  ),
  sensitiveWords: some({ add: patterns, remove: patterns }),
  rules: some(Object.fromEntries(RULE_IDS.map((id) => [id, mostly(fc.constantFrom(...LEVELS))]))),
  exemptions: mostly(
    fc.array(
      some({
        rules: mostly(fc.array(rule, { maxLength: 2 })),
        urn: text,
        identifier: text,
        name: text,
        reason: text,
        owner: text,
        ticket: text,
        expires: day,
      }),
      { maxLength: 2 },
    ),
  ),
  baseline: mostly(fc.oneof(text, baselineContent)),
});
