/** Who may use the admin API, and who may not. */
import assert from "node:assert/strict";
import type { Peer } from "../../../../tenant/peer";
import { type TestTenant, testTenant, URL_OF_TENANT } from "../fixture";

const JSON_TYPE = { "content-type": "application/json" };
const ORIGIN = URL_OF_TENANT;

describe("the admin API's guard", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  async function ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    peer: Peer = { loopback: true },
  ): Promise<Response> {
    const body = method === "GET" ? {} : { body: "{}" };
    const url = headers.host === undefined ? URL_OF_TENANT : `http://${headers.host}`;
    const outcome = await tenant.handle(new Request(`${url}${path}`, { method, headers, ...body }), peer);
    assert.equal(outcome.kind, "answer");
    return "response" in outcome ? outcome.response : assert.fail();
  }

  const refusals: [string, Record<string, string>, number][] = [
    ["a foreign Origin", { origin: "https://evil.example" }, 403],
    ["another port of this machine as Origin", { origin: "http://127.0.0.1:3000" }, 403],
    ["another name of this machine as Origin", { origin: "http://localhost:4010" }, 403],
    ["https as Origin of an http tenant", { origin: "https://127.0.0.1:4010" }, 403],
    ["an opaque Origin (sandboxed frames, data: pages)", { origin: "null" }, 403],
    ["an empty Origin", { origin: "" }, 403],
    ["a page of another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a page of the same site on another origin", { "sec-fetch-site": "same-site" }, 403],
    ["an unknown Sec-Fetch-Site", { "sec-fetch-site": "something-new" }, 403],
    ["a rebound name", { host: "evil.example:4010" }, 421],
    ["a name that begins like ours", { host: "127.0.0.1.evil.example" }, 421],
    ["what a proxy forwards", { "x-forwarded-for": "203.0.113.7" }, 403],
    ["what a proxy forwards, by RFC 7239", { forwarded: "for=203.0.113.7" }, 403],
  ];
  const routes: [string, string][] = [
    ["GET", "/_tenant/status"],
    ["GET", "/_tenant/snapshot"],
    ["GET", "/_tenant/requests"],
    ["POST", "/_tenant/clock"],
    ["POST", "/_tenant/reset"],
    ["PUT", "/_tenant/faults"],
    ["DELETE", "/_tenant/requests"],
    ["GET", "/_tenant/no-such-path"],
    ["GET", "/_tenant"],
  ];
  for (const [what, headers, status] of refusals) {
    it(`refuses ${what}, on every route`, async () => {
      for (const [method, path] of routes) {
        const answer = await ask(method, path, { ...JSON_TYPE, ...headers });
        assert.equal(answer.status, status, `${method} ${path}`);
        assert.doesNotMatch(await answer.text(), /secret|uptime|jwk/);
      }
    });
  }

  it("refuses a peer that is not this machine, whatever it says", async () => {
    for (const [method, path] of routes) {
      const headers = { ...JSON_TYPE, origin: ORIGIN, "sec-fetch-site": "same-origin" };
      assert.equal((await ask(method, path, headers, { loopback: false })).status, 403, `${method} ${path}`);
    }
  });

  it("answers to programs, to a page of its own and to the address bar", async () => {
    for (const headers of [
      {},
      { origin: ORIGIN, "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none" },
      { host: "127.0.0.1:4010" },
    ]) {
      assert.equal((await ask("GET", "/_tenant/status", headers)).status, 200, JSON.stringify(headers));
    }
  });

  for (const type of [
    undefined,
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain; application/json",
    "application/jsonx",
  ]) {
    it(`refuses a write of type ${type}: a form could make it`, async () => {
      await tenant.call("POST", "resource-servers", { identifier: `urn:${type}` });
      const before = tenant.context.store.resourceServers.count({});
      for (const [method, path] of routes.filter(([each, path]) => each !== "GET" && path !== "/_tenant")) {
        const headers = type === undefined ? {} : { "content-type": type };
        // A text as body would get a type of its own.
        const body = Buffer.from("{}");
        const request = new Request(`${URL_OF_TENANT}${path}`, { method, headers, body });
        assert.equal((await tenant.fetch(request)).status, 415, `${method} ${path}`);
      }
      assert.equal(tenant.context.store.resourceServers.count({}), before);
    });
  }

  it("takes JSON with a charset", async () => {
    const headers = { "content-type": "Application/JSON; charset=utf-8" };
    assert.equal((await tenant.send("POST", "/_tenant/clock", '{"advance": 0}', headers)).status, 200);
  });

  it("has no CORS headers, answers no preflight, and tells browsers to be strict", async () => {
    const preflight = await ask("OPTIONS", "/_tenant/clock", {
      ...JSON_TYPE,
      origin: ORIGIN,
      "access-control-request-method": "POST",
    });
    assert.equal(preflight.status, 404);
    const answers = [
      preflight,
      await ask("GET", "/_tenant/status", { origin: ORIGIN }),
      await ask("GET", "/_tenant/status", { origin: "https://evil.example" }),
    ];
    for (const { headers } of answers) {
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.startsWith("access-control")),
        [],
      );
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("x-frame-options"), "DENY");
      assert.match(
        headers.get("content-security-policy") ?? "",
        /default-src 'none'; frame-ancestors 'none'/,
      );
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("referrer-policy"), "no-referrer");
    }
  });

  it("is not reached by another spelling of its path", async () => {
    for (const path of ["/%5Ftenant/status", "/_TENANT/status", "//_tenant/status", "/x/_tenant/status"]) {
      const { status, text } = await tenant.send("GET", path);
      assert.equal(status, 404, path);
      assert.doesNotMatch(text, /uptime/);
    }
  });
});
