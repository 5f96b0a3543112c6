import assert from "node:assert/strict";
import type { ResourceServer } from "../../../provider/client/resource-servers";
import { expectError } from "./support/expect-error";
import { type FakeHttp, fakeHttp, type Handler, type Said } from "./support/fake-http";

function apis(count: number): ResourceServer[] {
  return Array.from({ length: count }, (_, n) => ({
    id: n.toString(16).padStart(24, "0"),
    identifier: `https://api-${n}`,
    signing_secret: "0123456789abcdef",
  }));
}

interface ListTenant {
  count: number;
  cap?: number;
  totals?: boolean;
  /** Pages from this item on are refused. */
  deepest?: number;
}

/** Behaves like the real list: zero-based pages, a cap on their size. */
function lister({
  count,
  cap = 100,
  totals = true,
  deepest = Number.POSITIVE_INFINITY,
}: ListTenant): Handler {
  const all = apis(count);
  return ({ url }) => {
    const limit = Math.min(Number(url.searchParams.get("per_page")), cap);
    const start = Number(url.searchParams.get("page")) * limit;
    if (start >= deepest)
      return { status: 400, body: { statusCode: 400, message: "You can only page through …" } };
    const items = all.slice(start, start + limit);
    return { status: 200, body: totals ? { total: count, start, limit, resource_servers: items } : items };
  };
}

async function collect({ client, run }: FakeHttp, into: ResourceServer[] = []): Promise<ResourceServer[]> {
  const reading = async (): Promise<void> => {
    for await (const api of client.resourceServers.list()) into.push(api);
  };
  await run(reading());
  return into;
}

const withoutSecret = (all: ResourceServer[]) => all.map(({ id, identifier }) => ({ id, identifier }));

describe("list", () => {
  for (const totals of [true, false]) {
    for (const count of [0, 1, 99, 100, 101, 250]) {
      it(`${count} APIs in pages of 100, ${totals ? "with" : "without"} totals, without secrets`, async () => {
        const http = fakeHttp(lister({ count, totals }));
        assert.deepEqual(await collect(http), withoutSecret(apis(count)));
        const least = Math.max(1, Math.ceil(count / 100));
        assert.ok(http.asked.length <= least + (totals ? 0 : 1), `${http.asked.length} requests`);
        const query = http.asked[0]?.url.searchParams;
        assert.equal(query?.get("per_page"), "100");
        assert.equal(query?.get("fields"), "signing_secret");
        assert.equal(query?.get("include_fields"), "false");
      });
    }
  }

  it("goes on with pages of 50 where the tenant caps them", async () => {
    const http = fakeHttp(lister({ count: 120, cap: 50 }));
    assert.deepEqual(await collect(http), withoutSecret(apis(120)));
    assert.deepEqual(
      http.asked.map(({ url }) => `${url.searchParams.get("page")}/${url.searchParams.get("per_page")}`),
      ["0/100", "1/50", "2/50"],
    );
  });

  it("asks for pages of 50 where 100 is refused", async () => {
    const tenant = lister({ count: 120, cap: 50 });
    const http = fakeHttp((asked, count) =>
      asked.url.searchParams.get("per_page") === "100"
        ? { status: 400, body: { message: "Query validation error: … on property per_page" } }
        : tenant(asked, count),
    );
    assert.equal((await collect(http)).length, 120);
    assert.equal(http.asked.length, 4);
  });

  it("lists whole objects where leaving out is refused, and drops the secret itself", async () => {
    const tenant = lister({ count: 120 });
    const http = fakeHttp((asked, count) =>
      asked.url.searchParams.has("fields")
        ? { status: 400, body: { message: "Query validation error: … on property fields" } }
        : tenant(asked, count),
    );
    assert.deepEqual(await collect(http), withoutSecret(apis(120)));
    assert.equal(http.asked.length, 3);
  });

  it("gives up where every form is refused", async () => {
    const http = fakeHttp(() => ({ status: 400, body: { message: "no" } }));
    await expectError(collect(http), "rejected-by-tenant");
    assert.equal(http.asked.length, 3);
  });

  it("where deep pages are refused, lists what there is and then says so", async () => {
    const http = fakeHttp(lister({ count: 1_500, deepest: 1_000 }));
    const listed: ResourceServer[] = [];
    const error = await expectError(collect(http, listed), "rejected-by-tenant");
    assert.equal(listed.length, 1_000);
    assert.match(error.message, /first 1000 APIs and refuses to list more/);
    assert.equal(error.status, 400);
  });

  it("names an API once although it moves to the next page meanwhile", async () => {
    const all = apis(150);
    const http = fakeHttp(({ url }) => {
      const isFirst = url.searchParams.get("page") === "0";
      const items = isFirst ? all.slice(0, 100) : all.slice(99);
      return { status: 200, body: { total: 150, start: 0, limit: 100, resource_servers: items } };
    });
    assert.deepEqual(await collect(http), withoutSecret(all));
  });

  it("does not go round for ever where the tenant ignores the page", async () => {
    const page = { total: 5_000, start: 0, limit: 100, resource_servers: apis(100) };
    const http = fakeHttp(() => ({ status: 200, body: page }));
    await expectError(collect(http), "unexpected-answer");
    assert.equal(http.asked.length, 2);
  });

  const odd: Said[] = [
    { status: 200, text: "<html>" },
    { status: 200, body: { total: 1 } },
    { status: 200, body: { resource_servers: [{ id: "x" }] } },
    { status: 200, body: null },
    { status: 204 },
  ];
  for (const said of odd) {
    it(`refuses ${JSON.stringify(said)}`, async () => {
      await expectError(collect(fakeHttp(() => said)), "unexpected-answer");
    });
  }

  it("sends nothing before it is read, and stops when the reader stops", async () => {
    const { client, asked, run } = fakeHttp(lister({ count: 500 }));
    const listing = client.resourceServers.list();
    assert.equal(asked.length, 0);
    const reading = async (): Promise<void> => {
      for await (const _api of listing) break;
    };
    await run(reading());
    assert.equal(asked.length, 1);
  });
});
