import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("GET /api/v2/clients", () => {
  let tenant: TestTenant;
  let as: (scopes: string[]) => Promise<(path: string) => ReturnType<TestTenant["send"]>>;
  before(async () => {
    tenant = await testTenant({
      clients: [
        { clientId: "reader", clientSecret: "reader-secret", managementScopes: ["read:clients"] },
        { clientId: "keys", clientSecret: "keys-secret", managementScopes: ["read:client_keys"] },
        { clientId: "none", clientSecret: "none-secret", managementScopes: ["read:users"] },
      ],
    });
    as = async ([clientId = ""]) => {
      const answer = await tenant.token({ client_id: clientId, client_secret: `${clientId}-secret` });
      const authorization = `Bearer ${answer.body.access_token}`;
      return (path) => tenant.send("GET", `/api/v2/${path}`, undefined, { authorization });
    };
  });
  after(() => tenant.close());

  const ids = (body: { client_id: string }[]) => body.map((client) => client.client_id);

  it("lists in order of creation, with totals as recorded (auth0-deploy-cli)", async () => {
    const { body } = await tenant.call(
      "GET",
      "clients?page=0&per_page=100&include_totals=true&is_global=false",
    );
    assert.deepEqual(Object.keys(body), ["total", "start", "limit", "clients"]);
    assert.deepEqual(ids(body.clients).slice(0, 4), ["local-admin", "web", "spa", "native"]);
    assert.equal(body.total, body.clients.length);
  });

  it("has no global client", async () => {
    assert.deepEqual((await tenant.call("GET", "clients?is_global=true")).body, []);
  });

  it("filters by type, a list of types, and party", async () => {
    assert.deepEqual(ids((await tenant.call("GET", "clients?app_type=spa,native")).body), ["spa", "native"]);
    assert.deepEqual((await tenant.call("GET", "clients?is_first_party=false")).body, []);
  });

  it("selects fields, and always says which tenant (recorded)", async () => {
    const { body } = await tenant.call("GET", "clients/web?fields=name,client_id&include_fields=true");
    assert.deepEqual(body, { tenant: "local", name: "Web application", client_id: "web" });
    const others = await tenant.call(
      "GET",
      "clients/web?fields=client_secret,callbacks&include_fields=false",
    );
    assert.equal("client_secret" in others.body || "callbacks" in others.body, false);
    assert.equal(others.body.name, "Web application");
  });

  it("pages by checkpoint until there is no next", async () => {
    const seen: string[] = [];
    let from = "";
    do {
      const query: string = from === "" ? "take=2" : `take=2&from=${from}`;
      const { body } = await tenant.call("GET", `clients?${query}`);
      seen.push(...ids(body.clients));
      from = body.next ?? "";
    } while (from !== "");
    assert.deepEqual(seen, ids((await tenant.call("GET", "clients")).body));
    assert.equal((await tenant.call("GET", "clients?take=2&from=bogus")).status, 400);
  });

  it("404 for a client that is not there, whatever its id", async () => {
    for (const id of ["nobody", "%00", "..%2Fweb", "web%20", "'%20OR%201=1--", "%E0%A4%A"]) {
      const { status, body } = await tenant.call("GET", `clients/${id}`);
      assert.equal(status, 404, id);
      assert.equal(body.message, "The client does not exist");
    }
  });

  it("refuses unknown parameters and fields", async () => {
    for (const query of ["q=x", "fields=public_key", "per_page=101", "page=-1", "is_global=maybe"]) {
      assert.equal((await tenant.call("GET", `clients?${query}`)).status, 400, query);
    }
  });

  it("shows secrets only with a scope for keys", async () => {
    const read = await as(["reader"]);
    assert.equal("client_secret" in (await read("clients/web")).body, false);
    assert.equal((await read("clients")).text.includes("web-secret"), false);
    assert.equal((await (await as(["keys"]))("clients/web")).body.client_secret, "web-secret");
  });

  it("refuses to name a secret field to others (documented text)", async () => {
    const { status, body } = await (await as(["reader"]))("clients?fields=client_secret");
    assert.deepEqual(
      [status, body.message, body.errorCode],
      [
        403,
        "Some fields cannot be read with the permissions granted by the bearer token scopes.",
        "insufficient_scope",
      ],
    );
  });

  it("refuses callers without a scope for clients", async () => {
    const { status, body } = await (await as(["none"]))("clients");
    assert.deepEqual(
      [status, body.message],
      [403, "Insufficient scope, expected any of: read:clients,read:client_keys"],
    );
  });

  it("never shows the public key that the store keeps", async () => {
    const other = await testTenant({
      clients: [{ clientId: "keyed", publicKey: "-----BEGIN PUBLIC KEY-----" }],
    });
    assert.equal((await other.call("GET", "clients")).text.includes("PUBLIC KEY"), false);
    other.close();
  });
});
