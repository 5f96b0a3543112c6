/** Real tokens over a real socket, held against what is declared: what is right, what is wrong, what cannot be said. */
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyJson } from "../../operations/verify/render/json";
import { verifyMarkdown } from "../../operations/verify/render/markdown";
import { verifyTerminal } from "../../operations/verify/render/terminal";
import type { Verification, VerifyResult } from "../../operations/verify/result";
import { ofCommandLine, ofStack, ofTenant } from "../../operations/verify/select";
import { type VerifyOptions, verifyApis } from "../../operations/verify/verify";
import { type AuthorizationServer, authorizationServer } from "../../provider/client/authorization-server";
import { createManagementClient } from "../../provider/client/client";
import { isApiSettingsError } from "../../provider/model/errors";
import type { ConnectionSettings } from "../../provider/model/settings";
import type { JsonObject, ValueObject } from "../../provider/model/values";
import { startTenant, type Tenant } from "../../tenant/index";

const MACHINE = { clientId: "machine", clientSecret: "machine-secret-that-is-never-shown" };

describe("verify, over HTTP", () => {
  let tenant: Tenant;
  let server: AuthorizationServer;
  let issued: string[];
  let waited: number;

  beforeEach(async () => {
    tenant = await startTenant({ clients: [MACHINE] });
    issued = [];
    waited = 0;
    const real = authorizationServer(connection(MACHINE), QUICK);
    server = {
      ...real,
      async accessToken(audience) {
        const answer = await real.accessToken(audience);
        if (answer.kind === "issued") issued.push(answer.accessToken);
        return answer;
      },
    };
  });
  afterEach(() => tenant.close());

  const TIMEOUT_SECONDS = 30;
  const QUICK = {
    /** Time limits are waits too, and stay what they are; all others are over at once. */
    delay: (milliseconds: number, signal?: AbortSignal) =>
      milliseconds === TIMEOUT_SECONDS * 1_000
        ? sleep(milliseconds, undefined, { signal })
        : Promise.resolve(),
    random: () => 0,
    log: () => undefined,
  };

  function connection({
    clientId,
    clientSecret,
  }: {
    clientId: string;
    clientSecret: string;
  }): ConnectionSettings {
    return {
      domain: tenant.domain,
      baseUrl: tenant.url,
      audience: tenant.audience,
      credentials: { kind: "client-secret", clientId, clientSecret },
      customDomainHeader: undefined,
      debug: false,
      initialRate: undefined,
      maxRequestsPerSecond: undefined,
      maxConcurrency: 8,
      reserve: 0.2,
      requestTimeoutSeconds: TIMEOUT_SECONDS,
    };
  }

  const admin = () => ({ clientId: tenant.clientId, clientSecret: tenant.clientSecret });

  async function call(method: string, path: string, body: object): Promise<JsonObject> {
    const { clientId: client_id, clientSecret: client_secret } = admin();
    const form = { grant_type: "client_credentials", client_id, client_secret, audience: tenant.audience };
    const got = await fetch(`${tenant.url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    const { access_token: token } = (await got.json()) as { access_token: string };
    const answer = await fetch(`${tenant.url}/api/v2/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return JSON.parse(text) as JsonObject;
  }

  async function create(identifier: string, settings: object = {}, granted = true): Promise<void> {
    await call("POST", "resource-servers", {
      identifier,
      token_lifetime: 900,
      token_lifetime_for_web: 300,
      ...settings,
    });
    if (granted)
      await call("POST", "client-grants", { client_id: MACHINE.clientId, audience: identifier, scope: [] });
  }

  function change(identifier: string, settings: object): Promise<JsonObject> {
    return call("PATCH", `resource-servers/${encodeURIComponent(identifier)}`, settings);
  }

  const declared = (identifier: string, props: ValueObject = {}) => ({
    urn: "",
    type: "apisettings:index:Api",
    name: identifier.replace("urn:", ""),
    props: { identifier, tokenLifetimeSeconds: 900, ...props },
  });

  async function verify(
    resources: readonly ReturnType<typeof declared>[],
    options: Partial<VerifyOptions> = {},
  ): Promise<Verification> {
    const pause = async () => {
      waited += 1;
    };
    const verification = await verifyApis(ofStack(resources, []), server, {
      domain: tenant.domain,
      maximumTokens: 25,
      pause,
      ...options,
    });
    assertSilent(verification);
    return verification;
  }

  async function verifyOne(identifier: string, props: ValueObject = {}): Promise<VerifyResult> {
    const { results } = await verify([declared(identifier, props)]);
    const [result] = results;
    assert.ok(result && results.length === 1);
    return result;
  }

  /** No token, no part of one and no secret in any format. */
  function assertSilent(verification: Verification): void {
    const all = [verifyJson, verifyTerminal, verifyMarkdown].map((render) => render(verification)).join("\n");
    for (const token of issued) {
      for (const part of token.split(".").filter((one) => one.length > 20)) assert.ok(!all.includes(part));
    }
    assert.ok(!all.includes(MACHINE.clientSecret));
  }

  const broken = ({ checks }: VerifyResult) => checks.filter(({ holds }) => !holds).map(({ name }) => name);

  for (const alg of ["RS256", "PS256", "RS512"]) {
    it(`${alg}: lifetime, audience, algorithm and signature are as declared`, async () => {
      await create("urn:api", { signing_alg: alg });
      const result = await verifyOne("urn:api", { signingAlg: alg });
      assert.deepEqual([result.state, result.because, result.notChecked], ["verified", undefined, []]);
      const { checks } = result;
      assert.deepEqual(
        checks.map(({ name, holds, actual }) => [name, holds, actual]),
        [
          ["lifetime", true, "900 s (15 minutes)"],
          ["expires_in", true, "900 s (15 minutes)"],
          ["audience", true, "urn:api"],
          ["algorithm", true, alg],
          ["signature", true, "valid"],
          ["type", true, "JWT"],
          ["binding", true, "not bound"],
          ["encryption", true, "signed only"],
        ],
      );
    });
  }

  it("HS256: verified, and says that the signature was not checked", async () => {
    await create("urn:api", { signing_alg: "HS256" });
    const result = await verifyOne("urn:api", { signingAlg: "HS256" });
    assert.equal(result.state, "verified");
    assert.deepEqual(result.notChecked, ["the signature, because HS256 needs a secret, which is not read"]);
  });

  it("a lifetime that the tenant has otherwise is a mismatch, with both sides", async () => {
    await create("urn:api");
    await change("urn:api", { token_lifetime: 86_400 });
    const result = await verifyOne("urn:api");
    assert.deepEqual([result.state, broken(result)], ["mismatch", ["lifetime"]]);
    assert.match(
      verifyTerminal({ domain: "d", results: [result], tokensFetched: 1 }),
      /lifetime: declared 900 s \(15 minutes\), but found 86400 s \(24 hours\)/,
    );
    await change("urn:api", { token_lifetime: 900 });
    assert.equal((await verifyOne("urn:api")).state, "verified", "the next token has the new lifetime");
  });

  it("one second is a mismatch", async () => {
    await create("urn:api", { token_lifetime: 901 });
    assert.deepEqual(broken(await verifyOne("urn:api")), ["lifetime"]);
  });

  it("another algorithm, dialect or permission claim is a mismatch", async () => {
    await create("urn:api");
    assert.deepEqual(broken(await verifyOne("urn:api", { signingAlg: "PS256" })), ["algorithm"]);
    assert.deepEqual(broken(await verifyOne("urn:api", { tokenDialect: "rfc9068_profile" })), ["type"]);
    const rbac = { tokenDialect: "access_token_authz", enforcePolicies: true };
    assert.deepEqual(broken(await verifyOne("urn:api", rbac)), ["permissions"]);
    await change("urn:api", { token_dialect: "rfc9068_profile_authz", enforce_policies: true });
    const all = { tokenDialect: "rfc9068_profile_authz", enforcePolicies: true };
    assert.equal((await verifyOne("urn:api", all)).state, "verified");
  });

  it("an API that is declared and that the tenant does not have is a mismatch", async () => {
    const result = await verifyOne("urn:none");
    assert.deepEqual([result.state, broken(result)], ["mismatch", ["existence"]]);
  });

  it("no client grant: not verifiable, in the tenant's own words", async () => {
    await create("urn:api", {}, false);
    const result = await verifyOne("urn:api");
    assert.equal(result.state, "not verifiable");
    assert.match(
      result.because ?? "",
      /no client grant for this API \(HTTP 403 access_denied: Client is not authorized/,
    );
  });

  it("an API that denies clients: not verifiable where that is declared, a mismatch where a token comes all the same", async () => {
    const denies = {
      subject_type_authorization: { client: { policy: "deny_all" }, user: { policy: "allow_all" } },
    };
    await create("urn:api", denies);
    const props = { subjectTypeAuthorization: { client: { policy: "deny_all" } } };
    const result = await verifyOne("urn:api", props);
    assert.equal(result.state, "not verifiable");
    assert.match(result.because ?? "", /only flows with a user/);
    await change("urn:api", {
      subject_type_authorization: {
        client: { policy: "require_client_grant" },
        user: { policy: "allow_all" },
      },
    });
    assert.deepEqual(broken(await verifyOne("urn:api", props)), ["access policy"]);
  });

  it("a client without the grant type: not verifiable", async () => {
    await create("urn:api");
    await call("PATCH", `clients/${MACHINE.clientId}`, { grant_types: ["authorization_code"] });
    const result = await verifyOne("urn:api");
    assert.equal(result.state, "not verifiable");
    assert.match(result.because ?? "", /may not use client credentials/);
  });

  it("proof of possession: not verifiable where it is enforced, a mismatch where it is only declared", async () => {
    await create("urn:bound", {
      proof_of_possession: { mechanism: "dpop", required: true, required_for: "all_clients" },
    });
    const props = { proofOfPossession: { mechanism: "dpop", required: true } };
    const result = await verifyOne("urn:bound", props);
    assert.equal(result.state, "not verifiable");
    assert.match(result.because ?? "", /bound to a key/);
    await create("urn:bearer");
    assert.deepEqual(broken(await verifyOne("urn:bearer", props)), ["binding"]);
  });

  it("encrypted: not verifiable, but a wrong expires_in or an undeclared encryption is found", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" });
    const encryption_key = { alg: "RSA-OAEP-256", pem };
    await create("urn:api", { token_encryption: { format: "compact-nested-jwe", encryption_key } });
    const encrypted = { tokenEncryption: { format: "compact-nested-jwe" } };
    const result = await verifyOne("urn:api", encrypted);
    assert.deepEqual(
      [result.state, result.checks.map(({ name }) => name)],
      ["not verifiable", ["expires_in"]],
    );
    assert.match(result.because ?? "", /encrypted for the API \(JWE\)/);
    assert.deepEqual(broken(await verifyOne("urn:api")), ["encryption"]);
    await change("urn:api", { token_lifetime: 1_800 });
    assert.deepEqual(broken(await verifyOne("urn:api", encrypted)), ["expires_in"]);
    await change("urn:api", { token_encryption: null, token_lifetime: 900 });
    assert.deepEqual(
      broken(await verifyOne("urn:api", encrypted)),
      ["encryption"],
      "declared, but sent in clear",
    );
  });

  it("fetches no more tokens than allowed, with a pause between, and says which were left", async () => {
    for (const name of ["a", "b", "c"]) await create(`urn:${name}`);
    const { results, tokensFetched } = await verify(
      ["a", "b", "c"].map((name) => declared(`urn:${name}`)),
      { maximumTokens: 2 },
    );
    assert.deepEqual(
      results.map(({ state }) => state),
      ["verified", "verified", "not verifiable"],
    );
    assert.match(results[2]?.because ?? "", /no more than 2 tokens/);
    assert.deepEqual([tokensFetched, issued.length, waited], [2, 2, 1]);
  });

  it("nothing is written, and only the token endpoint and the keys are asked", async () => {
    await create("urn:api");
    const before = tenant.requests().length;
    await verifyOne("urn:api");
    assert.deepEqual(
      tenant
        .requests()
        .slice(before)
        .map(({ method, path, status }) => `${method} ${path} ${status}`),
      ["POST /oauth/token 200", "GET /.well-known/jwks.json 200"],
    );
  });

  it("what passes by itself is tried again: 429, 500 and a cut answer", async () => {
    await create("urn:api");
    for (const fault of [{ status: 429 }, { status: 500 }, { truncateBytes: 20 }]) {
      tenant.faults.set([{ match: { path: "token-endpoint" }, times: 1, ...fault }] as never);
      assert.equal((await verifyOne("urn:api")).state, "verified", JSON.stringify(fault));
    }
  });

  it("a tenant that keeps failing: not verifiable, never a mismatch; a used-up rate limit ends the asking", async () => {
    await create("urn:a");
    await create("urn:b");
    tenant.faults.set([{ match: { path: "token-endpoint" }, status: 500 }] as never);
    const failing = await verify([declared("urn:a"), declared("urn:b")]);
    assert.deepEqual(
      failing.results.map(({ state }) => state),
      ["not verifiable", "not verifiable"],
    );
    assert.match(failing.results[0]?.because ?? "", /no token could be fetched/);
    tenant.faults.set([{ match: { path: "token-endpoint" }, status: 429 }] as never);
    const before = tenant.requests().length;
    const limited = await verify([declared("urn:a"), declared("urn:b")]);
    assert.deepEqual(
      limited.results.map(({ state }) => state),
      ["not verifiable", "not verifiable"],
    );
    assert.match(limited.results[1]?.because ?? "", /rate limit is used up/);
    assert.equal(tenant.requests().length - before, 12, "one API's attempts, and none for the next");
  });

  it("keys that cannot be read leave the signature open, not wrong", async () => {
    await create("urn:api");
    tenant.faults.set([{ match: { path: "/.well-known/jwks.json" }, status: 500 }] as never);
    const result = await verifyOne("urn:api");
    assert.equal(result.state, "verified");
    assert.deepEqual(result.notChecked, ["the signature, because the tenant's keys could not be read"]);
  });

  it("wrong credentials end it: they say nothing about any API", async () => {
    await create("urn:api");
    server = authorizationServer(connection({ ...MACHINE, clientSecret: "wrong-secret" }), QUICK);
    await assert.rejects(verify([declared("urn:api")]), (error) => {
      assert.ok(isApiSettingsError(error, "credentials-refused"), String(error));
      assert.doesNotMatch(error.message, /wrong-secret/);
      return true;
    });
  });

  it("without a file: against the settings of the tenant, or the command line", async () => {
    await create("urn:api", { signing_alg: "PS256" });
    const client = createManagementClient(connection(admin()), { log: () => undefined });
    const options = { domain: tenant.domain, maximumTokens: 25, pause: async () => undefined };
    const live = await verifyApis([await ofTenant(client, "urn:api")], server, options);
    assert.deepEqual(
      live.results.map(({ state, notChecked }) => [state, notChecked]),
      [["verified", []]],
    );
    const wanted = [ofCommandLine("urn:api", { seconds: 600, algorithm: "RS256" })];
    const [result] = (await verifyApis(wanted, server, options)).results;
    assert.ok(result);
    assert.deepEqual(broken(result), ["lifetime", "algorithm"]);
    const [right] = (await verifyApis([ofCommandLine("urn:api", { seconds: 900 })], server, options)).results;
    assert.deepEqual([right?.state, right?.notChecked], ["verified", []]);
    await assert.rejects(ofTenant(client, "urn:none"), (error) => isApiSettingsError(error, "not-found"));
  });
});
