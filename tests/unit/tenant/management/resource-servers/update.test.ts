import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("PATCH /api/v2/resource-servers/{id}", () => {
  let tenant: TestTenant;
  let id = "";
  beforeEach(async () => {
    tenant = await testTenant();
    id = (await tenant.call("POST", "resource-servers", { identifier: "urn:x", name: "X" })).body.id;
  });
  afterEach(() => tenant.close());

  const patch = (body: unknown, name = id) => tenant.call("PATCH", `resource-servers/${name}`, body);
  const read = async () => (await tenant.call("GET", `resource-servers/${id}`)).body;

  it("changes nothing for an empty body", async () => {
    const before = await read();
    assert.deepEqual((await patch({})).body, before);
  });

  it("leaves what is not sent alone", async () => {
    const before = await read();
    const { body } = await patch({ allow_offline_access: true });
    assert.deepEqual(body, { ...before, allow_offline_access: true });
    assert.deepEqual(await read(), body, "stored as answered");
  });

  it("refuses identifier and id, together, and changes nothing", async () => {
    const before = await read();
    const { status, body } = await patch({ id: "a", identifier: "urn:y", name: "Z" });
    assert.equal(status, 400);
    assert.equal(
      body.message,
      "Payload validation error: 'Additional properties not allowed: id,identifier'.",
    );
    assert.deepEqual(await read(), before);
  });

  it("answers 404 for an API that does not exist", async () => {
    const { status, body } = await patch({ name: "Z" }, "000000000000000000000000");
    assert.deepEqual([status, body.errorCode], [404, "inexistent_resource_server"]);
  });

  it("generates a secret when the algorithm becomes HS256, and keeps it", async () => {
    const first = await patch({ signing_alg: "HS256" });
    assert.match(first.body.signing_secret, /^[A-Za-z0-9]{32}$/);
    const back = await patch({ signing_alg: "RS256" });
    const again = await patch({ signing_alg: "HS256" });
    assert.equal(back.body.signing_secret, first.body.signing_secret);
    assert.equal(again.body.signing_secret, first.body.signing_secret);
  });

  describe("web lifetime", () => {
    it("is compared with the stored lifetime", async () => {
      await patch({ token_lifetime: 3600 });
      assert.equal((await patch({ token_lifetime_for_web: 3601 })).status, 400);
      assert.equal((await patch({ token_lifetime_for_web: 3600 })).status, 200);
    });

    it("is compared with the lifetime of the same request", async () => {
      assert.equal((await patch({ token_lifetime: 60, token_lifetime_for_web: 60 })).status, 200);
      assert.equal((await patch({ token_lifetime: 120, token_lifetime_for_web: 121 })).status, 400);
    });

    it("is not compared when it is not sent: a short lifetime alone succeeds", async () => {
      const { status, body } = await patch({ token_lifetime: 60 });
      assert.deepEqual([status, body.token_lifetime, body.token_lifetime_for_web], [200, 60, 7200]);
    });

    it("is not compared when it is sent as it stands, as Deploy CLI does after an export", async () => {
      await patch({ token_lifetime: 60 });
      assert.equal((await patch({ token_lifetime: 30, token_lifetime_for_web: 7200 })).status, 200);
      assert.equal((await patch({ token_lifetime: 30, token_lifetime_for_web: 7201 })).status, 400);
    });
  });

  describe("switch subjectTypeAuthorization", () => {
    const sent = { subject_type_authorization: { client: { policy: "deny_all" } } };

    it("merge, the default, keeps the other member", async () => {
      assert.deepEqual((await patch(sent)).body.subject_type_authorization, {
        client: { policy: "deny_all" },
        user: { policy: "allow_all" },
      });
    });

    it("replace does not", async () => {
      const other = await testTenant({ switches: { subjectTypeAuthorization: "replace" } });
      const created = await other.call("POST", "resource-servers", { identifier: "urn:x" });
      const { body } = await other.call("PATCH", `resource-servers/${created.body.id}`, sent);
      assert.deepEqual(body.subject_type_authorization, { client: { policy: "deny_all" } });
      other.close();
    });
  });

  it("takes members that are not listed where the real one does, and only there", async () => {
    const open = { subject_type_authorization: { user: { policy: "allow_all", extra: 1 } } };
    assert.equal((await patch(open)).status, 200);
    assert.equal((await patch({ subject_type_authorization: { robot: {} } })).status, 400);
  });

  it("takes JSON only", async () => {
    const { status } = await tenant.call("PATCH", `resource-servers/${id}`, undefined, {
      "content-type": "application/x-www-form-urlencoded",
    });
    assert.equal(status, 400, "no body at all");
    const authorization = `Bearer ${(await tenant.token()).body.access_token}`;
    const form = await tenant.send("PATCH", `/api/v2/resource-servers/${id}`, "name=Z", {
      authorization,
      "content-type": "application/x-www-form-urlencoded",
    });
    assert.equal(form.status, 415);
  });
});
