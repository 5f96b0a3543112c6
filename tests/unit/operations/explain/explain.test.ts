/** What cannot be seen in a tenant: values that are unknown, secret or unreadable, and what nobody documents. */
import assert from "node:assert/strict";
import { explain, explainRequest } from "../../../../operations/explain/explain";
import type { ExplainedFlow, FlowRow } from "../../../../operations/explain/explanation";
import type { Facts } from "../../../../operations/explain/facts";
import { readApi } from "../../../../operations/explain/read-api";
import { clientFacts, readClient } from "../../../../operations/explain/read-client";
import { readTenant, tenantFacts } from "../../../../operations/explain/read-tenant";
import { Secret, UNKNOWN, type ValueObject } from "../../../../provider/model/values";

const OURS = "apisettings:index:Api";
const AUTH0 = "auth0:index/resourceServer:ResourceServer";

function factsOf(props: ValueObject, type = OURS, more: Partial<Facts> = {}): Facts {
  const api = readApi({ type, name: "api", props: { identifier: "urn:api", ...props } });
  assert.ok(api);
  return { api, ...more };
}

function row(flow: ExplainedFlow, facts: Facts, audience: "api" | "none" = "api"): FlowRow {
  const found = explainRequest(facts, { audience }).rows.find((one) => one.flow === flow);
  assert.ok(found, flow);
  return found;
}

