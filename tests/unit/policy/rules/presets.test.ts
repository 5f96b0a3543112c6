/** Every number of every preset against a list written by hand, and what happens where presets meet. */
import assert from "node:assert/strict";
import { limitsFor, type SourcedBound, type TokensInQuestion } from "../../../../policy/rules/bounds";
import { BUILT_IN_PRESETS } from "../../../../policy/rules/config/tier-policy";
import { PRESETS, presetNamed } from "../../../../policy/rules/presets";
import { FLOWS, type Flow } from "../../../../provider/model/lifetimes";
import { SENSITIVITIES } from "../../../../provider/model/sensitivity";
import { optionsOf } from "./support/stack";

type Tokens = Flow | "anonymous" | "refresh";
type Range = readonly [minimum: number | undefined, maximum: number | undefined];
const of = (minimum?: number, maximum?: number): Range => [minimum, maximum];
const ACCESS: readonly Tokens[] = [...FLOWS, "anonymous"];
const each = (range: Range, names: readonly Tokens[] = ACCESS) =>
  Object.fromEntries(names.map((name) => [name, range]));

/** What each document says, read from /facts by hand: bearer tokens. What is not listed has no bound. */
const ORACLE: Readonly<Record<string, Partial<Record<Tokens, Range>>>> = {
  "auth0-default": each(of(undefined, 86_400)),
  "rfc6750-1h": each(of(undefined, 3_600)),
  "auth0-own-600s": each(of(undefined, 600)),
  "fapi-1-baseline": each(of(undefined, 599)),
  "open-finance-brasil": each(of(300, 900)),
  "cdr-au": each(of(120, 600)),
  "uae-open-finance": each(of(undefined, 600)),
  "smart-backend": { client_credentials: of(undefined, 300) },
  udap: each(of(undefined, 3_600)),
  igov: {
    authorization_code: of(undefined, 3_600),
    refresh_token: of(undefined, 3_600),
    device_code: of(undefined, 3_600),
    password: of(undefined, 3_600),
    implicit: of(undefined, 900),
    hybrid: of(undefined, 900),
    client_credentials: of(undefined, 21_600),
    refresh: of(undefined, 86_400),
  },
  "house-900s": each(of(undefined, 900)),
};
/** Free of their maximum where tokens are bound to a key. */
const LIFTED = ["fapi-1-baseline"];

function about(tokens: Tokens, senderConstrained: boolean): TokensInQuestion {
  if (tokens === "refresh") return { tokens: "refresh", flows: [], senderConstrained };
  return { tokens: "access", flows: tokens === "anonymous" ? [] : [tokens], senderConstrained };
}

function boundsOf(...ids: string[]): readonly SourcedBound[] {
  return optionsOf({ tiers: { internal: { presets: ids } } }).config.tiers.internal.bounds;
}

function rangeOf(ids: string[], tokens: Tokens, senderConstrained = false): Range {
  const { minimum, maximum } = limitsFor(boundsOf(...ids), about(tokens, senderConstrained));
  return of(minimum?.seconds, maximum?.seconds);
}

