import assert from "node:assert/strict";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { stackMessages } from "../support/messages";
import { API, CLIENT, resource, SERVER, said } from "../support/stack";

const RULE = "refresh-token-absolute-expiry";
const offline = resource(SERVER, "todo", { identifier: "https://todo.example/", allowOfflineAccess: true });
const closed = resource(SERVER, "todo", { identifier: "https://todo.example/" });
const client = (props: object = {}, type = CLIENT) => resource(type, "web", props);
const ENDING = { rotationType: "rotating", expirationType: "expiring", tokenLifetime: 86_400 };
const ENDLESS = { rotationType: "non-rotating", expirationType: "non-expiring" };
const BLOCK = "refreshToken Infinity";
const EXPIRATION = "refreshToken.expirationType Infinity";
const INFINITE = "refreshToken.infiniteTokenLifetime Infinity";
const LIFETIME = "refreshToken.tokenLifetime";
const A_DAY = { tiers: { internal: { refreshTokenMaximumSeconds: 86_400 } } };

describe(RULE, () => {
  const of = (props: object, config?: object, ...apis: PolicyResource[]) =>
    said(RULE, [client(props), ...(apis.length > 0 ? apis : [offline])], config);

  describe("beside an API that lets refresh tokens be issued", () => {
    for (const [props, expected] of [
      // An application that says nothing gets refresh tokens without an end, unless it is a single-page application.
      [{}, [BLOCK]],
      [{ appType: "regular_web" }, [BLOCK]],
      [{ appType: "native" }, [BLOCK]],
      [{ appType: "spa" }, []],
      [{ appType: "non_interactive" }, []],
      [{ appType: "nonInteractive" }, []],
      [{ appType: UNKNOWN }, ["? appType"]],
      [{ appType: 5 }, ["? appType"]],
      // What the grants allow.
      [{ grantTypes: ["authorization_code", "refresh_token"] }, [BLOCK]],
      [{ grantTypes: ["authorization_code"] }, []],
      [{ grantTypes: [] }, []],
      [{ grantTypes: ["client_credentials", new Secret("refresh_token")] }, [BLOCK]],
      [{ grantTypes: new Secret(["refresh_token"]) }, [BLOCK]],
      [{ grantTypes: ["authorization_code", UNKNOWN] }, [BLOCK]],
      [{ grantTypes: UNKNOWN }, ["? grantTypes"]],
      [{ grantTypes: "refresh_token" }, ["? grantTypes"]],
      [{ grantTypes: UNKNOWN, appType: "spa" }, []],
      [{ appType: "non_interactive", grantTypes: ["refresh_token"] }, [BLOCK]],
      // What the block says.
      [{ refreshToken: ENDING }, []],
      [{ refreshToken: [ENDING] }, []],
      [{ refreshToken: { ...ENDING, tokenLifetime: undefined } }, []],
      [{ refreshToken: { ...ENDING, tokenLifetime: 0 } }, []],
      [{ refreshToken: { ...ENDING, tokenLifetime: 31_557_600 } }, []],
      [{ refreshToken: ENDLESS }, [EXPIRATION]],
      [{ refreshToken: { rotationType: "rotating" } }, [EXPIRATION]],
      [{ refreshToken: { ...ENDLESS, tokenLifetime: 86_400 } }, [EXPIRATION]],
      [{ refreshToken: { ...ENDING, infiniteTokenLifetime: true } }, [INFINITE]],
      [{ refreshToken: { ...ENDING, infiniteTokenLifetime: "true" } }, [INFINITE]],
      [{ refreshToken: { ...ENDING, infiniteTokenLifetime: false } }, []],
      // An end by inactivity is no absolute one, and the lack of it does no harm.
      [{ refreshToken: { ...ENDLESS, idleTokenLifetime: 3_600 } }, [EXPIRATION]],
      [{ refreshToken: { ...ENDING, infiniteIdleTokenLifetime: true } }, []],
      // Secret, unknown, malformed.
      [
        { refreshToken: new Secret({ ...ENDING, infiniteTokenLifetime: true }) },
        ["refreshToken.infiniteTokenLifetime"],
      ],
      [{ refreshToken: UNKNOWN }, ["? refreshToken.expirationType"]],
      [{ refreshToken: "none" }, ["? refreshToken.expirationType"]],
      [{ refreshToken: { ...ENDING, expirationType: UNKNOWN } }, ["? refreshToken.expirationType"]],
      [
        { refreshToken: { ...ENDING, infiniteTokenLifetime: UNKNOWN } },
        ["? refreshToken.infiniteTokenLifetime"],
      ],
      [
        { refreshToken: { ...ENDING, infiniteTokenLifetime: "never" } },
        ["? refreshToken.infiniteTokenLifetime"],
      ],
      [{ refreshToken: { ...ENDING, tokenLifetime: UNKNOWN } }, [`? ${LIFETIME}`]],
      [{ refreshToken: { ...ENDING, tokenLifetime: "30d" } }, [`? ${LIFETIME}`]],
      [{ refreshToken: { ...ENDING, tokenLifetime: -1 } }, [`? ${LIFETIME}`]],
    ] as const)
      it(`${JSON.stringify(props)}: ${expected.join(", ") || "silent"}`, () => {
        assert.deepEqual(of(props), expected);
      });
  });

  it("reads every type of application", () => {
    for (const type of ["auth0:Client", "auth0:index/clientCimd:ClientCimd", "auth0:ClientCimd"])
      assert.deepEqual(said(RULE, [client({}, type), offline]), [BLOCK]);
  });

  it("does not count what other resources than APIs let be issued", () => {
    const openid = resource("keycloak:openid/client:Client", "x", { useRefreshTokens: true });
    assert.deepEqual(of({}, {}, closed, openid), []);
    assert.deepEqual(said(RULE, [client({}), openid]), []);
    // Nor does one application's limit hold for another.
    const strict = {
      tiers: { restricted: { refreshTokenMaximumSeconds: 60 } },
      assign: [{ tier: "restricted", names: ["x"] }],
    };
    assert.deepEqual(of({ refreshToken: ENDING }, strict, offline, openid), []);
  });

  it("counts online access and either provider's APIs", () => {
    for (const api of [
      resource(SERVER, "x", { allowOnlineAccess: true }),
      resource(API, "x", { allowOfflineAccess: true, sensitivity: "internal" }),
      resource("pulumi-nodejs:dynamic/apisettings:Api", "x", { allowOnlineAccess: new Secret("true") }),
    ])
      assert.deepEqual(of({}, {}, closed, api), [BLOCK]);
  });

  describe("in a stack whose APIs let none be issued", () => {
    it("is silent, unless a program took the end away itself", () => {
      assert.deepEqual(of({}, {}, closed), []);
      assert.deepEqual(of({ grantTypes: ["refresh_token"] }, {}, closed), []);
      assert.deepEqual(of({ refreshToken: { rotationType: "rotating" } }, {}, closed), []);
      assert.deepEqual(of({ refreshToken: ENDLESS }, {}, closed), [EXPIRATION]);
      assert.deepEqual(of({ refreshToken: { ...ENDING, infiniteTokenLifetime: true } }, {}, closed), [
        INFINITE,
      ]);
      assert.deepEqual(of({ refreshToken: ENDLESS, grantTypes: ["authorization_code"] }, {}, closed), []);
      assert.deepEqual(of({ refreshToken: UNKNOWN }, {}, closed), []);
    });

    it("is open while that is not known", () => {
      const open = resource(SERVER, "x", { allowOfflineAccess: UNKNOWN });
      assert.deepEqual(of({}, {}, closed, open), ["? allowOfflineAccess"]);
      assert.deepEqual(of({}, {}, offline, open), [BLOCK]);
      assert.deepEqual(of({ refreshToken: ENDING }, {}, closed, open), []);
      assert.deepEqual(of({ appType: "non_interactive" }, {}, closed, open), []);
      const adopted = resource(API, "x", {
        existing: "adopt",
        sensitivity: "internal",
        allowOnlineAccess: false,
      });
      assert.deepEqual(of({}, {}, adopted), ["? allowOfflineAccess"]);
    });
  });

  it("goes by the application's own words where the stack has no API", () => {
    const alone = (props: object) => said(RULE, [client(props)]);
    assert.deepEqual(alone({}), []);
    assert.deepEqual(alone({ appType: "native" }), []);
    assert.deepEqual(alone({ grantTypes: ["refresh_token"] }), [BLOCK]);
    assert.deepEqual(alone({ grantTypes: ["authorization_code"] }), []);
    assert.deepEqual(alone({ refreshToken: ENDLESS }), [EXPIRATION]);
    assert.deepEqual(alone({ refreshToken: { rotationType: "rotating" } }), [EXPIRATION]);
    assert.deepEqual(alone({ refreshToken: ENDING }), []);
    assert.deepEqual(alone({ grantTypes: UNKNOWN }), []);
  });

  describe("limits", () => {
    it("hold for the tier of the application", () => {
      assert.deepEqual(of({ refreshToken: ENDING }, A_DAY), []);
      assert.deepEqual(of({ refreshToken: { ...ENDING, tokenLifetime: 86_401 } }, A_DAY), [
        `${LIFETIME} 86401/86400`,
      ]);
      assert.deepEqual(of({ refreshToken: { ...ENDING, tokenLifetime: new Secret(86_401) } }, A_DAY), [
        `${LIFETIME} secret/86400`,
      ]);
      // The default of 30 days.
      assert.deepEqual(of({ appType: "spa" }, A_DAY), ["refreshToken 2592000/86400"]);
      assert.deepEqual(of({ refreshToken: { ...ENDING, tokenLifetime: 0 } }, A_DAY), [
        `${LIFETIME} 2592000/86400`,
      ]);
      assert.deepEqual(of({}, A_DAY), [`${BLOCK}/86400`]);
    });

    it("are the strictest of all APIs that the application can get refresh tokens of", () => {
      const config = {
        tiers: {
          internal: { refreshTokenMaximumSeconds: 2_592_000 },
          confidential: { refreshTokenMaximumSeconds: 3_600, offlineAccess: "allowed" },
        },
      };
      const api = (allowOfflineAccess: unknown) =>
        resource(API, "bank", { sensitivity: "confidential", allowOfflineAccess });
      assert.deepEqual(of({ refreshToken: ENDING }, config, offline, api(true)), [`${LIFETIME} 86400/3600`]);
      assert.deepEqual(of({ refreshToken: ENDING }, config, api(true), offline), [`${LIFETIME} 86400/3600`]);
      assert.deepEqual(of({ refreshToken: ENDING }, config, offline, api(false)), []);
      assert.deepEqual(of({ refreshToken: ENDING }, config, offline, api(UNKNOWN)), ["? allowOfflineAccess"]);
      assert.deepEqual(
        of({ refreshToken: { ...ENDING, tokenLifetime: 3_600 } }, config, offline, api(UNKNOWN)),
        [],
      );
    });

    it("come from presets as well", () => {
      assert.deepEqual(of({ refreshToken: { ...ENDING, tokenLifetime: 86_401 } }, { presets: ["igov"] }), [
        `${LIFETIME} 86401/86400`,
      ]);
      assert.deepEqual(of({ refreshToken: ENDING }, { presets: ["igov"] }), []);
    });
  });

  describe("other providers", () => {
    const realm = (props: object) => resource("keycloak:index/realm:Realm", "x", props);
    const restricted = { assign: [{ tier: "restricted", names: ["x"] }] };
    it("are looked at in sensitive tiers, under a limit, or where a program took the end away", () => {
      assert.deepEqual(said(RULE, [realm({})]), []);
      assert.deepEqual(said(RULE, [realm({})], restricted), ["offlineSessionMaxLifespanEnabled Infinity"]);
      assert.deepEqual(said(RULE, [realm({ offlineSessionMaxLifespanEnabled: false })]), [
        "offlineSessionMaxLifespanEnabled Infinity",
      ]);
      assert.deepEqual(said(RULE, [realm({ offlineSessionMaxLifespanEnabled: true })], restricted), []);
      assert.deepEqual(
        said(RULE, [realm({ offlineSessionMaxLifespanEnabled: true, ssoSessionMaxLifespan: "25h" })], A_DAY),
        ["ssoSessionMaxLifespan 90000/86400", "offlineSessionMaxLifespan 5184000/86400"],
      );
      assert.deepEqual(
        said(
          RULE,
          [realm({ ssoSessionMaxLifespan: UNKNOWN, offlineSessionMaxLifespanEnabled: true })],
          restricted,
        ),
        ["? ssoSessionMaxLifespan"],
      );
    });

    it("that issue none are passed over", () => {
      const openid = (props: object) =>
        resource("keycloak:openid/client:Client", "x", { clientSessionMaxLifespan: "90000", ...props });
      assert.deepEqual(said(RULE, [openid({})], A_DAY), ["clientSessionMaxLifespan 90000/86400"]);
      assert.deepEqual(said(RULE, [openid({ useRefreshTokens: false })], A_DAY), []);
      assert.deepEqual(said(RULE, [openid({ useRefreshTokens: UNKNOWN })], A_DAY), [
        "clientSessionMaxLifespan 90000/86400",
      ]);
    });
  });

  it("says what never ends, by whose word, and what to write", () => {
    const messages = (resources: PolicyResource[], config?: object) => stackMessages(RULE, resources, config);
    const end =
      'Set refreshToken.expirationType to "expiring", infiniteTokenLifetime to false, and tokenLifetime to';
    assert.deepEqual(messages([client(), offline]), [
      `Client "web": its refresh tokens never expire, by default. ${end} a number of seconds.`,
    ]);
    assert.deepEqual(messages([client({ refreshToken: ENDLESS }), offline], A_DAY), [
      `Client "web": its refresh tokens never expire; at most 86400 s (24 hours), by tiers.internal.refreshTokenMaximumSeconds of the configuration. ${end} at most 86400.`,
    ]);
    assert.deepEqual(
      messages([client({ refreshToken: { ...ENDING, tokenLifetime: 90_000 } }), offline], A_DAY),
      [
        `Client "web": its refresh tokens live 90000 s (25 hours); at most 86400 s (24 hours), by tiers.internal.refreshTokenMaximumSeconds of the configuration. ${end} at most 86400.`,
      ],
    );
    assert.deepEqual(messages([client({ appType: "spa" }), offline], { presets: ["igov"] }), [
      `Client "web": its refresh tokens live 2592000 s (30 days) by default; at most 86400 s (24 hours), by preset igov (International Government Assurance Profile (iGov) for OAuth 2.0, section 3.4, Token Lifetimes, SHOULD, unverified). ${end} at most 86400.`,
    ]);
    assert.deepEqual(messages([resource("okta:auth/serverPolicyRule:ServerPolicyRule", "x", {})], A_DAY), [
      'Issuer "x": its refresh tokens never expire, by default; at most 86400 s (24 hours), by tiers.internal.refreshTokenMaximumSeconds of the configuration. Set refreshTokenLifetimeMinutes to at most 1440 (minutes).',
    ]);
    const realm = resource("keycloak:index/realm:Realm", "x", { offlineSessionMaxLifespanEnabled: false });
    assert.deepEqual(messages([realm]), [
      'Issuer "x": its refresh tokens never expire. Set offlineSessionMaxLifespanEnabled to true, and offlineSessionMaxLifespan to a duration such as "15m" or "1h30m".',
    ]);
  });
});
