/** What `explain` says is what the local tenant does: every flow is run, and compared with its row. */
import assert from "node:assert/strict";
import { camelCased } from "../../../../operations/explain/camel-cased";
import { explainRequest } from "../../../../operations/explain/explain";
import type { FlowRow, Section } from "../../../../operations/explain/explanation";
import type { Facts } from "../../../../operations/explain/facts";
import { readApi } from "../../../../operations/explain/read-api";
import { clientFacts } from "../../../../operations/explain/read-client";
import { tenantFacts } from "../../../../operations/explain/read-tenant";
import type { JsonObject } from "../../../../provider/model/values";
import { outputsFromWire } from "../../../../provider/model/wire";
import { type TestTenant, testTenant } from "../../tenant/fixture";
import { changeClient, createApi } from "../../tenant/oauth/browser";
import { type Asked, type Got, OTHER_API, runner } from "./flows";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
const ALL_GRANTS = ["authorization_code", "implicit", "refresh_token", "client_credentials", DEVICE];

const APIS: Readonly<Record<string, object>> = {
  plain: {},
  "web longer than its own": { token_lifetime: 60, token_lifetime_for_web: 60 },
  offline: { allow_offline_access: true },
  online: { allow_online_access: true },
  both: { allow_offline_access: true, allow_online_access: true },
  "denies users": { allow_offline_access: true, subject_type_authorization: policies("deny_all") },
  "users need a grant": {
    allow_offline_access: true,
    subject_type_authorization: policies("require_client_grant"),
  },
  "denies clients": { subject_type_authorization: policies("allow_all", "deny_all") },
  HS256: { allow_offline_access: true, signing_alg: "HS256" },
};

const ROTATING = { rotation_type: "rotating", expiration_type: "expiring", token_lifetime: 7_200 };
const CLIENTS: Readonly<Record<string, object>> = {
  any: {},
  "may not refresh": { grant_types: ALL_GRANTS.filter((type) => type !== "refresh_token") },
  "only codes": { grant_types: ["authorization_code", "refresh_token"] },
  rotating: { refresh_token: ROTATING, jwt_configuration: { alg: "RS256", lifetime_in_seconds: 120 } },
  "multi-resource": { refresh_token: { ...ROTATING, rotation_type: "non-rotating", policies: "all" } },
  "third party": { is_first_party: false },
  "third party with policies": { is_first_party: false, refresh_token: { ...ROTATING, policies: "all" } },
};

const GRANTED = [[], ["client"], ["user", "client"]] as const;

const EVERYTHING = "openid read:x offline_access online_access";
const SCOPES = [EVERYTHING, "openid offline_access", "openid online_access", "read:x", "offline_access"];

function policies(user: string, client = "require_client_grant"): object {
  return { user: { policy: user }, client: { policy: client } };
}