describe("presets", () => {
  it("are the ones of the list", () => {
    assert.deepEqual(
      PRESETS.map(({ id }) => id),
      Object.keys(ORACLE),
    );
    assert.equal(presetNamed("nist"), undefined);
  });

  for (const [id, said] of Object.entries(ORACLE))
    describe(id, () => {
      for (const tokens of [...ACCESS, "refresh"] as const) {
        const range = said[tokens] ?? of();
        it(`${tokens}: ${range[0] ?? "-"} to ${range[1] ?? "-"} seconds`, () => {
          assert.deepEqual(rangeOf([id], tokens), range);
        });
        it(`${tokens}, bound to a key: ${LIFTED.includes(id) ? "no maximum" : "the same"}`, () => {
          const bound = LIFTED.includes(id) ? of(range[0], undefined) : range;
          assert.deepEqual(rangeOf([id], tokens, true), bound);
        });
      }
    });

  it("say where each number stands, how strongly, and what is not certain", () => {
    const sources = Object.fromEntries(
      PRESETS.map(({ id }) => [id, [...new Set(boundsOf(id).map(({ source }) => source))]]),
    );
    assert.deepEqual(sources, {
      "auth0-default": [
        "preset auth0-default (Auth0 docs, Update Access Token Lifetime, default lifetime, practice)",
      ],
      "rfc6750-1h": ["preset rfc6750-1h (RFC 6750 (OAuth 2.0 Bearer Token Usage), section 5.3, SHOULD)"],
      "auth0-own-600s": [
        "preset auth0-own-600s (Auth0 docs, lifetimes of the MFA and My Organization APIs, fixed lifetime, practice)",
      ],
      "fapi-1-baseline": [
        "preset fapi-1-baseline (FAPI 1.0 Part 1: Baseline, section 5.2.2, item 21, SHOULD)",
      ],
      "open-finance-brasil": [
        "preset open-finance-brasil (Open Banking Brasil Financial-grade API Security Profile 1.0, section 5.2.2, item 13, MUST, draft)",
      ],
      "cdr-au": [
        "preset cdr-au (Consumer Data Standards (Australia), Security Profile, Tokens, Access Token, MUST)",
      ],
      "uae-open-finance": [
        "preset uae-open-finance (UAE Open Finance Security Profile, access tokens, MUST, unverified)",
      ],
      "smart-backend": [
        "preset smart-backend (HL7 SMART App Launch, Backend Services, access token response, expires_in, SHOULD)",
      ],
      udap: ["preset udap (HL7 FAST UDAP Security, business-to-business and consumer, token response, MUST)"],
      igov: [
        "preset igov (International Government Assurance Profile (iGov) for OAuth 2.0, section 3.4, Token Lifetimes, SHOULD, unverified)",
      ],
      "house-900s": ["preset house-900s (house rule)"],
    });
  });

  it("that hold where nothing is configured", () => {
    assert.deepEqual(BUILT_IN_PRESETS, {
      public: ["auth0-default"],
      internal: ["auth0-default"],
      confidential: ["rfc6750-1h"],
      restricted: ["house-900s"],
    });
    const { tiers } = optionsOf({}).config;
    const maxima = SENSITIVITIES.map(
      (tier) => limitsFor(tiers[tier].bounds, about("authorization_code", false)).maximum?.seconds,
    );
    assert.deepEqual(maxima, [86_400, 86_400, 3_600, 900]);
    assert.deepEqual(
      SENSITIVITIES.map((tier) => [tiers[tier].offlineAccess, tiers[tier].onlineAccess]),
      [
        ["allowed", "allowed"],
        ["allowed", "allowed"],
        ["forbidden", "forbidden"],
        ["forbidden", "forbidden"],
      ],
    );
  });
});

describe("presets together", () => {
  const pairs = PRESETS.flatMap(({ id: a }) => PRESETS.map(({ id: b }) => [a, b] as const));
  for (const [a, b] of pairs)
    it(`${a} and ${b}: the strictest of both`, () => {
      for (const tokens of [...ACCESS, "refresh"] as const)
        for (const bound of [false, true]) {
          const [one, two] = [rangeOf([a], tokens, bound), rangeOf([b], tokens, bound)];
          const strictest = (pick: (...values: number[]) => number, values: (number | undefined)[]) => {
            const given = values.filter((value) => value !== undefined);
            return given.length === 0 ? undefined : pick(...given);
          };
          assert.deepEqual(
            rangeOf([a, b], tokens, bound),
            of(strictest(Math.max, [one[0], two[0]]), strictest(Math.min, [one[1], two[1]])),
          );
        }
    });

  it("the winner is named, in whichever order they are given", () => {
    for (const ids of [
      ["rfc6750-1h", "cdr-au", "open-finance-brasil"],
      ["open-finance-brasil", "cdr-au", "rfc6750-1h"],
    ]) {
      const { minimum, maximum } = limitsFor(boundsOf(...ids), about("authorization_code", false));
      assert.match(maximum?.bound.source ?? "", /^preset cdr-au /);
      assert.match(minimum?.bound.source ?? "", /^preset open-finance-brasil /);
    }
  });

  it("of two that say the same, the first is named", () => {
    const named = (...ids: string[]) => {
      const { minimum, maximum } = limitsFor(boundsOf(...ids), about("authorization_code", false));
      return [minimum?.bound.source, maximum?.bound.source].map((source) => source?.split(" ")[1]);
    };
    assert.deepEqual(named("cdr-au", "uae-open-finance", "auth0-own-600s"), ["cdr-au", "cdr-au"]);
    assert.deepEqual(named("uae-open-finance", "cdr-au"), ["cdr-au", "uae-open-finance"]);
    const own = optionsOf({
      tiers: { internal: { presets: ["cdr-au"], minimumSeconds: 120, maximumSeconds: 600 } },
    });
    const { minimum } = limitsFor(own.config.tiers.internal.bounds, about("authorization_code", false));
    assert.match(minimum?.bound.source ?? "", /^preset cdr-au/);
  });

  it("all of them leave a range", () => {
    const all = PRESETS.map(({ id }) => id);
    assert.deepEqual(rangeOf(all, "client_credentials"), [300, 300]);
    assert.deepEqual(rangeOf(all, "authorization_code"), [300, 599]);
  });

  it("of the file and of the tier add up, and a tier's own replace its built-in ones", () => {
    const bounds = (file: object) =>
      optionsOf(file).config.tiers.restricted.bounds.map(
        ({ source }) => /preset (\S+)|tiers\S+/.exec(source)?.[0],
      );
    assert.deepEqual(bounds({}), ["preset house-900s"]);
    assert.deepEqual(bounds({ presets: ["udap"] }), ["preset house-900s", "preset udap"]);
    assert.deepEqual(bounds({ presets: ["udap"], tiers: { restricted: { presets: ["cdr-au"] } } }), [
      "preset cdr-au",
      "preset udap",
    ]);
    assert.deepEqual(bounds({ tiers: { restricted: { presets: [] } } }), []);
    assert.deepEqual(bounds({ tiers: { restricted: { maximumSeconds: 3_600 } } }), [
      "tiers.restricted.maximumSeconds",
    ]);
    assert.deepEqual(bounds({ tiers: { restricted: { minimumSeconds: 60 } } }), [
      "preset house-900s",
      "tiers.restricted.minimumSeconds",
    ]);
    assert.deepEqual(bounds({ tiers: { restricted: { presets: ["cdr-au"], maximumSeconds: 300 } } }), [
      "preset cdr-au",
      "tiers.restricted.maximumSeconds",
    ]);
    assert.deepEqual(
      bounds({
        tiers: {
          restricted: {
            maximumSeconds: 600,
            minimumSeconds: 60,
            webMaximumSeconds: 300,
            refreshTokenMaximumSeconds: 3_600,
          },
        },
      }),
      [
        "tiers.restricted.maximumSeconds",
        "tiers.restricted.minimumSeconds",
        "tiers.restricted.webMaximumSeconds",
        "tiers.restricted.refreshTokenMaximumSeconds",
      ],
    );
  });

  it("a number of the tier binds what it says it binds", () => {
    const own = {
      maximumSeconds: 601,
      minimumSeconds: 61,
      webMaximumSeconds: 301,
      refreshTokenMaximumSeconds: 3_601,
    };
    const { bounds } = optionsOf({ tiers: { restricted: { presets: [], ...own } } }).config.tiers.restricted;
    const range = (tokens: Tokens) => {
      const { minimum, maximum } = limitsFor(bounds, about(tokens, true));
      return [minimum?.seconds, maximum?.seconds];
    };
    assert.deepEqual(range("authorization_code"), [61, 601]);
    assert.deepEqual(range("client_credentials"), [61, 601]);
    assert.deepEqual(range("anonymous"), [61, 601]);
    assert.deepEqual(range("implicit"), [61, 301]);
    assert.deepEqual(range("hybrid"), [61, 301]);
    assert.deepEqual(range("refresh"), [undefined, 3_601]);
  });
});

