/** PKCE (RFC 7636) against those who want to redeem a code that is not theirs. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestTenant, testTenant } from "../../fixture";
import { type Browser, browser, CALLBACK, type Change, S256, VERIFIER } from "../browser";

describe("PKCE, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  before(async () => {
    tenant = await testTenant();
  });
  beforeEach(() => {
    user = browser(tenant);
  });
  after(() => tenant.close());

  const SPA: Change = { client_id: "spa", client_secret: undefined };
  const challenge = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

  async function redeem(authorize: Change, token: Change): Promise<{ status: number; error?: string }> {
    const { answer } = await user.authorize({ client_id: "spa", ...authorize });
    assert.ok(answer.code, JSON.stringify(answer));
    const { status, body } = await user.token({
      grant_type: "authorization_code",
      code: answer.code,
      redirect_uri: CALLBACK,
      ...SPA,
      ...token,
    });
    assert.equal("access_token" in body, status === 200);
    return { status, error: body.error };
  }
  const CHALLENGED = { code_challenge: S256, code_challenge_method: "S256" };
  const REFUSED = { status: 403, error: "invalid_grant" };

  it("the right verifier is taken, with S256 and with plain", async () => {
    assert.equal((await redeem(CHALLENGED, { code_verifier: VERIFIER })).status, 200);
    const plain = { code_challenge: VERIFIER, code_challenge_method: "plain" };
    assert.equal((await redeem(plain, { code_verifier: VERIFIER })).status, 200);
    assert.equal((await redeem({ code_challenge: VERIFIER }, { code_verifier: VERIFIER })).status, 200);
  });

  const wrong: readonly [name: string, verifier: string][] = [
    ["another verifier", VERIFIER.replace("1", "2")],
    ["the challenge itself, as if it were plain", S256],
    ["the verifier in other case", VERIFIER.toUpperCase()],
    ["the beginning of the verifier", VERIFIER.slice(0, 43)],
    ["the verifier and more", `${VERIFIER}x`],
    ["the verifier and a blank", `${VERIFIER} `],
    ["one character", "x"],
    ["100,000 characters", "x".repeat(100_000)],
  ];
  for (const [name, code_verifier] of wrong) {
    it(`refuses ${name}`, async () => {
      assert.deepEqual(await redeem(CHALLENGED, { code_verifier }), REFUSED);
    });
  }

  it("refuses a verifier that is too short or too long for RFC 7636, though its challenge fits", async () => {
    for (const code_verifier of [
      "short",
      "x".repeat(42),
      "x".repeat(129),
      `${"x".repeat(43)} `,
      "ü".repeat(43),
    ]) {
      const code_challenge = challenge(code_verifier);
      const answer = await redeem({ code_challenge, code_challenge_method: "S256" }, { code_verifier });
      assert.deepEqual(answer, REFUSED, code_verifier.slice(0, 50));
    }
  });

  it("takes verifiers of 43 and of 128 characters", async () => {
    for (const code_verifier of ["x".repeat(43), "x".repeat(128)]) {
      const code_challenge = challenge(code_verifier);
      const answer = await redeem({ code_challenge, code_challenge_method: "S256" }, { code_verifier });
      assert.equal(answer.status, 200);
    }
  });

  it("needs the verifier, also of a client that has proved itself with its secret", async () => {
    const missing = { status: 400, error: "invalid_request" };
    assert.deepEqual(await redeem(CHALLENGED, {}), missing);
    assert.deepEqual(await redeem(CHALLENGED, { code_verifier: "" }), missing);
    const web = { client_id: "web", client_secret: "web-secret" };
    assert.deepEqual(await redeem({ ...CHALLENGED, client_id: "web" }, web), missing);
  });

  it("refuses a verifier for a code whose challenge somebody took away", async () => {
    assert.deepEqual(await redeem({}, { code_verifier: VERIFIER }), REFUSED);
  });

  it("a failed attempt does not spend the code: its owner can still redeem it", async () => {
    const { answer } = await user.authorize({ client_id: "spa", ...CHALLENGED });
    const attempt = (code_verifier: string) =>
      user.token({
        grant_type: "authorization_code",
        code: answer.code,
        redirect_uri: CALLBACK,
        ...SPA,
        code_verifier,
      });
    assert.equal((await attempt("y".repeat(43))).status, 403);
    assert.equal((await attempt(VERIFIER)).status, 200);
  });

  const malformed: readonly [name: string, change: Change][] = [
    ["an unknown method", { code_challenge: S256, code_challenge_method: "S512" }],
    ["a method in other case", { code_challenge: S256, code_challenge_method: "s256" }],
    ["the method none", { code_challenge: S256, code_challenge_method: "none" }],
    ["a challenge that is too short", { code_challenge: "x".repeat(42) }],
    ["a challenge that is too long", { code_challenge: "x".repeat(129) }],
    ["a challenge with other characters", { code_challenge: `${"x".repeat(43)}=` }],
    ["a method without a challenge", { code_challenge_method: "S256" }],
  ];
  for (const [name, change] of malformed) {
    it(`/authorize refuses ${name}`, async () => {
      const { answer } = await user.authorize({ client_id: "spa", ...change });
      assert.equal(answer.error, "invalid_request");
      assert.equal(answer.code, undefined);
    });
  }
});
