/** Laws that hold of every stack. A failing case is printed with its seed and path, and shrunk. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RULES } from "../../../../policy/rules/catalogue";
import { evaluate, remediation } from "../../../../policy/rules/evaluate";
import { PRESETS } from "../../../../policy/rules/presets";
import type { PolicyResource } from "../../../../policy/rules/resource";
import { TOKEN_TYPES } from "../../../../policy/rules/token-types";
import type { LifetimeField, TokenType } from "../../../../policy/rules/token-types/token-type";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { SENSITIVITIES } from "../../../../provider/model/sensitivity";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../../../provider/model/values";
import { anyApi, anyForm, anyResource, anyTier, check, put, seconds } from "./support/arbitraries";
import { apiOf, CLIENT, type Form, optionsOf, resource, type Settings } from "./support/stack";

const CONFIG = {
  assign: [
    { tier: "restricted", names: ["payments"] },
    { tier: "confidential", identifiers: ["*1*"], types: ["a*"] },
  ],
  presets: ["cdr-au", "igov"],
};
const RESTRICTED = { assign: [{ tier: "restricted", names: ["*"] }] };
const MAX = ["access-token-lifetime-max", "implicit-hybrid-lifetime-max"];

const places = (resources: readonly PolicyResource[], config: object, rules: readonly string[]) =>
  evaluate(resources, optionsOf(config))
    .findings.filter(({ rule }) => rules.includes(rule))
    .map(({ rule, urn, field }) => `${rule} ${urn} ${field}`);

const placesOf = (
  form: Form,
  tier: (typeof SENSITIVITIES)[number],
  settings: Settings,
  rules: readonly string[],
  config: object = {},
) => {
  const stack = apiOf(form, tier, settings, config);
  return places([stack.api], stack.config, rules);
};

/** Properties with which the provider heeds a lifetime: no other setting overrules it. */
function heeded({ refreshSwitches = [] }: TokenType, lifetime: LifetimeField): ValueObject {
  const props: ValueObject = {};
  for (const { property } of refreshSwitches) put(props, property, true);
  for (const setting of [lifetime.unlimitedWhen, ...(lifetime.ignoredWhen ?? [])])
    if (setting) put(props, setting.property, typeof setting.is === "boolean" ? !setting.is : "another");
  return props;
}

/** Everything in the first list is in the second. */
function kept(before: readonly string[], after: readonly string[]): void {
  assert.deepEqual(
    before.filter((one) => !after.includes(one)),
    [],
  );
}