describe("explain", () => {
  it("takes defaults for what is not set, and says that nobody set it", () => {
    const { accessToken } = row("authorization_code", factsOf({}));
    assert.deepEqual(accessToken?.seconds, { state: "known", value: 86_400, declared: false });
    assert.equal(row("implicit", factsOf({})).accessToken?.rule, "token-lifetime-for-web");
  });

  for (const [value, state] of [
    [UNKNOWN, "unknown"],
    [new Secret(900), "secret"],
    ["soon", "unreadable"],
  ] as const) {
    it(`a lifetime that is ${state} stays so, in every flow it decides`, () => {
      const facts = factsOf({ tokenLifetimeSeconds: value, tokenLifetimeForWebSeconds: 300 });
      for (const flow of [
        "authorization_code",
        "client_credentials",
        "hybrid_code",
        "refresh_token",
      ] as const) {
        assert.deepEqual(row(flow, facts).accessToken?.seconds, { state }, flow);
      }
      const front = row("implicit", facts).accessToken;
      assert.deepEqual([front?.seconds, front?.atMostSeconds, front?.rule], [{ state }, 300, undefined]);
      assert.ok(!JSON.stringify(explain(facts)).includes("900"), "a secret number is nowhere");
    });

    it(`offline access that is ${state} is neither yes nor no`, () => {
      const secret = value instanceof Secret ? new Secret(true) : value;
      const facts = factsOf({ allowOfflineAccess: secret }, OURS, { client: clientFacts("c", {}) });
      assert.equal(row("authorization_code", facts).offline.standing, state);
      assert.equal(row("implicit", facts).offline.standing, "no", "a certain no needs no setting");
    });

    it(`an access policy that is ${state} leaves open whether there are tokens`, () => {
      const policy = value instanceof Secret ? new Secret("deny_all") : value;
      const facts = factsOf({ subjectTypeAuthorization: { user: { policy } } });
      assert.equal(row("implicit", facts).issued.standing, state);
      assert.equal(row("client_credentials", facts).issued.standing, "depends");
    });

    it(`a Default Audience that is ${state} decides nothing`, () => {
      const audience = value instanceof Secret ? new Secret("urn:api") : value === "soon" ? UNKNOWN : value;
      const facts = factsOf({}, OURS, { tenant: tenantFacts({ defaultAudience: audience }) });
      const section = explainRequest(facts, { audience: "none" });
      assert.deepEqual([section.target.for, section.rows], ["undecided", []]);
    });

    it(`grant types that are ${state} leave open whether the client may`, () => {
      const grantTypes = value instanceof Secret ? new Secret(["implicit"]) : value;
      const client = clientFacts("c", { grantTypes });
      const facts = factsOf({ allowOfflineAccess: true }, OURS, { client });
      assert.equal(row("implicit", facts).issued.standing, state);
      assert.equal(row("authorization_code", facts).offline.standing, state);
    });
  }

  it("one unknown grant type of several is any", () => {
    const client = clientFacts("c", { grantTypes: ["authorization_code", UNKNOWN] });
    assert.equal(row("implicit", factsOf({}, OURS, { client })).issued.standing, "unknown");
  });

  it("a lifetime of 0 is not documented", () => {
    const seconds = row("device_code", factsOf({ tokenLifetimeSeconds: 0 })).accessToken?.seconds;
    assert.deepEqual(seconds, { state: "undocumented", assumed: 0 });
    const bridged = row("device_code", factsOf({ tokenLifetime: 0 }, AUTH0)).accessToken?.seconds;
    assert.deepEqual(bridged, { state: "known", value: 86_400, declared: false }, "pulumi-auth0 sends no 0");
  });

  it("reads pulumi-auth0's ResourceServer, Client and Tenant", () => {
    const facts = factsOf(
      {
        tokenLifetime: 600,
        tokenLifetimeForWeb: 60,
        allowOfflineAccess: true,
        subjectTypeAuthorization: { client: { policy: "denyAll" } },
      },
      AUTH0,
      {
        client: readClient({
          type: "auth0:index/client:Client",
          name: "app",
          props: { appType: "spa", grantTypes: ["authorization_code", "refresh_token"] },
        }),
        tenant: readTenant({
          type: "auth0:index/tenant:Tenant",
          props: { defaultAudience: "urn:api", sessionLifetime: 1.5 },
        }),
      },
    );
    const code = row("authorization_code", facts, "none");
    assert.deepEqual(code.accessToken?.seconds, { state: "known", value: 600, declared: true });
    assert.deepEqual(code.offline.lifetime, {
      absoluteSeconds: { state: "known", value: 2_592_000, declared: false },
      idleSeconds: { state: "known", value: 2_592_000, declared: false },
      rotates: { state: "known", value: true, declared: false },
      source: code.offline.lifetime?.source,
    });
    assert.equal(row("client_credentials", facts).issued.standing, "no");
    assert.equal(row("implicit", facts).issued.standing, "no");
    assert.deepEqual(facts.tenant?.sessionSeconds, { ...facts.tenant?.sessionSeconds, value: 5_400 });
  });

  it("reads access policies in both spellings", () => {
    for (const policy of ["deny_all", "denyAll"]) {
      const facts = factsOf({ subjectTypeAuthorization: { client: { policy } } }, AUTH0);
      assert.equal(row("client_credentials", facts).issued.standing, "no", policy);
    }
    const odd = factsOf({ subjectTypeAuthorization: { client: { policy: "newer" } } }, AUTH0);
    assert.equal(row("client_credentials", odd).issued.standing, "unreadable");
  });

  it("a client that names no grant types has the recorded ones, and a public one no client credentials", () => {
    for (const [props, standing] of [
      [{}, "depends"],
      [{ tokenEndpointAuthMethod: "none" }, "no"],
    ] as const) {
      const client = clientFacts("c", props);
      assert.equal(row("client_credentials", factsOf({}, OURS, { client })).issued.standing, standing);
      assert.equal(row("implicit", factsOf({}, OURS, { client })).issued.standing, "yes");
      assert.equal(row("device_code", factsOf({}, OURS, { client })).issued.standing, "no");
    }
  });

  it("a tenant whose program leaves the Default Audience alone says nothing about it", () => {
    const tenant = readTenant({ type: "auth0:index/tenant:Tenant", props: {} });
    const section = explainRequest(factsOf({}, OURS, { tenant }), { audience: "none" });
    assert.equal(section.target.for, "user-profile");
    assert.match(section.target.because, /no Default Audience of the tenant is known here/);
    assert.match(explain(factsOf({}, OURS, { tenant })).notes.join(), /taken to be unset/);
    const cleared = readTenant({ type: "auth0:index/tenant:Tenant", props: { defaultAudience: "" } });
    assert.match(
      explainRequest(factsOf({}, OURS, { tenant: cleared }), { audience: "none" }).target.because,
      /the tenant has no Default Audience/,
    );
  });

  it("other providers' APIs are not explained: their flows follow other rules", () => {
    for (const type of ["okta:auth/server:Server", "auth0:index/client:Client", "aws:s3/bucket:Bucket"]) {
      assert.equal(readApi({ type, name: "x", props: {} }), undefined, type);
    }
  });

  it("anonymous sessions: the API's setting, else not documented", () => {
    assert.equal(row("anonymous", factsOf({})).accessToken?.seconds.state, "undocumented");
    const set = factsOf({ tokenLifetimeForAnonymousAccessTokensSeconds: 172_800 });
    assert.deepEqual(row("anonymous", set).accessToken?.seconds, {
      state: "known",
      value: 172_800,
      declared: true,
    });
    assert.equal(row("anonymous", set).offline.standing, "undocumented");
  });

  it("the fixed lifetime of user-profile tokens is documented for implicit, code and hybrid flows only", () => {
    const states = explainRequest(factsOf({ tokenLifetimeSeconds: 60 }), { audience: "none" }).rows.map(
      ({ flow, accessToken }) => [
        flow,
        accessToken?.seconds.state === "known" ? accessToken.seconds.value : accessToken?.seconds.state,
      ],
    );
    assert.deepEqual(states, [
      ["implicit", 7_200],
      ["hybrid", 86_400],
      ["hybrid_code", 86_400],
      ["authorization_code", 86_400],
      ["refresh_token", "undocumented"],
      ["device_code", "undocumented"],
      ["password", "undocumented"],
      ["client_credentials", undefined],
      ["anonymous", undefined],
    ]);
  });

  it("offline access that is off does not close the way by another API's refresh token, unless the client's policies are known", () => {
    const open = row("refresh_token", factsOf({}));
    assert.deepEqual([open.issued.standing, open.offline.standing], ["depends", "depends"]);
    const policies = (audience: unknown) =>
      clientFacts("c", { refreshToken: { policies: [{ audience }] } as unknown as ValueObject });
    for (const [audience, standing] of [
      ["urn:api", "yes"],
      ["urn:else", "no"],
      [UNKNOWN, "unknown"],
      [new Secret("urn:api"), "secret"],
    ] as const) {
      const facts = factsOf({}, OURS, { client: policies(audience) });
      assert.equal(row("refresh_token", facts).issued.standing, standing);
    }
    const unborn = factsOf({ identifier: UNKNOWN }, OURS, { client: policies("urn:api") });
    assert.equal(row("refresh_token", unborn).issued.standing, "unknown");
  });

  it("the password flow is a user's: same lifetime, offline access as everywhere, no third parties", () => {
    const client = clientFacts("c", {
      grantTypes: ["http://auth0.com/oauth/grant-type/password-realm", "refresh_token"],
    });
    const password = row(
      "password",
      factsOf({ allowOfflineAccess: true, allowOnlineAccess: true }, OURS, { client }),
    );
    assert.deepEqual(
      [password.issued.standing, password.offline.standing, password.online.standing],
      ["yes", "yes", "undocumented"],
    );
    const third = clientFacts("c", { isFirstParty: false, grantTypes: ["password"] });
    assert.equal(row("password", factsOf({}, OURS, { client: third })).issued.standing, "no");
  });

  it("says that a change reaches only tokens issued after it, and what binds or hides tokens", () => {
    const plain = explain(factsOf({})).notes.join("\n");
    assert.match(plain, /only tokens issued after it/);
    assert.doesNotMatch(plain, /DPoP|JWE/);
    const special = factsOf({
      proofOfPossession: { mechanism: "dpop", required: true },
      tokenEncryption: { format: "compact-nested-jwe" },
    });
    assert.match(explain(special).notes.join("\n"), /DPoP[\s\S]*JWE/);
  });

  it("every reason has a source, and what has none is called not documented", () => {
    for (const section of explain(factsOf({})).sections) {
      for (const { issued, accessToken, offline, online, idToken } of section.rows) {
        for (const one of [issued, offline, online, idToken]) {
          assert.ok(one.because !== "" && one.source.text !== "");
          if (one.source.evidence === "none") assert.equal(one.standing, "undocumented", one.because);
        }
        if (accessToken?.source.evidence === "none") assert.equal(accessToken.seconds.state, "undocumented");
      }
    }
  });
});
