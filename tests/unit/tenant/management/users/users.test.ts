import assert from "node:assert/strict";
import { passwordMatches } from "../../../../../tenant/passwords";
import { type TestTenant, testTenant } from "../../fixture";

describe("users", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant({
      clients: [{ clientId: "reader", clientSecret: "reader-secret", managementScopes: ["read:users"] }],
    });
  });
  afterEach(() => tenant.close());

  const PASSWORD = "passpass$12$12";
  const NEW = {
    connection: "Username-Password-Authentication",
    email: "testaccuserpermissions@acceptance.test.com",
    password: PASSWORD,
  };
  const post = (more: object = {}) => tenant.call("POST", "users", { ...NEW, ...more });

  it("answers what was recorded (Terraform provider, TestAccUserPermissions 5)", async () => {
    const { status, text } = await post({ user_id: "a", username: "a" });
    assert.equal(status, 201);
    assert.equal(
      text,
      JSON.stringify({
        created_at: "2026-03-01T00:00:00.000Z",
        email: NEW.email,
        email_verified: false,
        identities: [{ connection: NEW.connection, user_id: "a", provider: "auth0", isSocial: false }],
        name: NEW.email,
        nickname: "testaccuserpermissions",
        picture:
          "https://s.gravatar.com/avatar/d97e25d60bb8202f963e535364a40cb1?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fte.png",
        updated_at: "2026-03-01T00:00:00.000Z",
        user_id: "auth0|a",
        username: "a",
      }),
    );
  });

  it("makes an id, and shows app_metadata last (go-auth0, TestUserManager_Delete 0)", async () => {
    const { body } = await post({ app_metadata: { a: 1 }, user_metadata: { b: 2 }, blocked: false });
    assert.match(body.user_id, /^auth0\|[0-9a-f]{24}$/);
    assert.deepEqual([Object.keys(body)[0], Object.keys(body).at(-1)], ["blocked", "app_metadata"]);
    assert.deepEqual((await tenant.call("GET", `users/${encodeURIComponent(body.user_id)}`)).body, body);
  });

  it("keeps passwords as salted hashes that nothing shows", async () => {
    const [a, b] = [
      (await post({ user_id: "a" })).body,
      (await post({ user_id: "b", email: "b@example.test" })).body,
    ];
    const { passwords, users } = tenant.context.store;
    const stored = [passwords.get(a.user_id), passwords.get(b.user_id)];
    assert.notEqual(stored[0]?.hash, stored[1]?.hash, "the same password, two hashes");
    assert.equal(JSON.stringify([stored, users.find({})]).includes(PASSWORD), false);
    assert.equal(passwordMatches(tenant.context, a.user_id, PASSWORD), true);
    assert.equal(passwordMatches(tenant.context, a.user_id, `${PASSWORD}x`), false);
    assert.equal(passwordMatches(tenant.context, "auth0|nobody", PASSWORD), false);
    const shown = await Promise.all(
      ["users", "logs", "users/auth0%7Ca"].map((path) => tenant.call("GET", path)),
    );
    for (const { text } of shown) {
      for (const secret of [PASSWORD, stored[0]?.hash ?? "", stored[0]?.salt ?? ""]) {
        assert.equal(text.includes(secret), false);
      }
    }
  });

  it("changes: keys replaced, metadata merged, null takes away, a new password at once", async () => {
    const { body } = await post({ user_metadata: { a: 1, b: 2 }, given_name: "G" });
    tenant.clock.advanceSeconds(5);
    const path = `users/${encodeURIComponent(body.user_id)}`;
    const changed = await tenant.call("PATCH", path, {
      user_metadata: { b: null, c: 3 },
      given_name: null,
      password: "Another$Pass1",
    });
    assert.equal(changed.status, 200);
    const { given_name, ...rest } = body;
    assert.equal(given_name, "G");
    assert.deepEqual(changed.body, {
      ...rest,
      user_metadata: { a: 1, c: 3 },
      updated_at: "2026-03-01T00:00:05.000Z",
    });
    assert.equal(passwordMatches(tenant.context, body.user_id, PASSWORD), false);
    assert.equal(passwordMatches(tenant.context, body.user_id, "Another$Pass1"), true);
  });

  it("deletion is final, and succeeds again (recorded); 404 after it in the recorded words", async () => {
    const { user_id } = (await post()).body;
    const path = `users/${encodeURIComponent(user_id)}`;
    assert.deepEqual(
      [(await tenant.call("DELETE", path)).status, (await tenant.call("DELETE", path)).status],
      [204, 204],
    );
    const { status, text } = await tenant.call("GET", path);
    assert.equal(status, 404);
    assert.equal(
      text,
      '{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}',
    );
    assert.equal(tenant.context.store.passwords.count({ user_id }), 0);
  });

  it("one for each address, name and id, in any case", async () => {
    await post({ user_id: "a", username: "Ann" });
    for (const more of [
      {},
      { email: NEW.email.toUpperCase() },
      { email: "b@example.test", username: "ann" },
      { email: "b@example.test", user_id: "a" },
    ]) {
      const { status, body } = await post(more);
      assert.deepEqual(
        [status, body.message, body.errorCode],
        [409, "The user already exists.", "auth0_idp_error"],
      );
    }
    const other = (await post({ email: "b@example.test" })).body;
    const taken = await tenant.call("PATCH", `users/${encodeURIComponent(other.user_id)}`, {
      email: NEW.email,
    });
    assert.equal(taken.status, 409);
  });

  describe("refuses", () => {
    const cases: [string, object, string][] = [
      ["another connection", { connection: "ldap" }, "The connection does not exist."],
      [
        "no password",
        { password: undefined },
        "Payload validation error: 'Missing required property: password'.",
      ],
      ["a weak password", { password: "password" }, "PasswordStrengthError: Password is too weak"],
      [
        "an address that is none",
        { email: "a b@c" },
        `Payload validation error: 'String does not match pattern ^[^\\s@<>"]+@[^\\s@<>"]+$: a b@c' on property email.`,
      ],
      [
        "identities and hashes of the caller's making",
        { identities: [], hash: "x" },
        "Payload validation error: 'Additional properties not allowed: identities,hash'.",
      ],
    ];
    for (const [what, more, message] of cases) {
      it(what, async () => {
        const { status, body } = await post(more);
        assert.deepEqual([status, body.message], [400, message]);
        assert.equal(tenant.context.store.users.count({}), 1);
      });
    }

    it("writes with a scope for reading", async () => {
      const token = await tenant.token({ client_id: "reader", client_secret: "reader-secret" });
      const headers = {
        authorization: `Bearer ${token.body.access_token}`,
        "content-type": "application/json",
      };
      assert.equal((await tenant.send("GET", "/api/v2/users", undefined, headers)).status, 200);
      const { status, body } = await tenant.send("POST", "/api/v2/users", JSON.stringify(NEW), headers);
      assert.deepEqual([status, body.message], [403, "Insufficient scope, expected any of: create:users"]);
    });
  });

  describe("search", () => {
    beforeEach(async () => {
      await post({ user_id: "a", username: "ann", app_metadata: { plan: "gold" } });
      await post({ user_id: "b", email: "bob@example.test", username: "bob" });
    });
    const found = async (query: string) => {
      const { body } = await tenant.call("GET", `users?${query}`);
      return body.map(({ user_id }: { user_id: string }) => user_id);
    };

    it("with totals, in the recorded order (go-auth0, TestUserManager_List 1)", async () => {
      const { body } = await tenant.call(
        "GET",
        "users?include_totals=true&per_page=50&q=username%3A%22ann%22&search_engine=v3",
      );
      assert.deepEqual(Object.keys(body), ["start", "limit", "length", "users", "total"]);
      assert.deepEqual([body.length, body.total, body.users[0].user_id], [1, 1, "auth0|a"]);
    });

    for (const [q, ids] of [
      ["username:ann", ["auth0|a"]],
      ['email:"BOB@example.test"', ["auth0|b"]],
      ["username:b*", ["auth0|b"]],
      ["app_metadata.plan:gold", ["auth0|a"]],
      ["_exists_:app_metadata.plan", ["auth0|a"]],
      ['identities.connection:"Username-Password-Authentication" AND username:bob', ["auth0|b"]],
      ["email_verified:true", ["auth0|dev"]],
      ["constructor.name:Object", []],
      ["__proto__.x:y", []],
      ["_exists_:constructor", []],
    ] as const) {
      it(q, async () => assert.deepEqual(await found(`q=${encodeURIComponent(q)}`), ids));
    }

    for (const q of [
      "ann",
      "username:a AND",
      "AND username:a",
      "username:a OR username:b",
      "NOT username:a",
      "username:[a TO b]",
      "username:a username:b",
      'username:"a',
      "username:*a",
      "(username:a)",
      "username:a~",
    ]) {
      it(`does not understand ${q}, and says so`, async () => {
        const { status, body } = await tenant.call("GET", `users?q=${encodeURIComponent(q)}`);
        assert.deepEqual([status, body.errorCode], [400, "invalid_query_string"]);
        assert.match(body.message, /^This tenant searches for/);
      });
    }

    it("sorts", async () => {
      assert.deepEqual(await found("sort=email:-1"), ["auth0|a", "auth0|dev", "auth0|b"]);
      assert.equal((await tenant.call("GET", "users?sort=email")).status, 400);
    });

    it("goes no deeper than 1,000 (documented)", async () => {
      assert.equal((await tenant.call("GET", "users?per_page=100&page=9")).status, 200);
      const { status, body } = await tenant.call("GET", "users?per_page=100&page=10");
      assert.deepEqual([status, body.errorCode], [400, "invalid_paging"]);
    });

    it("by address, in any case", async () => {
      const { body } = await tenant.call("GET", "users-by-email?email=Bob@Example.test&fields=user_id");
      assert.deepEqual(body, [{ user_id: "auth0|b" }]);
      assert.deepEqual((await tenant.call("GET", "users-by-email?email=bob")).body, []);
      assert.equal((await tenant.call("GET", "users-by-email")).status, 400);
    });
  });
});