describe("bounds that no lifetime satisfies", () => {
  const refused = (file: object) => {
    try {
      optionsOf(file);
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  it("are refused, with both sources", () => {
    assert.equal(
      refused({ tiers: { restricted: { presets: ["open-finance-brasil"], maximumSeconds: 120 } } }),
      "tiers.restricted: no lifetime of access tokens satisfies both preset open-finance-brasil (Open Banking Brasil Financial-grade API Security Profile 1.0, section 5.2.2, item 13, MUST, draft), at least 300 s (5 minutes), and tiers.restricted.maximumSeconds of the configuration, at most 120 s (2 minutes). Take one of the two away from this tier.",
    );
  });

  it("in every tier, for presets of the whole file too", () => {
    for (const tier of SENSITIVITIES)
      assert.match(
        refused({ tiers: { [tier]: { minimumSeconds: 901, maximumSeconds: 900 } } }) ?? "",
        new RegExp(`^tiers.${tier}: `),
      );
    assert.match(
      refused({ presets: ["cdr-au"], tiers: { public: { maximumSeconds: 100 } } }) ?? "",
      /^tiers.public: .*cdr-au/,
    );
  });

  it("are found for the flows of /authorize alone", () => {
    const web = (webMaximumSeconds: number) =>
      refused({ tiers: { restricted: { presets: ["cdr-au"], webMaximumSeconds } } });
    assert.match(web(119) ?? "", /cdr-au.*at least 120 s.*webMaximumSeconds/);
    assert.equal(web(120), undefined);
  });

  it("are found for client credentials alone", () => {
    const backend = (minimumSeconds: number) =>
      refused({ tiers: { internal: { presets: ["smart-backend"], minimumSeconds } } });
    assert.match(backend(301) ?? "", /smart-backend/);
    assert.equal(backend(300), undefined);
  });

  it("are not those that only bearer tokens break", () => {
    const tier = (minimumSeconds: number) =>
      refused({ tiers: { restricted: { presets: ["fapi-1-baseline"], minimumSeconds } } });
    assert.equal(tier(600), undefined);
    assert.equal(
      refused({ tiers: { restricted: { presets: [], minimumSeconds: 900, maximumSeconds: 900 } } }),
      undefined,
    );
  });
});
