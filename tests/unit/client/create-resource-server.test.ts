import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../../provider/model/values";
import { expectError } from "./support/expect-error";
import { type Asked, type FakeHttp, fakeHttp, type Said } from "./support/fake-http";
import { VirtualClock } from "./support/virtual-clock";

const IDENTIFIER = "https://a.example/";
const BODY: JsonObject = { identifier: IDENTIFIER, token_lifetime: 900, signing_alg: "RS256" };
const CONFLICT: Said = {
  status: 409,
  body: {
    statusCode: 409,
    error: "Conflict",
    message: "A resource server with the same identifier already exists.",
  },
};
const MISSING: Said = { status: 404, body: { statusCode: 404, errorCode: "inexistent_resource_server" } };

/** Stores what is posted, and does with each POST what the test says. */
class Tenant {
  readonly clock = new VirtualClock();
  readonly stored = new Map<string, JsonObject>();
  readonly http: FakeHttp;
  readonly #posts: ((asked: Asked) => Said)[];

  constructor(...posts: ((asked: Asked) => Said)[]) {
    this.#posts = posts;
    this.http = fakeHttp((asked) => this.#handle(asked), { clock: this.clock, settings: { debug: true } });
  }

  /** The tenant carries the request out… */
  store(asked: Asked, changes: JsonObject = {}): JsonObject {
    const id = idCreatedAt(this.clock.now());
    const api: JsonObject = { id, allow_offline_access: false, ...asked.body, ...changes };
    this.stored.set(String(asked.body.identifier), api);
    return api;
  }

  create(body: JsonObject = BODY, signal?: AbortSignal): Promise<JsonObject> {
    return this.http.run(this.http.client.resourceServers.create(body, { signal }));
  }

  get methods(): string {
    return this.http.asked.map(({ method }) => method).join(" ");
  }

  #handle(asked: Asked): Said {
    if (asked.method === "POST") {
      const next = this.#posts.shift();
      if (next !== undefined) return next(asked);
      if (this.stored.has(String(asked.body.identifier))) return CONFLICT;
      return { status: 201, body: this.store(asked) };
    }
    const identifier = decodeURIComponent(asked.url.pathname.split("/").at(-1) ?? "");
    const api = this.stored.get(identifier);
    return api === undefined ? MISSING : { status: 200, body: api };
  }
}

function idCreatedAt(milliseconds: number): string {
  return `${Math.floor(milliseconds / 1_000).toString(16)}f39293776f28ab5d`;
}

/** How an answer gets lost after the tenant has carried the request out. */
const LOSSES: [name: string, said: Said][] = [
  ["500", { status: 500 }],
  ["502", { status: 502, text: "<html>Bad gateway</html>" }],
  ["503", { status: 503 }],
  ["504", { status: 504 }],
  ["a connection reset", { fail: "ECONNRESET" }],
  ["a time-out", "silence"],
  ["201 with HTML", { status: 201, text: "<html>hello</html>" }],
  ["201 cut off", { status: 201, text: '{"id":"69a00' }],
  ["201 without an id", { status: 201, body: { identifier: IDENTIFIER } }],
];

