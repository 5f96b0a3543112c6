/** What the story shows, and that it notices a tenant in which it does not come true. */
import assert from "node:assert/strict";
import { exportJWK, generateKeyPair } from "jose";
import { accessText } from "../../../../tenant/demo/lessons";
import type { Step, StoryResult } from "../../../../tenant/demo/result";
import { type OpenTenant, playScenario } from "../../../../tenant/demo/scenario";
import { SCENARIOS } from "../../../../tenant/demo/scenarios/index";
import { tellStory } from "../../../../tenant/demo/story";
import { answers, broken, configuresClient, type Fault, ignores, makesApi, open } from "./opener";

const told = (step: Step): string =>
  `${step.clock} ${step.actor} ${step.action}: ${step.outcome.status ?? step.outcome.reason}`;

describe("the stolen token", () => {
  let story: StoryResult;
  before(async () => {
    story = await tellStory(open);
  });

  const scenario = (name: string) => {
    const found = story.scenarios.find((one) => one.name === name);
    assert.ok(found, name);
    return found;
  };

  it("comes true", () => {
    const wrong = story.scenarios.flatMap(({ steps }) => steps.filter(({ asExpected }) => !asExpected));
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      story.lessons.filter(({ holds }) => !holds),
      [],
    );
    assert.equal(story.holds, true);
  });

  it("tells the same twice", async () => {
    assert.deepEqual(await tellStory(open), story);
  });

  it("holds for how long a thief keeps access, setting by setting", () => {
    const thefts = story.scenarios.flatMap((one) => one.thefts);
    assert.deepEqual(Object.fromEntries(thefts.map(({ name, access }) => [name, accessText(access)])), {
      "access token stolen before the change": "24 hours",
      "access token stolen after it": "15 minutes",
      "nothing set: token without the client's secret": "none",
      "nothing set: token and the client's secret": "no end seen in 3650 days",
      "rotating: thief first, then the owner": "1 hour 15 minutes",
      "rotating: owner first, then the thief": "none",
      "rotating: thief first, the owner stays away": "no end seen in 3650 days",
      "rotating, leeway 60 s: thief within it": "no end seen in 3650 days",
      "rotating, leeway 60 s: thief after it": "none",
      "absolute end after 30 days": "30 days 14 minutes 59 seconds",
      "rotating, absolute end after 30 days, owner away": "30 days 14 minutes 59 seconds",
      "idle end after 3 days: a thief who rests": "none",
      "idle end after 3 days: a thief who does not": "no end seen in 30 days",
      'offline access off later ("exchange")': "no end seen in 3650 days",
      'offline access off later ("refuse")': "1 hour 10 minutes",
      "revoked an hour after the theft": "1 hour 10 minutes",
      "online refresh token: logout an hour later": "1 hour 10 minutes",
      "online refresh token: no logout": "7 days 14 minutes 59 seconds",
      "no offline access: all of the tokens": "15 minutes",
    });
  });

  it("shows the token of 24 hours alive at hour 23, and the one of 15 minutes dead at minute 15", () => {
    const { api, steps } = scenario("access-token");
    assert.equal(api.token_lifetime, 86_400, "settings are those from before the change");
    assert.deepEqual(steps.map(told), [
      "hour 00:00 owner signs in: 200",
      "hour 00:00 operator sets token_lifetime to 900: 200",
      "hour 00:00 owner signs in: 200",
      "hour 00:14:59 thief token stolen after the change: 200",
      "hour 00:15 thief token stolen after the change: 401",
      "hour 00:15 thief token stolen before the change: 200",
      "hour 23:00 thief token stolen before the change: 200",
      "hour 23:59:59 thief token stolen before the change: 200",
      "hour 24:00 thief token stolen before the change: 401",
    ]);
  });

  it("shows settings as the tenant has them, and no secret", () => {
    assert.deepEqual(scenario("unconfigured").client, {
      client_id: "web",
      name: "Web application",
      app_type: "regular_web",
    });
    assert.deepEqual(scenario("leeway-within").client, {
      client_id: "native",
      name: "Native application or device",
      app_type: "native",
      refresh_token: {
        rotation_type: "rotating",
        leeway: 60,
        expiration_type: "expiring",
        token_lifetime: 2_592_000,
        infinite_token_lifetime: true,
        idle_token_lifetime: 1_296_000,
        infinite_idle_token_lifetime: true,
      },
    });
    assert.deepEqual(
      ["exchange", "refuse"].map((value) => scenario(`offline-access-off-${value}`).switches),
      [{ refreshAfterOfflineAccessOff: "exchange" }, { refreshAfterOfflineAccessOff: "refuse" }],
    );
    const text = JSON.stringify(story);
    assert.doesNotMatch(text, /client_secret|web-secret|"eyJ|v1\.M|"ORT/, "neither secrets nor tokens");
  });

  it("takes the figures of its sentences from the run", async () => {
    const { lessons } = await tellStory(open, []);
    assert.ok(lessons.every(({ holds }) => !holds));
    assert.match(lessons[0]?.sentence ?? "", /worked for none, the one stolen after it for none/);
    assert.match(story.lessons[0]?.sentence ?? "", /worked for 24 hours, .* for 15 minutes/);
  });

  it("takes no story without steps for a true one", async () => {
    const silent = SCENARIOS.map((one) => ({ ...one, play: async () => {} }));
    assert.equal((await tellStory(open, silent)).holds, false);
  });

  it("does not go on without an API", async () => {
    await assert.rejects(tellStory(broken(ignores("POST", "/api/v2/"))), /The story has no API/);
  });

  const endless = { infinite_token_lifetime: true };
  const alwaysFresh = { infinite_idle_token_lifetime: true };
  const offlineAlways = makesApi({ allow_offline_access: true });
  const keysOfAnother = async (): Promise<Response> => {
    const { publicKey } = await generateKeyPair("ES256");
    return Response.json({ keys: [await exportJWK(publicKey)] });
  };

  /** At the change of the lifetime, tokens that are out stop working. */
  const takesTokensBack: Fault = (core) => {
    let changed = false;
    return answers(async (request) => {
      changed ||= request.method === "PATCH";
      return changed && request.url.endsWith("/jwks.json") ? keysOfAnother() : undefined;
    })(core);
  };

  const faults: readonly [fault: string, scenarios: readonly string[], open: OpenTenant][] = [
    ["issued tokens end when the lifetime changes", ["access-token"], broken(takesTokensBack)],
    [
      "a change of the lifetime is answered and not made",
      ["access-token"],
      broken(ignores("PATCH", "/api/v2/", { token_lifetime: 900 })),
    ],
    [
      "tokens live an hour, whatever the API says",
      SCENARIOS.filter(({ api }) => "token_lifetime" in api).map(({ name }) => name),
      broken(makesApi({ token_lifetime: 3_600 })),
    ],
    ["leeway is ignored", ["leeway-within"], broken(configuresClient({ leeway: 0 }))],
    [
      "leeway is for ever",
      ["leeway-after", "rotation-owner-first"],
      broken(configuresClient({ leeway: 1_000_000 })),
    ],
    [
      "rotation is off",
      ["rotation-thief-first", "rotation-owner-first", "leeway-after"],
      broken(configuresClient({ rotation_type: "non-rotating" })),
    ],
    ["nothing ends absolutely", ["absolute", "rotation-absolute"], broken(configuresClient(endless))],
    ["nothing ends for being idle", ["idle"], broken(configuresClient(alwaysFresh))],
    [
      "a refresh token ends after a year",
      ["rotation-owner-away", "leeway-within"],
      broken(configuresClient({ infinite_token_lifetime: false, token_lifetime: 31_536_000 })),
    ],
    ["revocation does nothing", ["revocation"], broken(ignores("POST", "/oauth/revoke"))],
    ["logout does nothing", ["online-logout"], broken(ignores("GET", "/v2/logout"))],
    ["every API allows offline access", ["no-offline-access"], broken(offlineAlways)],
    [
      "the switch has another default",
      ["offline-access-off-exchange"],
      (switches) => open({ refreshAfterOfflineAccessOff: "refuse", ...switches }),
    ],
    ["the switch does nothing", ["offline-access-off-refuse"], () => open({})],
    [
      "clients need no secret",
      ["unconfigured"],
      broken((core) => {
        const { clients } = core.context.store;
        const web = clients.get("web");
        assert.ok(web);
        clients.replace({ ...web, token_endpoint_auth_method: "none" });
        return core;
      }),
    ],
    [
      "sessions never end",
      ["online-session"],
      broken((core) => {
        const settings = { session_lifetime: 100_000, idle_session_lifetime: 100_000 };
        core.context.store.setMeta("tenant_settings", JSON.stringify(settings));
        return core;
      }),
    ],
  ];

  for (const [fault, names, faulty] of faults) {
    it(`does not come true where ${fault}`, async () => {
      for (const name of names) {
        const found = SCENARIOS.find((one) => one.name === name);
        assert.ok(found, name);
        const { steps } = await playScenario(faulty, found);
        assert.ok(
          steps.some(({ asExpected }) => !asExpected),
          `${name} came true:\n${steps.map(told).join("\n")}`,
        );
      }
    });
  }

  it("has a fault for each scenario", () => {
    const covered = new Set(faults.flatMap(([, names]) => names));
    assert.deepEqual(
      SCENARIOS.map(({ name }) => name).filter((name) => !covered.has(name)),
      [],
    );
  });

  it("is not true as a whole where one step is not", async () => {
    const { holds } = await tellStory(broken(ignores("POST", "/oauth/revoke")));
    assert.equal(holds, false);
  });
});
