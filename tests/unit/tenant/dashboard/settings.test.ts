/** APIs in the dashboard: the list, a new one, its settings, and what a change of them means. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../../provider/model/values";
import { claimsOf, type TestTenant, testTenant } from "../fixture";
import { browser, changeApi, createApi } from "../oauth/browser";
import { type Fields, idOf, settingsForm, tagOf, textOf, type Visitor, visitor } from "./visitor";

describe("APIs in the dashboard", () => {
  let tenant: TestTenant;
  let person: Visitor;
  beforeEach(async () => {
    tenant = await testTenant();
    person = visitor(tenant);
    await createApi(tenant, { name: "Banking" });
  });
  afterEach(() => tenant.close());

  const stored = (identifier = "urn:api"): JsonObject =>
    tenant.context.store.resourceServers.find({ identifier })[0] ?? {};
  const address = (identifier = "urn:api"): string => `/_tenant/apis/${idOf(tenant, identifier)}`;
  const save = (change: Fields, identifier = "urn:api") =>
    person.submit(address(identifier), settingsForm(tenant, identifier, change), address(identifier));

  it("sends a browser from the bare address to the dashboard, and nobody else", async () => {
    const page = await person.get("/");
    assert.deepEqual([page.status, page.headers.get("location")], [302, "/_tenant/"]);
    assert.equal(page.headers.get("vary"), "accept");
    for (const accept of ["application/json", "*/*", undefined]) {
      const { status, body } = await tenant.send(
        "GET",
        "/",
        undefined,
        accept === undefined ? {} : { accept },
      );
      assert.equal(status, 404);
      assert.deepEqual(body, { statusCode: 404, error: "Not Found", message: "Not Found" });
    }
    assert.equal((await tenant.send("POST", "/", "", { accept: "text/html" })).status, 404);
    assert.equal((await person.get("/_tenant")).headers.get("location"), "/_tenant/");
  });

  it("lists every API with its lifetime, offline access and algorithm", async () => {
    await createApi(tenant, {
      identifier: "urn:other",
      token_lifetime: 2_592_000,
      allow_offline_access: true,
      signing_alg: "HS256",
    });
    const text = textOf(await person.get("/_tenant/"));
    assert.match(
      text,
      /Auth0 Management API System https:\/\/127\.0\.0\.1:4010\/api\/v2\/ 24 hours 86,400 s Not allowed RS256/,
    );
    assert.match(text, /Banking urn:api 15 minutes 900 s Not allowed RS256/);
    assert.match(text, /urn:other urn:other 30 days 2,592,000 s Allowed HS256/);
  });

  it("creates an API, by a call of the Management API that the log knows", async () => {
    const fields = { name: " Orders ", identifier: "https://orders.example/", signing_alg: "PS256" };
    const page = await person.submit("/_tenant/new", fields);
    assert.equal(page.location, address("https://orders.example/"));
    assert.match(textOf(page), /Orders .*Token Expiration \(Seconds\) = 24 hours/);
    assert.equal(stored("https://orders.example/").signing_alg, "PS256");
    assert.match(textOf(page), /This dashboard · Create a resource server Name: Orders .*Visitor\/1\.0/);
  });

  const creations: [Fields, RegExp][] = [
    [{ name: "", identifier: "" }, /Name: it is empty\..*Identifier: it is empty\./],
    [{ name: "<b>", identifier: "urn:x" }, /Name: "<b>" does not match .*Leave out < and >\./],
    [
      { name: "n".repeat(201), identifier: "urn:x" },
      /Name has 201 characters, more than the limit of 200\. Give 200 or less\./,
    ],
    [{ name: "n", identifier: "i".repeat(601) }, /Identifier has 601 characters, more than the limit of 600/],
    [{ name: "n", identifier: "https://127.0.0.1:4010/userinfo" }, /Identifier: "[^"]+" is reserved\./],
    [
      { name: "n", identifier: "urn:api" },
      /refuses it \(409\): A resource server with the same identifier already exists\./,
    ],
    [{ name: "n", identifier: "urn:x", signing_alg: "none" }, /refuses it \(400\): .*signing_alg/],
  ];
  for (const [fields, message] of creations) {
    it(`creates nothing and says why: ${message.source.slice(0, 50)}`, async () => {
      const page = await person.submit("/_tenant/new", { signing_alg: "RS256", ...fields });
      assert.equal(page.status, 400);
      assert.match(textOf(page), message);
      assert.match(page.text, /<title>Error: Create API/);
      assert.equal(tenant.context.store.resourceServers.count({}), 2);
    });
  }

  it("keeps what was typed when it was refused", async () => {
    const page = await person.submit("/_tenant/new", {
      name: 'My "API"',
      identifier: "urn:api",
      signing_alg: "HS256",
    });
    assert.match(tagOf(page, "name"), /value="My &quot;API&quot;"/);
    assert.match(page.text, /<option value="HS256" selected>/);
  });

  it("shows the lifetime with its human time, its limits and its default", async () => {
    const page = await person.get(address());
    assert.match(tagOf(page, "token_lifetime"), /value="900"/);
    assert.match(
      textOf(page),
      /Token Expiration \(Seconds\) = 15 minutes .*?From 0 to 2,592,000 \(30 days\)\. Default 24 hours \(86,400 s\)\./,
    );
    assert.match(textOf(page), /Browser Flows \(Seconds\) = 5 minutes .*?Default 2 hours \(7,200 s\)\./);
  });

  it("saves only what was changed", async () => {
    const page = await save({ token_lifetime: "1,200" });
    assert.match(page.location, /\?saved=token_lifetime$/);
    assert.equal(stored().token_lifetime, 1_200);
    assert.match(textOf(page), /Saved\. Token Expiration \(Seconds\) is now 1200 s \(20 minutes\)\./);
    const [entry] = tenant.context.store.logs.find({}).slice(-1);
    assert.deepEqual((entry?.details as { request?: { body?: unknown } })?.request?.body, {
      token_lifetime: 1_200,
    });
    assert.equal(entry?.client_id, "dashboard");
    assert.match(textOf(await save({})), /Nothing was different, so nothing was changed\./);
  });

  it("says how many issued tokens keep their time, and until when", async () => {
    const user = browser(tenant);
    await user.signIn({ audience: "urn:api" });
    tenant.clock.advanceSeconds(100);
    const { body } = await user.signIn({ audience: "urn:api" });
    const page = await save({ token_lifetime: "60", token_lifetime_for_web: "60" });
    assert.match(
      textOf(page),
      /is now 60 s \(1 minute\)\. It reaches tokens issued from now on; 2 issued tokens keep theirs, the last of them until 2026-03-01 00:16:40 UTC\./,
    );
    const { exp, iat } = claimsOf(body.access_token);
    assert.equal(exp - iat, 900);
    const next = claimsOf((await user.signIn({ audience: "urn:api" })).body.access_token);
    assert.equal(next.exp - next.iat, 60);
    tenant.clock.advanceSeconds(899);
    assert.match(textOf(await person.get(address())), /1 issued token keeps its, until/);
    tenant.clock.advanceSeconds(1);
    assert.match(textOf(await person.get(address())), /there are no issued tokens that are still good/);
  });

  const refusals: [what: string, change: Fields, message: RegExp][] = [
    [
      "above the maximum",
      { token_lifetime: "2592001" },
      /Token Expiration \(Seconds\): 2592001 is more than the maximum of 2592000 s \(30 days\)\. For access that lasts longer, allow offline access and use refresh tokens\./,
    ],
    [
      "below the minimum",
      { token_lifetime: "-1" },
      /Token Expiration \(Seconds\): -1 is less than the minimum of 0 s\. Give 0 or more\./,
    ],
    [
      "a fraction",
      { token_lifetime: "1.5" },
      /Token Expiration \(Seconds\): "1\.5" is not a whole number of seconds\. Give one such as 900/,
    ],
    ["nothing", { token_lifetime: " " }, /Token Expiration \(Seconds\): nothing is not a whole number/],
    ["words", { token_lifetime: "15m" }, /"15m" is not a whole number of seconds/],
    [
      "longer for browsers than at all",
      { token_lifetime_for_web: "901" },
      /Browser Flows \(Seconds\): 901 is more than the Token Expiration \(Seconds\) of 900 s \(15 minutes\)\. Lower it, or raise Token Expiration \(Seconds\)\./,
    ],
    ["a name with markup", { name: "<script>" }, /Name: "<script>" does not match/],
    ["an unknown algorithm", { signing_alg: "none" }, /The Management API refuses it \(400\)/],
    ["a reserved scope", { scopes: "openid Mine" }, /The Management API refuses it \(400\): .*openid/],
  ];
  for (const [what, change, message] of refusals) {
    it(`refuses ${what}, by field, value, limit and way out`, async () => {
      const before = stored();
      const page = await save({ ...change, allow_offline_access: "on" });
      assert.equal(page.status, 400);
      assert.match(textOf(page), message);
      assert.deepEqual(stored(), before, "nothing is saved, not even what was right");
      // What was typed and switched stands as it was.
      const [wire = "", typed = ""] = Object.entries(change)[0] ?? [];
      if (!["signing_alg", "scopes"].includes(wire)) {
        const tag = tagOf(page, wire);
        assert.ok(tag.includes(`value="${String(typed).replace("<", "&lt;").replace(">", "&gt;")}"`), tag);
        assert.match(tag, /aria-invalid="true"/);
        assert.match(tag, new RegExp(`aria-describedby="${wire}-problem `));
      }
      assert.match(tagOf(page, "allow_offline_access"), / checked/);
    });
  }

  it("takes a lower lifetime although the time for browser flows is longer", async () => {
    await save({ token_lifetime: "60" });
    assert.deepEqual([stored().token_lifetime, stored().token_lifetime_for_web], [60, 300]);
  });

  it("switches offline access on and off, and says what that means", async () => {
    const on = await save({ allow_offline_access: "on" });
    assert.match(
      textOf(on),
      /Allow Offline Access is now on\. The next flow that asks for offline_access brings a refresh token\./,
    );
    assert.equal(stored().allow_offline_access, true);
    const user = browser(tenant);
    const scope = "openid offline_access";
    assert.ok((await user.signIn({ audience: "urn:api", scope })).body.refresh_token);
    const { allow_offline_access: _, ...without } = settingsForm(tenant, "urn:api");
    const off = await person.submit(address(), without, address());
    assert.match(
      textOf(off),
      /Allow Offline Access is now off\. Flows succeed without a refresh token; 1 refresh token issued before can still be used/,
    );
    assert.equal((await user.signIn({ audience: "urn:api", scope })).body.refresh_token, undefined);
  });

  it("counts refresh tokens of this API that can still be used, and no others", async () => {
    await changeApi(tenant, { allow_offline_access: true });
    await createApi(tenant, { identifier: "urn:other", allow_offline_access: true });
    const user = browser(tenant);
    const scope = "offline_access";
    const told = async (): Promise<string | undefined> =>
      / (\d+ refresh tokens?) of this API can bring more/.exec(textOf(await person.get(address())))?.[1];
    await user.signIn({ audience: "urn:other", scope });
    assert.equal(await told(), undefined);
    const { body } = await user.signIn({ audience: "urn:api", scope });
    const spa = { client_id: "spa", client_secret: undefined };
    const { body: rotating } = await user.signIn({ audience: "urn:api", scope, ...spa }, spa);
    await user.token({ grant_type: "refresh_token", refresh_token: rotating.refresh_token, ...spa });
    assert.equal(await told(), "2 refresh tokens");
    await tenant.send(
      "POST",
      "/oauth/revoke",
      JSON.stringify({ client_id: "web", client_secret: "web-secret", token: body.refresh_token }),
      { "content-type": "application/json" },
    );
    assert.equal(await told(), "1 refresh token");
    tenant.clock.advanceSeconds(2_592_000);
    assert.equal(await told(), undefined);
  });

  it("tells of changes only, not of who read a secret", async () => {
    await createApi(tenant, { identifier: "urn:hs", signing_alg: "HS256" });
    await tenant.call("GET", "resource-servers/urn%3Ahs");
    const types = tenant.context.store.logs.find({}).map(({ type }) => type);
    assert.ok(types.includes("mgmt_api_read"), String(types));
    const [, changes = ""] = textOf(await person.get(address("urn:hs"))).split("Who changed what");
    assert.equal(changes.match(/Local administration ·/g)?.length, 1);
  });

  it("saves scopes, a line each", async () => {
    await save({ scopes: "read:a Read a thing\r\n\r\n  write:a\r\n" });
    assert.deepEqual(stored().scopes, [
      { value: "read:a", description: "Read a thing" },
      { value: "write:a" },
    ]);
    assert.match((await person.get(address())).text, /read:a Read a thing\nwrite:a<\/textarea>/);
  });

  it("lets be changed of a system API what the tenant lets be changed", async () => {
    const { managementAudience, myAccountAudience } = tenant.context.names;
    const page = await person.get(address(managementAudience));
    assert.doesNotMatch(tagOf(page, "token_lifetime"), / readonly/);
    assert.match(tagOf(page, "token_lifetime_for_web"), / readonly/);
    assert.match(tagOf(page, "allow_offline_access"), / disabled/);
    assert.match(tagOf(page, "signing_alg"), /<input[^>]* readonly/);
    const saved = await save(
      { token_lifetime: "3600", token_lifetime_for_web: "1", allow_offline_access: "on" },
      managementAudience,
    );
    assert.match(saved.location, /saved=token_lifetime$/);
    assert.equal(stored(managementAudience).token_lifetime, 3_600);
    assert.equal(stored(managementAudience).token_lifetime_for_web, 7_200);
    await tenant.call("POST", "resource-servers", { identifier: myAccountAudience });
    await save({ token_lifetime: "900" }, myAccountAudience);
    assert.equal(stored(myAccountAudience).token_lifetime, 900);
    await tenant.call("POST", "resource-servers", { identifier: "urn:auth0:express-configure" });
    const fixed = await person.get(address("urn:auth0:express-configure"));
    assert.match(textOf(fixed), /The tenant lets nobody change this API\./);
    assert.doesNotMatch(fixed.text, /Save changes/);
  });

  it("tells who changed what, newest first, with correlation id and browser", async () => {
    await changeApi(tenant, { token_lifetime: 600 });
    tenant.clock.advanceSeconds(7_200);
    const headers = { "x-correlation-id": "deploy-42", "user-agent": "Terraform/1.9" };
    await tenant.call(
      "PATCH",
      `resource-servers/${idOf(tenant, "urn:api")}`,
      { token_lifetime: 60, allow_offline_access: true },
      headers,
    );
    await tenant.call("PATCH", "resource-servers/urn%3Aapi", { token_lifetime: -5 });
    await createApi(tenant, { identifier: "urn:another", name: "Not of this API" });
    const text = textOf(await person.get(address()));
    const [, changes = ""] = text.split("Who changed what");
    assert.match(
      changes,
      /^ Local administration · Update a resource server Refused Token Expiration \(Seconds\): -5 s Payload validation error: .*token_lifetime/,
    );
    assert.match(
      changes,
      /Token Expiration \(Seconds\): 60 s \(1 minute\) Allow Offline Access: on just now \( 2026-03-01 02:00:00 UTC \) · correlation id deploy-42 Terraform\/1\.9/,
    );
    assert.match(changes, /600 s \(10 minutes\) 2 hours ago .*Create a resource server/);
    assert.doesNotMatch(changes, /another/);
  });

  it("says that an API is gone", async () => {
    const path = address();
    const form = settingsForm(tenant, "urn:api");
    await tenant.call("DELETE", "resource-servers/urn%3Aapi");
    assert.equal((await person.get(path)).status, 404);
    const page = await person.submit(path, form);
    assert.equal(page.status, 404);
    assert.match(textOf(page), /no such API/);
  });

  it("says when the Management API fails, and has saved nothing", async () => {
    tenant.faults.add({ match: { path: "management-api" }, times: 1, reset: "before" });
    const page = await save({ token_lifetime: "60" });
    assert.equal(page.status, 400);
    assert.match(textOf(page), /The Management API gave no answer: fetch failed \(read ECONNRESET\)/);
    assert.equal(stored().token_lifetime, 900);
  });
});
