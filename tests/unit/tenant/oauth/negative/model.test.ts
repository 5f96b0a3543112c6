/**
 * Random histories of one client, one API and one clock against a small model written from the rules: a token lives what
 * the API said when it was issued; a refresh token comes only where the API allows it; a code and a rotating refresh
 * token win once; nothing ever breaks.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { claimsOf, type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, CALLBACK, changeApi, changeClient, createApi } from "../browser";
import { post } from "./post";

type Step =
  | { do: "authorize"; offline: boolean }
  | { do: "redeem"; which: number; times: number }
  | { do: "refresh"; which: number; times: number }
  | { do: "revoke"; which: number }
  | { do: "lifetime"; seconds: number }
  | { do: "offline"; allowed: boolean }
  | { do: "advance"; seconds: number };

/** Counted from the newest, so that histories go on with what they have instead of starting anew. */
const which = fc.constantFrom(0, 0, 0, 1, 1, 2, 5);
const times = fc.constantFrom(1, 1, 1, 1, 2, 8);
const seconds = fc.constantFrom(1, 59, 300, 599, 600, 899, 999, 3_000);
const often = { weight: 4 };
const seldom = { weight: 1 };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    ...often,
    arbitrary: fc.record({
      do: fc.constant("authorize" as const),
      offline: fc.constantFrom(true, true, false),
    }),
  },
  { ...often, arbitrary: fc.record({ do: fc.constant("redeem" as const), which, times }) },
  { ...often, arbitrary: fc.record({ do: fc.constant("refresh" as const), which, times }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("advance" as const), seconds }) },
  { ...seldom, arbitrary: fc.record({ do: fc.constant("revoke" as const), which }) },
  {
    ...seldom,
    arbitrary: fc.record({
      do: fc.constant("lifetime" as const),
      seconds: fc.integer({ min: 1, max: 2_000 }),
    }),
  },
  { ...seldom, arbitrary: fc.record({ do: fc.constant("offline" as const), allowed: fc.boolean() }) },
);

interface Family {
  ended: boolean;
  endsAt: number;
}
interface Code {
  value: string;
  offline: boolean;
  expiresAt: number;
  redeemed: boolean;
  family: Family;
}
interface Refresh {
  value: string;
  replaced: boolean;
  usedAt: number;
  family: Family;
}

const ABSOLUTE_SECONDS = 6_000;
const IDLE_SECONDS = 1_000;

describe("any history of codes and refresh tokens", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  it("agrees with the model", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: "max" }), async (history) => {
        tenant.reset();
        await createApi(tenant, { allow_offline_access: true, token_lifetime_for_web: 1 });
        changeClient(tenant, {
          refresh_token: {
            rotation_type: "rotating",
            expiration_type: "expiring",
            token_lifetime: ABSOLUTE_SECONDS,
            idle_token_lifetime: IDLE_SECONDS,
          },
        });
        await replay(tenant, browser(tenant), history);
      }),
      { numRuns: 60 },
    );
  });
});

async function replay(tenant: TestTenant, user: Browser, history: readonly Step[]): Promise<void> {
  const { clock } = tenant;
  let [lifetime, allowed] = [900, true];
  const codes: Code[] = [];
  const refreshTokens: Refresh[] = [];
  const accessTokens: { value: string; dies: number }[] = [];

  const issued = (body: Record<string, string | number>, family: Family, expectsRefresh: boolean): void => {
    const value = String(body.access_token);
    const { iat, exp } = claimsOf(value);
    assert.deepEqual([exp - iat, body.expires_in, iat], [lifetime, lifetime, clock.nowSeconds()]);
    accessTokens.push({ value, dies: exp });
    assert.equal(body.refresh_token !== undefined, expectsRefresh);
    if (body.refresh_token !== undefined) {
      refreshTokens.push({
        value: String(body.refresh_token),
        replaced: false,
        usedAt: clock.nowSeconds(),
        family,
      });
    }
  };
  const many = (number: number, attempt: () => ReturnType<Browser["token"]>) =>
    Promise.all(Array.from({ length: number }, attempt));

  const steps: { [N in Step["do"]]: (step: Extract<Step, { do: N }>) => Promise<void> } = {
    async authorize({ offline }) {
      const scope = offline ? "openid offline_access" : "openid";
      const { answer } = await user.authorize({ scope, audience: "urn:api" });
      const now = clock.nowSeconds();
      const family = { ended: false, endsAt: Number.POSITIVE_INFINITY };
      codes.push({
        value: answer.code ?? "",
        offline: offline && allowed,
        expiresAt: now + 600,
        redeemed: false,
        family,
      });
    },
    async redeem({ which, times }) {
      const code = codes.at(-1 - which);
      if (code === undefined) return;
      const redemption = { grant_type: "authorization_code", code: code.value, redirect_uri: CALLBACK };
      const answers = await many(times, () => user.token(redemption));
      const wins = !code.redeemed && clock.nowSeconds() < code.expiresAt;
      const won = answers.filter(({ status }) => status === 200);
      assert.equal(won.length, wins ? 1 : 0);
      for (const { status } of answers) assert.ok(status === 200 || status === 403, String(status));
      if (won[0] !== undefined) {
        code.family.endsAt = clock.nowSeconds() + ABSOLUTE_SECONDS;
        issued(won[0].body, code.family, code.offline && allowed);
      }
      if (code.redeemed || (wins && times > 1)) code.family.ended = true;
      code.redeemed ||= wins;
    },
    async refresh({ which, times }) {
      const token = refreshTokens.at(-1 - which);
      if (token === undefined) return;
      const exchange = { grant_type: "refresh_token", refresh_token: token.value };
      const answers = await many(times, () => user.token(exchange));
      const now = clock.nowSeconds();
      const alive = !token.family.ended && now < token.family.endsAt && now < token.usedAt + IDLE_SECONDS;
      const wins = alive && !token.replaced;
      const won = answers.filter(({ status }) => status === 200);
      assert.equal(won.length, wins ? 1 : 0);
      for (const { status } of answers) assert.ok(status === 200 || status === 403, String(status));
      if (won[0] !== undefined) issued(won[0].body, token.family, true);
      if (alive && (token.replaced || times > 1)) token.family.ended = true;
      if (wins) {
        token.replaced = true;
        token.usedAt = now;
      }
    },
    async revoke({ which }) {
      const token = refreshTokens.at(-1 - which);
      if (token === undefined) return;
      const body = { token: token.value, client_id: "web", client_secret: "web-secret" };
      assert.equal((await post(tenant, "/oauth/revoke", body)).status, 200);
      token.family.ended = true;
    },
    async lifetime({ seconds }) {
      assert.equal((await changeApi(tenant, { token_lifetime: seconds })).status, 200);
      lifetime = seconds;
    },
    async offline(change) {
      assert.equal((await changeApi(tenant, { allow_offline_access: change.allowed })).status, 200);
      allowed = change.allowed;
    },
    async advance({ seconds }) {
      clock.advanceSeconds(seconds);
    },
  };
  for (const one of history) {
    await steps[one.do](one as never);
    for (const { value, dies } of accessTokens.slice(-3)) {
      const { status } = await tenant.send("GET", "/userinfo", undefined, {
        authorization: `Bearer ${value}`,
      });
      assert.equal(status, clock.nowSeconds() < dies ? 200 : 401);
    }
  }
}
