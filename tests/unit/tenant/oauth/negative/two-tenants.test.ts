/** Two tenants in one process share nothing. */
import assert from "node:assert/strict";
import { createTenant, type TenantCore } from "../../../../../tenant/tenant";

const CALLBACK = "http://localhost:3999/cb";

describe("two tenants in one process", () => {
  let here: TenantCore;
  let there: TenantCore;
  before(async () => {
    here = await createTenant({}, { url: "http://127.0.0.1:4010" });
    there = await createTenant({}, { url: "http://127.0.0.1:4011" });
  });
  after(() => {
    here.close();
    there.close();
  });

  async function send(
    tenant: TenantCore,
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    const init =
      form === undefined ? { headers } : { method: "POST", body: new URLSearchParams(form), headers };
    const response = await tenant.fetch(new Request(tenant.context.names.issuer.slice(0, -1) + path, init));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  }
  const token = async (tenant: TenantCore, form: Record<string, string>) => {
    const { status, text } = await send(tenant, "/oauth/token", {
      client_id: "web",
      client_secret: "web-secret",
      ...form,
    });
    return { status, body: JSON.parse(text) };
  };
  const authorize = (tenant: TenantCore, headers = {}, more = "") =>
    send(
      tenant,
      `/authorize?client_id=web&response_type=code&scope=openid+offline_access&redirect_uri=${CALLBACK}${more}`,
      undefined,
      headers,
    );
  const codeOf = ({ headers }: { headers: Headers }): string =>
    new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
  const redeem = (tenant: TenantCore, code: string) =>
    token(tenant, { grant_type: "authorization_code", code, redirect_uri: CALLBACK });

  it("have keys of their own", async () => {
    const [ours, theirs] = await Promise.all([here.context.keys.publicJwk(), there.context.keys.publicJwk()]);
    assert.notEqual(ours.kid, theirs.kid);
    assert.notEqual(ours.n, theirs.n);
  });

  it("codes, refresh tokens, access tokens and cookies of one are nothing to the other", async () => {
    const answer = await authorize(here);
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const code = codeOf(answer);
    assert.equal((await redeem(there, code)).status, 403);
    const { status, body } = await redeem(here, code);
    assert.equal(status, 200);
    assert.equal(
      (await token(there, { grant_type: "refresh_token", refresh_token: body.refresh_token })).status,
      403,
    );
    const bearer = { authorization: `Bearer ${body.access_token}` };
    assert.deepEqual(
      [
        (await send(here, "/userinfo", undefined, bearer)).status,
        (await send(there, "/userinfo", undefined, bearer)).status,
      ],
      [200, 401],
    );
    assert.match(
      (await authorize(there, { cookie }, "&prompt=none")).headers.get("location") ?? "",
      /login_required/,
    );
    assert.doesNotMatch(
      (await authorize(here, { cookie }, "&prompt=none")).headers.get("location") ?? "",
      /error/,
    );
  });

  it("a Management API token of one is refused by the other, also where it names the other's audience", async () => {
    const own = {
      grant_type: "client_credentials",
      client_id: "local-admin",
      client_secret: "local-admin-secret",
    };
    const { body } = await token(here, { ...own, audience: here.context.names.managementAudience });
    const bearer = { authorization: `Bearer ${body.access_token}` };
    assert.equal((await send(here, "/api/v2/resource-servers", undefined, bearer)).status, 200);
    assert.equal((await send(there, "/api/v2/resource-servers", undefined, bearer)).status, 401);
    const foreign = await token(here, { ...own, audience: there.context.names.managementAudience });
    assert.equal(foreign.status, 403);
  });

  it("the clock, the log, the requests and a reset of one leave the other alone", async () => {
    const kept = (await redeem(there, codeOf(await authorize(there)))).body;
    const [logs, requests] = [there.context.store.logs.count({}), there.requests().length];
    here.context.clock.advanceSeconds(1_000_000_000);
    await authorize(here);
    here.reset();
    assert.equal(here.context.store.refreshTokens.count({}), 0);
    assert.ok(there.context.clock.nowSeconds() < here.context.clock.nowSeconds() + 10);
    assert.deepEqual([there.context.store.logs.count({}), there.requests().length], [logs, requests]);
    assert.equal(
      (await token(there, { grant_type: "refresh_token", refresh_token: kept.refresh_token })).status,
      200,
    );
  });
});
