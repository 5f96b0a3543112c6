/** Many connections at once for what can be had once. */
import assert from "node:assert/strict";
import { browser, CALLBACK, createApi, type Served, serve } from "./served";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
const SPA = { client_id: "spa" };

describe("races over HTTP", () => {
  let served: Served;
  before(async () => {
    served = await serve();
    await createApi(served);
  });
  after(() => served.close());

  interface Got {
    status: number;
    body: { error?: string; access_token?: string; refresh_token?: string };
  }
  async function post(path: string, form: Record<string, string>): Promise<Got> {
    const answer = await fetch(`${served.url}${path}`, { method: "POST", body: new URLSearchParams(form) });
    return { status: answer.status, body: (await answer.json()) as Got["body"] };
  }
  async function code(): Promise<string> {
    const url = new URL("/authorize", served.url);
    const parameters = {
      ...SPA,
      redirect_uri: CALLBACK,
      response_type: "code",
      scope: "openid offline_access",
      audience: "urn:api",
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return (await browser()(url)).location.searchParams.get("code") ?? "";
  }
  const redeem = (value: string) =>
    post("/oauth/token", { grant_type: "authorization_code", code: value, redirect_uri: CALLBACK, ...SPA });
  const refresh = (value: string) =>
    post("/oauth/token", { grant_type: "refresh_token", refresh_token: value, ...SPA });

  async function race(number: number, attempt: () => Promise<Got>): Promise<Got["body"]> {
    const answers = await Promise.all(Array.from({ length: number }, attempt));
    const winners = answers.filter(({ status }) => status === 200);
    assert.equal(winners.length, 1);
    for (const { status, body } of answers) {
      if (status !== 200)
        assert.deepEqual([status, body.error, body.access_token], [403, "invalid_grant", undefined]);
    }
    return winners[0]?.body ?? {};
  }

  for (const number of [8, 50]) {
    it(`${number} redemptions of one code: one wins`, async () => {
      const value = await code();
      const { refresh_token = "" } = await race(number, () => redeem(value));
      assert.equal((await refresh(refresh_token)).status, 403, "what a replayed code brought is taken back");
    });

    it(`${number} exchanges of one rotating refresh token: one wins`, async () => {
      const { body } = await redeem(await code());
      const { refresh_token = "" } = await race(number, () => refresh(body.refresh_token ?? ""));
      assert.equal((await refresh(refresh_token)).status, 403, "reuse ends the family");
    });

    it(`${number} polls of one device code: one wins`, async () => {
      const started = await fetch(`${served.url}/oauth/device/code`, {
        method: "POST",
        body: new URLSearchParams({ client_id: "native" }),
      });
      const { device_code, verification_uri_complete } = (await started.json()) as Record<string, string>;
      await browser()(verification_uri_complete ?? "");
      const poll = { grant_type: DEVICE, client_id: "native", device_code: device_code ?? "" };
      await race(number, () => post("/oauth/token", poll));
    });
  }

  it("50 codes at once, each redeemed once: all are different, and all win", async () => {
    const codes = await Promise.all(Array.from({ length: 50 }, code));
    assert.equal(new Set(codes).size, 50);
    const answers = await Promise.all(codes.map(redeem));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 50);
  });
});
