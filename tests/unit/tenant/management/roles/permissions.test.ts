import assert from "node:assert/strict";
import { permissionsOf } from "../../../../../tenant/permissions";
import { type TestTenant, testTenant } from "../../fixture";

describe("roles and permissions", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
    await tenant.call("POST", "resource-servers", {
      identifier: "urn:a",
      name: "A",
      scopes: [{ value: "read:foo", description: "Can read Foo" }, { value: "create:foo" }],
    });
  });
  afterEach(() => tenant.close());

  const USER = "users/auth0%7Cdev";
  const wanted = (...names: string[]) => ({
    permissions: names.map((permission_name) => ({ resource_server_identifier: "urn:a", permission_name })),
  });
  const role = async (name: string) => (await tenant.call("POST", "roles", { name })).body;
  const has = () => permissionsOf(tenant.context, "auth0|dev", "urn:a");

  it("a role: answers, statuses and words as recorded (TestAccRole, TestRoleManager_Delete)", async () => {
    const { status, body } = await tenant.call("POST", "roles", { name: "The One" });
    assert.equal(status, 200);
    assert.match(body.id, /^rol_[A-Za-z0-9]{16}$/);
    assert.deepEqual(body, { id: body.id, name: "The One", description: null });
    const path = `roles/${body.id}`;
    assert.deepEqual((await tenant.call("GET", path)).body, body);
    const changed = await tenant.call("PATCH", path, { description: "D" });
    assert.deepEqual([changed.status, changed.body], [200, { ...body, description: "D" }]);
    const list = await tenant.call("GET", "roles?include_totals=true&per_page=50");
    assert.equal(list.text, JSON.stringify({ roles: [changed.body], start: 0, limit: 50, total: 1 }));
    const deleted = await tenant.call("DELETE", path, {});
    assert.deepEqual([deleted.status, deleted.text], [200, "{}"]);
    const again = await tenant.call("DELETE", path, {});
    assert.equal(again.text, '{"statusCode":404,"error":"Not Found","message":"The role does not exist."}');
  });

  it("a role's name is its own", async () => {
    const { id } = await role("a");
    await role("b");
    assert.equal((await tenant.call("POST", "roles", { name: "a" })).status, 409);
    assert.equal((await tenant.call("PATCH", `roles/${id}`, { name: "b" })).status, 409);
    assert.equal((await tenant.call("PATCH", `roles/${id}`, { name: "a" })).status, 200);
  });

  it("a user's permission, as recorded (TestAccUserPermissions 7 and 8)", async () => {
    const given = await tenant.call("POST", `${USER}/permissions`, wanted("read:foo"));
    assert.deepEqual([given.status, given.text], [201, "{}"]);
    const { text } = await tenant.call("GET", `${USER}/permissions?include_totals=true&per_page=50`);
    assert.equal(
      text,
      JSON.stringify({
        permissions: [
          {
            permission_name: "read:foo",
            description: "Can read Foo",
            resource_server_name: "A",
            resource_server_identifier: "urn:a",
            sources: [{ source_id: "", source_name: "", source_type: "DIRECT" }],
          },
        ],
        start: 0,
        limit: 50,
        total: 1,
      }),
    );
    assert.deepEqual(has(), ["read:foo"]);
    assert.equal((await tenant.call("DELETE", `${USER}/permissions`, wanted("read:foo"))).status, 204);
    assert.deepEqual(has(), []);
  });

  it("directly and by role, each once, with both sources", async () => {
    const { id } = await role("r");
    await tenant.call("POST", `roles/${id}/permissions`, wanted("read:foo", "create:foo"));
    await tenant.call("POST", `${USER}/permissions`, wanted("read:foo"));
    assert.deepEqual(has(), ["read:foo"], "the role is not his yet");
    assert.equal((await tenant.call("POST", `${USER}/roles`, { roles: [id] })).status, 204);
    assert.deepEqual(has(), ["read:foo", "create:foo"]);
    const { body } = await tenant.call("GET", `${USER}/permissions`);
    assert.deepEqual(
      body.map((one: { sources: { source_type: string }[] }) =>
        one.sources.map((source) => source.source_type),
      ),
      [["DIRECT", "ROLE"], ["ROLE"]],
    );
    const ofRole = await tenant.call("GET", `roles/${id}/permissions?include_totals=true`);
    assert.deepEqual([ofRole.body.total, "sources" in ofRole.body.permissions[0]], [2, false]);
    assert.equal((await tenant.call("GET", `${USER}/roles`)).body[0].id, id);
    await tenant.call("DELETE", `${USER}/roles`, { roles: [id] });
    assert.deepEqual(has(), ["read:foo"]);
  });

  it("given twice is had once", async () => {
    await tenant.call("POST", `${USER}/permissions`, wanted("read:foo", "read:foo"));
    await tenant.call("POST", `${USER}/permissions`, wanted("read:foo"));
    assert.equal((await tenant.call("GET", `${USER}/permissions`)).body.length, 1);
    const { id } = await role("r");
    await tenant.call("POST", `${USER}/roles`, { roles: [id, id] });
    assert.equal((await tenant.call("GET", `${USER}/roles`)).body.length, 1);
  });

  it("end with the scope, the API, the role and the user", async () => {
    const { id } = await role("r");
    await tenant.call("POST", `roles/${id}/permissions`, wanted("create:foo"));
    await tenant.call("POST", `${USER}/roles`, { roles: [id] });
    await tenant.call("POST", `${USER}/permissions`, wanted("read:foo"));
    const { store } = tenant.context;
    await tenant.call("PATCH", "resource-servers/urn%3Aa", { scopes: [{ value: "create:foo" }] });
    assert.deepEqual(has(), ["create:foo"], "a scope that the API has lost");
    await tenant.call("DELETE", `roles/${id}`);
    assert.deepEqual([has(), store.roleMembers.count({})], [[], 0]);
    await tenant.call("DELETE", "resource-servers/urn%3Aa");
    assert.equal(store.permissions.count({}), 0);
  });

  for (const [what, path, body, status] of [
    ["a scope that the API does not have", `${USER}/permissions`, wanted("admin"), 400],
    [
      "an API that is not there",
      `${USER}/permissions`,
      { permissions: [{ resource_server_identifier: "urn:b", permission_name: "read:foo" }] },
      404,
    ],
    ["a user who is not there", "users/nobody/permissions", wanted("read:foo"), 404],
    ["a role that is not there", "roles/rol_x/permissions", wanted("read:foo"), 404],
    ["a role that is not there, for a user", `${USER}/roles`, { roles: ["rol_x"] }, 404],
    ["no permission at all", `${USER}/permissions`, { permissions: [] }, 400],
  ] as const) {
    it(`refuses ${what}, and gives nothing`, async () => {
      assert.equal((await tenant.call("POST", path, body)).status, status);
      assert.equal(tenant.context.store.permissions.count({}), 0);
    });
  }

  it("gives all of a request or nothing", async () => {
    assert.equal((await tenant.call("POST", `${USER}/permissions`, wanted("read:foo", "admin"))).status, 400);
    assert.deepEqual(has(), []);
  });
});