describe("explain agrees with the tenant", () => {
  let tenant: TestTenant;
  const identifierOf = (api: string) => `urn:${api.replaceAll(" ", "-")}`;
  before(async () => {
    tenant = await testTenant();
    await createApi(tenant, { identifier: OTHER_API, allow_offline_access: true });
    for (const [name, change] of Object.entries(APIS)) {
      await createApi(tenant, { identifier: identifierOf(name), ...change });
    }
    // Only a change of the other one leaves the web lifetime above the API's own.
    const longer = { token_lifetime: 30 };
    const path = `resource-servers/${encodeURIComponent(identifierOf("web longer than its own"))}`;
    assert.equal((await tenant.call("PATCH", path, longer)).status, 200);
  });
  after(() => tenant.close());

  function become(client: string, granted: readonly ("user" | "client")[] = []): void {
    const change = { grant_types: ALL_GRANTS, is_first_party: true, refresh_token: {}, ...CLIENTS[client] };
    const { refresh_token: refresh } = change as { refresh_token: { policies?: unknown } };
    const all = Object.keys(APIS).map((name) => ({ audience: identifierOf(name), scope: ["read:x"] }));
    const named = refresh.policies === "all" ? { ...refresh, policies: all } : refresh;
    changeClient(tenant, { jwt_configuration: { alg: "RS256" }, ...change, refresh_token: named });
    const { clientGrants } = tenant.context.store;
    for (const grant of clientGrants.find({ client_id: "web" })) clientGrants.remove(grant.id);
    for (const audience of [...Object.keys(APIS).map(identifierOf), OTHER_API]) {
      for (const subject_type of granted) {
        const id = `cgr_${audience}_${subject_type}`;
        clientGrants.insert({ id, client_id: "web", audience, scope: ["read:x"], subject_type });
      }
    }
  }

  function defaultAudience(audience: string | undefined): void {
    const settings = audience === undefined ? {} : { default_audience: audience };
    tenant.context.store.setMeta("tenant_settings", JSON.stringify(settings));
  }

  async function factsOf(api: string, granted: readonly ("user" | "client")[] = []): Promise<Facts> {
    const { store } = tenant.context;
    const [document] = store.resourceServers.find({ identifier: identifierOf(api) });
    const client = store.clients.get("web");
    const settings = (await tenant.call("GET", "tenants/settings")).body as JsonObject;
    assert.ok(document && client);
    const props = outputsFromWire(document as unknown as JsonObject);
    const read = readApi({ type: "apisettings:index:Api", name: api, props });
    assert.ok(read);
    const grants = { user: granted.includes("user"), client: granted.includes("client") };
    return {
      api: read,
      client: { ...clientFacts("web", camelCased(client as unknown as JsonObject)), grants },
      tenant: tenantFacts(camelCased(settings)),
    };
  }

  /** Rows that the tenant has no flow for. */
  const WITHOUT_TENANT = ["password", "anonymous"];

  async function compare(section: Section, asked: Asked): Promise<void> {
    const flows = runner(tenant);
    assert.equal(section.rows.length, 9);
    for (const row of section.rows) {
      if (WITHOUT_TENANT.includes(row.flow)) continue;
      const got = await flows[row.flow as keyof typeof flows](asked);
      assertSame(row, got);
    }
  }

  function assertSame(row: FlowRow, got: Got): void {
    const context = `${row.flow}: ${JSON.stringify(row)} but ${JSON.stringify(got)}`;
    const undocumented = row.issued.standing === "undocumented";
    if (!undocumented) assert.equal(row.issued.standing, got.issued ? "yes" : "no", context);
    if (!got.issued) return;
    const seconds = row.accessToken?.seconds;
    assert.ok(seconds, context);
    const said =
      seconds.state === "known"
        ? seconds.value
        : seconds.state === "undocumented"
          ? seconds.assumed
          : undefined;
    assert.equal(said, got.seconds, context);
    for (const kind of ["offline", "online"] as const) {
      const { standing, lifetime, because } = row[kind];
      if (standing === "undocumented") continue;
      // Two ways at once: the run takes a token of this API, where there is one, and not the other API's.
      if (because.includes("refresh-token policy") && got.refreshToken !== kind) continue;
      assert.equal(standing, got.refreshToken === kind ? "yes" : "no", `${kind} of ${context}`);
      if (standing === "yes") assert.ok(lifetime, context);
    }
    assert.equal(row.idToken.standing, got.idSeconds === undefined ? "no" : "yes", context);
    if (got.idSeconds !== undefined) {
      assert.deepEqual(
        row.idToken.seconds?.state === "known" && row.idToken.seconds.value,
        got.idSeconds,
        context,
      );
    }
  }

  for (const api of Object.keys(APIS)) {
    it(`API "${api}": every flow, for every client`, async () => {
      defaultAudience(undefined);
      for (const client of Object.keys(CLIENTS)) {
        for (const granted of GRANTED) {
          become(client, granted);
          const request = { audience: "api", scope: EVERYTHING.split(" ") } as const;
          const section = explainRequest(await factsOf(api, granted), request);
          await compare(section, { audience: identifierOf(api), scope: EVERYTHING });
        }
      }
    });
  }

  for (const scope of SCOPES) {
    it(`scope "${scope}"`, async () => {
      defaultAudience(undefined);
      for (const client of ["any", "multi-resource"]) {
        become(client);
        for (const api of ["plain", "offline", "online", "both"]) {
          const request = { audience: "api", scope: scope.split(" ") } as const;
          await compare(explainRequest(await factsOf(api), request), { audience: identifierOf(api), scope });
        }
      }
    });
  }

  for (const client of Object.keys(CLIENTS)) {
    it(`without an audience, for the client "${client}"`, async () => {
      become(client, ["user", "client"]);
      for (const scope of [EVERYTHING, "openid"]) {
        const words = scope.split(" ");
        for (const byDefault of [undefined, identifierOf("both")]) {
          defaultAudience(byDefault);
          const facts = await factsOf("both", ["user", "client"]);
          const section = explainRequest(facts, { audience: "none", scope: words });
          assert.equal(section.target.for, byDefault === undefined ? "user-profile" : "api");
          await compare(section, { audience: undefined, scope });
        }
        const named = explainRequest(await factsOf("both", ["user", "client"]), {
          audience: "user-profile",
          scope: words,
        });
        const { client_credentials: _machine, ...flows } = runner(tenant);
        for (const row of named.rows) {
          const flow = flows[row.flow as keyof typeof flows];
          if (flow !== undefined) assertSame(row, await flow({ audience: PROFILE, scope }));
        }
      }
    });
  }

  it("a Default Audience of another API leaves nothing to say about this one", async () => {
    become("any");
    defaultAudience(OTHER_API);
    const section = explainRequest(await factsOf("both"), { audience: "none" });
    assert.deepEqual([section.target.for, section.rows], ["another-api", []]);
  });

  it("an exchanged refresh token is replaced where the row says that it rotates", async () => {
    defaultAudience(undefined);
    for (const [client, rotates] of [
      ["rotating", true],
      ["any", false],
    ] as const) {
      become(client);
      const request = { audience: "api", scope: ["openid", "offline_access"] } as const;
      const { rows } = explainRequest(await factsOf("offline"), request);
      const row = rows.find(({ flow }) => flow === "refresh_token");
      assert.deepEqual(row?.offline.lifetime?.rotates, { state: "known", value: rotates, declared: rotates });
      const asked = { audience: identifierOf("offline"), scope: "openid offline_access" };
      const flows = runner(tenant);
      const before = (await flows.authorization_code(asked)).token;
      const after = await tenant.send(
        "POST",
        "/oauth/token",
        JSON.stringify({
          grant_type: "refresh_token",
          client_id: "web",
          client_secret: "web-secret",
          refresh_token: before,
        }),
        { "content-type": "application/json" },
      );
      assert.equal(after.body.refresh_token !== undefined, rotates);
    }
  });
});

const PROFILE = "http://127.0.0.1:4010/userinfo";
