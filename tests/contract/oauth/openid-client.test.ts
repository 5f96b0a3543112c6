/** openid-client: the whole flow by a certified relying party, which checks what OpenID Connect asks it to check. */
import assert from "node:assert/strict";
import * as client from "openid-client";
import { browser, CALLBACK, createApi, type Served, serve, submittedForm } from "./served";

describe("openid-client", () => {
  let served: Served;
  before(async () => {
    served = await serve();
    await createApi(served);
    await served.manage("POST", "client-grants", {
      client_id: "machine",
      audience: "urn:api",
      scope: ["read:x", "write:x"],
    });
  });
  after(() => served.close());

  const configure = (
    clientId: string,
    auth?: client.ClientAuth,
    metadata: Partial<client.ClientMetadata> = {},
    ...more: ((config: client.Configuration) => void)[]
  ): Promise<client.Configuration> =>
    client.discovery(served.issuer, clientId, metadata, auth, {
      execute: [client.allowInsecureRequests, ...more],
    });
  const spa = (metadata: Partial<client.ClientMetadata> = {}) => configure("spa", client.None(), metadata);
  const web = (...more: ((config: client.Configuration) => void)[]) =>
    configure("web", client.ClientSecretPost("web-secret"), {}, ...more);

  async function signIn(
    config: client.Configuration,
    parameters: Record<string, string> = {},
    visit = browser(),
    checks: client.AuthorizationCodeGrantChecks = {},
  ) {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: "openid profile offline_access read:x",
      audience: "urn:api",
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
      state: expectedState,
      nonce: expectedNonce,
      ...parameters,
    });
    const { location, text } = await visit(url);
    const answer = parameters.response_mode === "form_post" ? submittedForm(text) : location;
    return client.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
      idTokenExpected: true,
      ...checks,
    });
  }
  const fails = (code: string, status: number) => (error: unknown) => {
    assert.ok(error instanceof client.ResponseBodyError, String(error));
    assert.deepEqual([error.error, error.status], [code, status]);
    return true;
  };

  for (const response_mode of ["query", "fragment", "form_post"]) {
    it(`code with PKCE by ${response_mode}: claims, profile, refreshing, revoking`, async () => {
      const config = await spa();
      // The library reads codes from the query, as a server does; a page moves the fragment there itself.
      const visit = browser();
      const moved: typeof visit = async (address) => {
        const seen = await visit(address);
        if (response_mode === "fragment") seen.location = new URL(seen.location.href.replace("#", "?"));
        return seen;
      };
      const tokens = await signIn(config, { response_mode }, moved);
      const claims = tokens.claims();
      assert.deepEqual(
        [claims?.iss, claims?.aud, claims?.sub, claims?.name],
        [`${served.url}/`, "spa", "auth0|dev", "Developer"],
      );
      const profile = await client.fetchUserInfo(config, tokens.access_token, "auth0|dev");
      assert.equal(profile.nickname, "dev");
      const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
      assert.ok(next.refresh_token && next.refresh_token !== tokens.refresh_token);
      assert.equal(next.claims()?.sub, "auth0|dev");
      await client.tokenRevocation(config, next.refresh_token);
      await assert.rejects(client.refreshTokenGrant(config, next.refresh_token), fails("invalid_grant", 403));
    });
  }

  it("max_age: the ID token says when the user signed in, and an old sign-in is repeated", async () => {
    const visit = browser();
    const { clock } = served.context;
    const first = await signIn(await spa(), { max_age: "60" }, visit, { maxAge: 60 });
    clock.advanceSeconds(61);
    const later = await spa({ [client.clockSkew]: 61 });
    const second = await signIn(later, { max_age: "60" }, visit, { maxAge: 60 });
    assert.ok(Number(second.claims()?.auth_time) >= Number(first.claims()?.auth_time) + 61);
    clock.reset();
  });

  it("prompt=none needs a session, and has none after logout at the end-session endpoint", async () => {
    const config = await spa();
    const visit = browser();
    const silent = () => signIn(config, { prompt: "none" }, visit);
    const refused = (error: unknown) =>
      error instanceof client.AuthorizationResponseError && error.error === "login_required";
    await assert.rejects(silent(), refused);
    const tokens = await signIn(config, {}, visit);
    assert.equal((await silent()).claims()?.sub, "auth0|dev");
    const end = client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? "",
      post_logout_redirect_uri: "http://localhost:3000/",
      state: "bye",
    });
    assert.equal((await visit(end)).location.href, "http://localhost:3000/?state=bye");
    await assert.rejects(silent(), refused);
  });

  it("implicit ID token: nonce and signature hold; a foreign nonce is noticed", async () => {
    const config = await web(client.useIdTokenResponseType);
    for (const response_mode of ["fragment", "form_post"]) {
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: CALLBACK,
        scope: "openid",
        nonce,
        state: "s",
        response_mode,
      });
      assert.equal(url.searchParams.get("response_type"), "id_token");
      const answer = async () => {
        const { location, text } = await browser()(url);
        return response_mode === "form_post" ? submittedForm(text) : location;
      };
      const claims = await client.implicitAuthentication(config, await answer(), nonce, {
        expectedState: "s",
      });
      assert.equal(claims.sub, "auth0|dev");
      await assert.rejects(
        client.implicitAuthentication(config, await answer(), "other", { expectedState: "s" }),
      );
    }
  });

  it("hybrid: code and ID token belong together", async () => {
    const config = await web(client.useCodeIdTokenResponseType);
    const tokens = await signIn(config);
    assert.equal(tokens.expires_in, 900);
    assert.equal(tokens.claims()?.sub, "auth0|dev");
  });

  it("client credentials: lifetime and scope of the API, as its settings are at that moment", async () => {
    const config = await configure("machine", client.ClientSecretBasic("s3cret: ü+%&"));
    const ask = () => client.clientCredentialsGrant(config, { audience: "urn:api" });
    const first = await ask();
    assert.deepEqual(
      [first.expires_in, first.scope, first.refresh_token],
      [900, "read:x write:x", undefined],
    );
    await served.manage("PATCH", "resource-servers/urn%3Aapi", {
      token_lifetime: 1_200,
      scopes: [{ value: "write:x" }],
    });
    const second = await ask();
    assert.deepEqual([second.expires_in, second.scope], [1_200, "write:x"]);
    await served.manage("PATCH", "resource-servers/urn%3Aapi", {
      token_lifetime: 900,
      scopes: [{ value: "read:x" }, { value: "write:x" }],
    });
    await assert.rejects(
      client.clientCredentialsGrant(config, { audience: "urn:api", scope: "admin" }),
      fails("access_denied", 403),
    );
  });

  it("device code", async () => {
    const config = await configure("native", client.None());
    const started = await client.initiateDeviceAuthorization(config, {
      audience: "urn:api",
      scope: "openid offline_access",
    });
    assert.equal((await browser()(started.verification_uri_complete ?? "")).status, 200);
    const tokens = await client.pollDeviceAuthorizationGrant(config, { ...started, interval: 0 });
    assert.equal(tokens.claims()?.aud, "native");
    assert.ok(tokens.refresh_token);
    assert.equal(tokens.claims()?.sid, undefined);
  });

  it("a device that its user refused is told so", async () => {
    const config = await configure("native", client.None());
    const started = await client.initiateDeviceAuthorization(config, {});
    const body = new URLSearchParams({ user_code: started.user_code, action: "cancel" });
    assert.equal((await fetch(`${served.url}/activate`, { method: "POST", body })).status, 200);
    await assert.rejects(
      client.pollDeviceAuthorizationGrant(config, { ...started, interval: 0 }),
      fails("access_denied", 403),
    );
  });

  it("offline access: switched on and off by the Management API, seen by the next sign-in", async () => {
    const config = await spa();
    const offline = (allow: boolean) =>
      served.manage("PATCH", "resource-servers/urn%3Aapi", { allow_offline_access: allow });
    await offline(false);
    const without = await signIn(config);
    assert.deepEqual([without.refresh_token, without.scope], [undefined, "openid profile read:x"]);
    await offline(true);
    const withToken = await signIn(config);
    assert.ok(withToken.refresh_token);
    assert.match(withToken.scope ?? "", /offline_access/);
  });

  it("ID tokens with HS256, RS512 and PS256, for a client that expects them", async () => {
    for (const alg of ["HS256", "RS512", "PS256"]) {
      served.changeClient("web", { jwt_configuration: { alg, lifetime_in_seconds: 36_000 } });
      const metadata = { id_token_signed_response_alg: alg };
      const config = await configure("web", client.ClientSecretPost("web-secret"), {
        ...metadata,
        client_secret: "web-secret",
      });
      assert.equal((await signIn(config)).claims()?.sub, "auth0|dev", alg);
      const expectsOther = await configure("web", client.ClientSecretPost("web-secret"), {
        id_token_signed_response_alg: "RS256",
      });
      await assert.rejects(signIn(expectsOther), alg);
    }
    served.changeClient("web", { jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 } });
  });

  it("hybrid with RS512: c_hash by the algorithm of the token", async () => {
    served.changeClient("web", { jwt_configuration: { alg: "RS512", lifetime_in_seconds: 36_000 } });
    const config = await configure(
      "web",
      client.ClientSecretPost("web-secret"),
      { id_token_signed_response_alg: "RS512" },
      client.useCodeIdTokenResponseType,
    );
    assert.equal((await signIn(config)).claims()?.sub, "auth0|dev");
    served.changeClient("web", { jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 } });
  });

  it("the library refuses what a tampered answer brings", async () => {
    const config = await spa();
    const because = (what: RegExp) => (error: unknown) =>
      error instanceof client.ClientError && error.cause instanceof Error && what.test(error.cause.message);
    await assert.rejects(signIn(config, { state: "not the one" }), because(/"state"/));
    await assert.rejects(signIn(config, { nonce: "not the one" }), because(/"nonce"/));
    await assert.rejects(signIn(config, { code_challenge: "x".repeat(43) }), fails("invalid_grant", 403));
  });
});