describe("rules, whatever is declared", () => {
  it("come to an end, with messages that are sentences", () => {
    const counts = { findings: 0, open: 0 };
    check(
      fc.property(
        fc.array(anyResource, { maxLength: 4 }),
        fc.constantFrom({}, CONFIG, RESTRICTED),
        (resources, config) => {
          const options = optionsOf(config);
          const { findings, notEvaluated } = evaluate(resources, options);
          counts.findings += findings.length;
          counts.open += notEvaluated.length;
          for (const { message } of [...findings, ...notEvaluated]) {
            assert.match(message, /^(API|Client|Issuer) "[^"]+"/);
            assert.match(message, /\.$/);
            assert.doesNotMatch(message, /undefined|\[object|NaN|Infinity/);
          }
          for (const one of resources) for (const rule of RULES) remediation(rule, one, options);
        },
      ),
      400,
    );
    assert.ok(Math.min(counts.findings, counts.open) > 400, JSON.stringify(counts));
  });

  it("repeat no text of a property, whichever it stands in", () => {
    const marked = (type: (typeof TOKEN_TYPES)[number], marker: string, secret: boolean) => {
      const text = secret ? new Secret(marker) : marker;
      const word = secret ? new Secret(`payments ${marker}`) : `payments ${marker}`;
      return {
        identifier: word,
        name: word,
        realm: text,
        clientId: text,
        scopes: [{ value: word, description: text, name: text }],
        signingAlg: text,
        signingSecret: text,
        sensitivity: text,
        existing: text,
        appType: text,
        grantTypes: ["refresh_token", text],
        refreshToken: {
          expirationType: text,
          rotationType: text,
          policies: [{ audience: text, scopes: [text] }],
        },
        proofOfPossession: { mechanism: text, required: true, requiredFor: text },
        subjectTypeAuthorization: { user: { policy: text }, client: { policy: text } },
        ...Object.fromEntries(
          type.lifetimes
            .filter(({ property }) => !property.includes("."))
            .map(({ property }) => [property, text]),
        ),
      };
    };
    check(
      fc.property(
        fc.constantFrom(...TOKEN_TYPES),
        fc.stringMatching(/^[a-z]{12}$/),
        fc.boolean(),
        fc.constantFrom({}, CONFIG, RESTRICTED),
        (type, marker, secret, config) => {
          const one = resource(type.token, "a", marked(type, marker, secret));
          const twin = resource(type.token, "b", marked(type, marker, secret));
          const said = JSON.stringify(evaluate([one, twin], optionsOf(config)));
          assert.ok(!said.includes(marker), said);
        },
      ),
      150,
    );
  });

  it("say nothing of a secret number", () => {
    check(
      fc.property(anyForm, anyTier, fc.integer({ min: 1_000_001, max: 2_591_999 }), (form, tier, number) => {
        const stack = apiOf(form, tier, { own: new Secret(number), web: new Secret(number) });
        const said = evaluate([stack.api], optionsOf(stack.config));
        assert.ok(said.findings.length > 0);
        assert.ok(!JSON.stringify(said).includes(String(number)));
      }),
      100,
    );
  });

  describe("are never silent about a lifetime that is not understood", () => {
    const notUnderstood: Value[] = [
      {},
      [],
      [300],
      { seconds: 300 },
      true,
      false,
      "soon",
      "NaN",
      "Infinity",
      "1e9",
      "0x10",
      "１２",
      " ",
      "5 minutes",
      "300 s",
      "12:00",
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -2,
      "-2",
      UNKNOWN,
    ];
    const RULES_OF: Readonly<Record<string, readonly string[]>> = {
      access: MAX,
      web: MAX,
      anonymous: MAX,
      refresh: ["refresh-token-absolute-expiry"],
    };
    for (const type of TOKEN_TYPES)
      for (const lifetime of type.lifetimes)
        for (const rules of [RULES_OF[lifetime.of] ?? []].filter(({ length }) => length > 0))
          it(`${type.token} ${lifetime.property}`, () => {
            for (const value of [...notUnderstood, ...notUnderstood.map((one) => new Secret(one))]) {
              const props = heeded(type, lifetime);
              put(props, lifetime.property, value);
              const { findings, notEvaluated } = evaluate(
                [resource(type.token, "x", props)],
                optionsOf(RESTRICTED),
              );
              const about = [...findings, ...notEvaluated].filter(
                ({ field, rule }) => field === lifetime.property && rules.includes(rule),
              );
              assert.ok(about.length > 0, `silent about ${String(value)}`);
            }
          });
    it("of an application", () => {
      for (const property of ["tokenLifetime", "expirationType", "infiniteTokenLifetime"])
        for (const value of notUnderstood.filter((one) => typeof one !== "boolean")) {
          const refreshToken = { expirationType: "expiring", [property]: value };
          const { findings, notEvaluated } = evaluate([resource(CLIENT, "x", { refreshToken })], optionsOf());
          assert.ok(findings.length + notEvaluated.length > 0, `silent about ${property} ${String(value)}`);
        }
    });
  });
});

describe("stricter settings never lose a finding:", () => {
  it("a longer lifetime is never better", () => {
    check(
      fc.property(anyForm, anyTier, anyApi, seconds, seconds, (form, tier, settings, one, two) => {
        const [short, long] = [Math.min(one, two), Math.max(one, two)];
        for (const which of ["own", "web"])
          kept(
            placesOf(form, tier, { ...settings, [which]: short }, MAX),
            placesOf(form, tier, { ...settings, [which]: long }, MAX),
          );
      }),
      200,
    );
  });

  it("a shorter lifetime is never better where one is demanded", () => {
    check(
      fc.property(anyForm, anyTier, anyApi, seconds, seconds, (form, tier, settings, one, two) => {
        const [short, long] = [Math.min(one, two), Math.max(one, two)];
        const rules = ["access-token-lifetime-min"];
        for (const which of ["own", "web"])
          kept(
            placesOf(form, tier, { ...settings, [which]: long }, rules, { presets: ["cdr-au"] }),
            placesOf(form, tier, { ...settings, [which]: short }, rules, { presets: ["cdr-au"] }),
          );
      }),
      200,
    );
  });

  it("a higher tier finds what a lower one finds", () => {
    const rules = [...MAX, "offline-access", "asymmetric-signing", "lifetime-explicit"];
    check(
      fc.property(anyForm, anyApi, (form, settings) => {
        for (const [index, tier] of SENSITIVITIES.slice(1).entries())
          kept(
            placesOf(form, SENSITIVITIES[index] ?? tier, settings, rules),
            placesOf(form, tier, settings, rules),
          );
      }),
      150,
    );
  });

  it("more presets find what fewer find", () => {
    const ids = PRESETS.map(({ id }) => id);
    const rules = [...MAX, "access-token-lifetime-min"];
    let compared = 0;
    check(
      fc.property(
        anyForm,
        anyTier,
        anyApi,
        fc.subarray(ids),
        fc.subarray(ids),
        (form, tier, settings, some, more) => {
          try {
            const after = placesOf(form, tier, settings, rules, { presets: [...some, ...more] });
            kept(placesOf(form, tier, settings, rules, { presets: some }), after);
            compared++;
          } catch (error) {
            if (!isApiSettingsError(error)) throw error;
          }
        },
      ),
      200,
    );
    assert.ok(compared > 150, String(compared));
  });

  it("what is not known is a question, never a pass", () => {
    const rules = [...MAX, "offline-access", "asymmetric-signing"];
    const properties = [
      "own",
      "web",
      "allowOfflineAccess",
      "allowOnlineAccess",
      "signingAlg",
      "proofOfPossession",
      "subjectTypeAuthorization",
    ] as const;
    check(
      fc.property(
        anyForm,
        anyTier,
        anyApi,
        fc.constantFrom(...properties),
        (form, tier, settings, property) => {
          const config = { tiers: { restricted: { presets: ["fapi-1-baseline", "smart-backend"] } } };
          const stack = apiOf(form, tier, settings, config);
          const open = apiOf(form, tier, { ...settings, [property]: UNKNOWN }, config);
          const before = evaluate([stack.api], optionsOf(stack.config)).findings.filter(({ rule }) =>
            rules.includes(rule),
          );
          const { findings, notEvaluated } = evaluate([open.api], optionsOf(open.config));
          for (const { rule } of before)
            assert.ok(
              [...findings, ...notEvaluated].some((one) => one.rule === rule),
              `${rule} is silent`,
            );
        },
      ),
      200,
    );
  });
});

describe("remediation, whatever is declared", () => {
  const remediable = RULES.filter(({ remediate }) => remediate !== undefined);
  const apply = (one: PolicyResource, config: object): PolicyResource => {
    const after = { ...one, props: { ...one.props } };
    for (const rule of remediable)
      for (const { property, value } of remediation(rule, after, optionsOf(config)))
        put(after.props, property, value);
    return after;
  };

  it("leaves nothing to find for the rules that it serves", () => {
    check(
      fc.property(
        anyForm,
        anyTier,
        anyApi,
        fc.constantFrom({}, { presets: ["fapi-1-baseline"] }, { presets: ["igov", "smart-backend"] }),
        (form, tier, settings, more) => {
          const { api, config } = apiOf(form, tier, settings, more);
          assert.deepEqual(
            places(
              [apply(api, config)],
              config,
              remediable.map(({ id }) => id),
            ),
            [],
          );
        },
      ),
      200,
    );
  });

  it("only ever shortens and switches off, and keeps everything else", () => {
    check(
      fc.property(anyForm, anyTier, anyApi, (form, tier, settings) => {
        const { api, config } = apiOf(form, tier, settings);
        const after = apply(api, config).props;
        const defaults = { [form.own]: 86_400, [form.web]: 7_200 };
        for (const [name, value] of Object.entries(after)) {
          const before = api.props[name] ?? defaults[name];
          if (name === form.own || name === form.web)
            assert.ok(Number(value) <= Number(before), `${name} ${before} to ${value}`);
          else if (name === "allowOfflineAccess" || name === "allowOnlineAccess")
            assert.ok(value === false || before === value);
          else assert.deepEqual(value, before);
        }
        assert.deepEqual(
          Object.keys(api.props).filter((name) => !(name in after)),
          [],
        );
        // The tenant refuses a web lifetime above the API's own, unless the program had that already.
        const [own, web] = [Number(after[form.own] ?? 86_400), Number(after[form.web] ?? 0)];
        const had = Number(settings.web ?? 0) > Number(settings.own ?? 86_400);
        assert.ok(web <= own || had, `${web} of ${own}`);
      }),
      200,
    );
  });

  it("does nothing the second time", () => {
    check(
      fc.property(anyResource, fc.constantFrom({}, CONFIG, RESTRICTED), (one, config) => {
        const once = apply(one, config);
        assert.deepEqual(
          remediable.flatMap((rule) => remediation(rule, once, optionsOf(config))),
          [],
        );
      }),
      200,
    );
  });
});

describe("a stack, whatever is in it", () => {
  const said = (resources: readonly PolicyResource[], config: object) => {
    const { findings, notEvaluated } = evaluate(resources, optionsOf(config));
    return [...findings, ...notEvaluated].map(({ rule, urn, field }) => `${rule} ${urn} ${field}`);
  };

  it("is judged alike in any order", () => {
    check(
      fc.property(
        fc.array(anyResource, { maxLength: 4 }),
        fc.constantFrom({}, CONFIG, RESTRICTED),
        (resources, config) => {
          assert.deepEqual(said([...resources].reverse(), config).sort(), said(resources, config).sort());
        },
      ),
      150,
    );
  });

  it("is not disturbed by resources that have nothing to do with it", () => {
    const strangers = [
      resource("aws:s3/bucket:Bucket", "b", { tokenLifetime: 1 }),
      resource("auth0:index/clientGrant:ClientGrant", "g", { audience: "x", scopes: ["admin"] }),
      resource("pulumi:providers:auth0", "p", { domain: "x" }),
    ];
    check(
      fc.property(
        fc.array(anyResource, { maxLength: 3 }),
        fc.constantFrom({}, CONFIG, RESTRICTED),
        (resources, config) => {
          assert.deepEqual(said([...strangers, ...resources], config), said(resources, config));
        },
      ),
      200,
    );
  });

  it("is left as it was", () => {
    check(
      fc.property(fc.array(anyResource, { maxLength: 2 }), (resources) => {
        const before = JSON.stringify(resources);
        evaluate(resources, optionsOf(RESTRICTED));
        for (const one of resources) for (const rule of RULES) remediation(rule, one, optionsOf(RESTRICTED));
        assert.equal(JSON.stringify(resources), before);
      }),
      100,
    );
  });
});