describe("create", () => {
  it("is one POST with what is declared, and returns everything", async () => {
    const tenant = new Tenant();
    const created = await tenant.create({ ...BODY, brand_new: { a: null } });
    assert.equal(created.allow_offline_access, false);
    assert.equal(tenant.methods, "POST");
    assert.equal(tenant.http.asked[0]?.url.pathname, "/api/v2/resource-servers");
    assert.deepEqual(tenant.http.asked[0]?.body, { ...BODY, brand_new: { a: null } });
  });

  for (const [name, loss] of LOSSES) {
    it(`after ${name}, takes the API that was created`, async () => {
      let stored: Json | undefined;
      const tenant = new Tenant((asked) => {
        stored = tenant.store(asked);
        return loss;
      });
      assert.deepEqual(await tenant.create(), stored);
      assert.equal(tenant.methods, "POST GET");
      const warnings = tenant.http.logged.filter(({ level }) => level === "warning");
      assert.equal(warnings.length, 1);
    });

    it(`after ${name}, creates it where it was not created`, async () => {
      const tenant = new Tenant(() => loss);
      assert.equal((await tenant.create()).token_lifetime, 900);
      assert.equal(tenant.methods, "POST GET POST");
    });

    it(`after ${name}, leaves an older API with the identifier alone`, async () => {
      const tenant = new Tenant(() => loss);
      const id = idCreatedAt(tenant.clock.now() - 60_000);
      tenant.stored.set(IDENTIFIER, { ...BODY, id });
      const error = await expectError(tenant.create(), "lost-answer");
      assert.ok(error.summary.includes(id));
      assert.ok(error.wayOut?.includes(`pulumi import apisettings:index:Api NAME ${id}`));
      assert.equal(tenant.methods, "POST GET");
    });

    it(`after ${name}, leaves an API with other settings alone`, async () => {
      const tenant = new Tenant((asked) => {
        tenant.store(asked, { token_lifetime: 901 });
        return loss;
      });
      const error = await expectError(tenant.create(), "lost-answer");
      assert.match(error.summary, /not the settings that were sent/);
    });
  }

  it("compares a signing secret that was sent, and only then reads it", async () => {
    const body = { ...BODY, signing_secret: "0123456789abcdef" };
    const same = new Tenant((asked) => {
      same.store(asked);
      return { status: 500 };
    });
    assert.equal((await same.create(body)).signing_secret, body.signing_secret);
    assert.equal(same.http.asked[1]?.url.search, "");
    const other = new Tenant((asked) => {
      other.store(asked, { signing_secret: "another secret 0" });
      return { status: 500 };
    });
    const error = await expectError(other.create(body), "lost-answer");
    assert.ok(!error.message.includes("another secret 0"));
  });

  it("a 409 on the repetition goes the same way: the first one arrived late", async () => {
    const tenant = new Tenant(
      () => "silence",
      (asked) => {
        tenant.store(asked);
        return CONFLICT;
      },
    );
    assert.equal((await tenant.create()).identifier, IDENTIFIER);
    assert.equal(tenant.methods, "POST GET POST GET");
  });

  it("so does any other refusal of the repetition, such as the entity limit", async () => {
    const limit = { status: 403, body: { message: "You reached the limit of entities of this type" } };
    const tenant = new Tenant(
      () => ({ status: 500 }),
      (asked) => {
        tenant.store(asked);
        return limit;
      },
    );
    assert.equal((await tenant.create()).identifier, IDENTIFIER);
    const full = new Tenant(
      () => ({ status: 500 }),
      () => limit,
    );
    await expectError(full.create(), "entity-limit");
    assert.equal(full.methods, "POST GET POST GET");
  });

  it("a 409 at first is a conflict that names the API found", async () => {
    const tenant = new Tenant();
    const id = idCreatedAt(tenant.clock.now());
    tenant.stored.set(IDENTIFIER, { ...BODY, id });
    const error = await expectError(tenant.create(), "conflict");
    assert.equal(error.status, 409);
    assert.ok(error.summary.includes(IDENTIFIER) && error.summary.includes(id));
    assert.ok(error.wayOut?.includes(`pulumi import apisettings:index:Api NAME ${id}`));
    assert.ok(error.wayOut?.includes('existing: "adopt"'));
    assert.equal(tenant.methods, "POST GET");
  });

  it("a 409 at first stays a conflict where the API cannot be looked up", async () => {
    const tenant = new Tenant(() => CONFLICT);
    const error = await expectError(tenant.create(), "conflict");
    assert.ok(error.wayOut?.includes("pulumi import"));
  });

  it("a 409 after a 429 is a conflict too: the first request was not carried out", async () => {
    const tenant = new Tenant(() => ({ status: 429 }));
    tenant.stored.set(IDENTIFIER, { ...BODY, id: idCreatedAt(tenant.clock.now()) });
    await expectError(tenant.create(), "conflict");
    assert.equal(tenant.methods, "POST POST GET");
  });

  it("429 and requests that were never sent are simply repeated", async () => {
    const tenant = new Tenant(
      () => ({ status: 429 }),
      () => ({ fail: "ECONNREFUSED" }),
      () => ({ fail: "ENOTFOUND" }),
    );
    await tenant.create();
    assert.equal(tenant.methods, "POST POST POST POST");
  });

  it("a refusal is not repeated", async () => {
    const tenant = new Tenant(() => ({ status: 400, body: { message: "no" } }));
    await expectError(tenant.create(), "rejected-by-tenant");
    assert.equal(tenant.methods, "POST");
  });

  it("is given up after four attempts, each of them looked up", async () => {
    const failing = () => ({ status: 503 });
    const tenant = new Tenant(failing, failing, failing, failing, failing);
    await expectError(tenant.create(), "tenant-failure");
    assert.equal(tenant.methods, "POST GET POST GET POST GET POST GET");
    const odd = () => ({ status: 201, text: "?" });
    await expectError(new Tenant(odd, odd, odd, odd).create(), "unexpected-answer");
    const silent = (): Said => "silence";
    await expectError(new Tenant(silent, silent, silent, silent).create(), "timeout");
  });

  it("counts from the first lost request, not from the last", async () => {
    const tenant = new Tenant(
      () => "silence",
      (asked) => {
        // The first request is carried out 40 s late, and the answer to the second one is lost as well.
        tenant.store(asked, { id: idCreatedAt(tenant.clock.now() - 20_000) });
        return { status: 500 };
      },
    );
    assert.equal((await tenant.create()).identifier, IDENTIFIER);
  });

  it("says what to do where the look-up fails as well", async () => {
    const http = fakeHttp(({ method }) => (method === "POST" ? { status: 500 } : { fail: "ECONNREFUSED" }));
    const error = await expectError(http.run(http.client.resourceServers.create(BODY)), "lost-answer");
    assert.match(error.summary, /cannot be found out.*ECONNREFUSED/);
    assert.match(error.wayOut ?? "", /pulumi import/);
  });

  it("says that the API may exist where it is cancelled", async () => {
    const tenant = new Tenant(() => "silence");
    const controller = new AbortController();
    const call = tenant.http.client.resourceServers.create(BODY, { signal: controller.signal });
    await tenant.clock.advance(1_000);
    controller.abort();
    const error = await expectError(tenant.http.run(call), "cancelled");
    assert.match(error.message, /may have been created/);
    assert.equal(tenant.methods, "POST");
  });
});
