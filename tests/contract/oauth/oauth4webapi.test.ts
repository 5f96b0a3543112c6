/** oauth4webapi, which takes nothing on trust: issuer, nonce, state, c_hash, algorithm, signatures, content types. */
import assert from "node:assert/strict";
import * as oauth from "oauth4webapi";
import { rsaKeys } from "../../support/keys";
import { browser, CALLBACK, createApi, type Served, serve, submittedForm } from "./served";

const INSECURE = { [oauth.allowInsecureRequests]: true };

describe("oauth4webapi", () => {
  let served: Served;
  let server: oauth.AuthorizationServer;
  before(async () => {
    served = await serve();
    await createApi(served);
    await served.manage("POST", "client-grants", {
      client_id: "machine",
      audience: "urn:api",
      scope: ["read:x"],
    });
    await served.manage("POST", "client-grants", {
      client_id: "keyed",
      audience: "urn:api",
      scope: ["read:x"],
    });
  });
  beforeEach(async () => {
    const answer = await oauth.discoveryRequest(served.issuer, INSECURE);
    server = await oauth.processDiscoveryResponse(served.issuer, answer);
  });
  after(() => served.close());

  const SPA: [oauth.Client, oauth.ClientAuth] = [{ client_id: "spa" }, oauth.None()];
  const NATIVE: [oauth.Client, oauth.ClientAuth] = [{ client_id: "native" }, oauth.None()];
  const WEB: [oauth.Client, oauth.ClientAuth] = [{ client_id: "web" }, oauth.ClientSecretPost("web-secret")];

  function authorizeUrl(parameters: Record<string, string>): URL {
    const url = new URL(String(server.authorization_endpoint));
    const standard = { response_type: "code", redirect_uri: CALLBACK };
    for (const [name, value] of Object.entries({ ...standard, ...parameters }))
      url.searchParams.set(name, value);
    return url;
  }

  interface SignIn {
    audience?: string;
    scope?: string;
    visit?: ReturnType<typeof browser>;
  }
  async function signIn(
    [client, auth]: [oauth.Client, oauth.ClientAuth],
    {
      audience = "urn:api",
      scope = "openid profile email offline_access read:x",
      visit = browser(),
    }: SignIn = {},
  ) {
    const [verifier, state, nonce] = [
      oauth.generateRandomCodeVerifier(),
      oauth.generateRandomState(),
      oauth.generateRandomNonce(),
    ];
    const code_challenge = await oauth.calculatePKCECodeChallenge(verifier);
    const { location } = await visit(
      authorizeUrl({
        client_id: client.client_id,
        scope,
        state,
        nonce,
        code_challenge,
        code_challenge_method: "S256",
        ...(audience === "" ? {} : { audience }),
      }),
    );
    const callback = oauth.validateAuthResponse(server, client, location, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      auth,
      callback,
      CALLBACK,
      verifier,
      INSECURE,
    );
    const copy = answer.clone();
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, answer, INSECURE);
    return { tokens, body: (await copy.json()) as Record<string, unknown>, visit, nonce };
  }
  async function refresh(
    [client, auth]: [oauth.Client, oauth.ClientAuth],
    token: string | undefined,
    parameters: Record<string, string> = {},
  ) {
    assert.ok(token);
    const answer = await oauth.refreshTokenGrantRequest(server, client, auth, token, {
      ...INSECURE,
      additionalParameters: parameters,
    });
    return oauth.processRefreshTokenResponse(server, client, answer);
  }
  const userinfo = async (client: oauth.Client, token: string) => {
    const answer = await oauth.userInfoRequest(server, client, token, INSECURE);
    return oauth.processUserInfoResponse(server, client, "auth0|dev", answer);
  };
  const hasError = (code: string, status: number) => (error: unknown) => {
    assert.ok(error instanceof oauth.ResponseBodyError, String(error));
    assert.deepEqual([error.error, error.status], [code, status]);
    return true;
  };

  it("discovers the tenant: the issuer is the address that was asked, and every endpoint is there", () => {
    assert.equal(server.issuer, `${served.url}/`);
    for (const endpoint of [
      "authorization_endpoint",
      "token_endpoint",
      "userinfo_endpoint",
      "jwks_uri",
      "revocation_endpoint",
      "device_authorization_endpoint",
      "end_session_endpoint",
    ] as const) {
      assert.ok(String(server[endpoint]).startsWith(`${served.url}/`), endpoint);
    }
  });

  it("discovers the tenant as an OAuth 2.0 server, too", async () => {
    const answer = await oauth.discoveryRequest(served.issuer, { ...INSECURE, algorithm: "oauth2" });
    assert.equal((await oauth.processDiscoveryResponse(served.issuer, answer)).issuer, server.issuer);
  });

  it("does not take this tenant's metadata for another issuer's", async () => {
    const answer = await oauth.discoveryRequest(served.issuer, INSECURE);
    await assert.rejects(oauth.processDiscoveryResponse(new URL("http://127.0.0.1:1"), answer));
  });

  const CLIENTS: readonly [name: string, client: [oauth.Client, oauth.ClientAuth]][] = [
    ["a public client", SPA],
    ["a native client", NATIVE],
    ["a confidential client with client_secret_post", WEB],
    [
      "a confidential client with client_secret_basic",
      [{ client_id: "web" }, oauth.ClientSecretBasic("web-secret")],
    ],
  ];
  for (const [name, client] of CLIENTS) {
    it(`code with PKCE, ${name}: tokens, the user's profile, refreshing, revoking`, async () => {
      const { tokens, body } = await signIn(client);
      assert.deepEqual(Object.keys(body), [
        "access_token",
        "refresh_token",
        "id_token",
        "scope",
        "expires_in",
        "token_type",
      ]);
      assert.deepEqual(
        [tokens.expires_in, tokens.scope, tokens.token_type],
        [900, "openid profile email offline_access read:x", "bearer"],
      );
      const profile = await userinfo(client[0], tokens.access_token);
      assert.deepEqual([profile.sub, profile.email], ["auth0|dev", "dev@example.test"]);
      const next = await refresh(client, tokens.refresh_token);
      assert.notEqual(next.access_token, undefined);
      const rotates = client === SPA;
      assert.equal(next.refresh_token !== undefined, rotates);
      const revoked = next.refresh_token ?? tokens.refresh_token ?? "";
      await oauth.processRevocationResponse(
        await oauth.revocationRequest(server, client[0], client[1], revoked, INSECURE),
      );
      await assert.rejects(refresh(client, revoked), hasError("invalid_grant", 403));
    });
  }

  it("a client with a wrong secret, and a wrong verifier", async () => {
    const wrong: [oauth.Client, oauth.ClientAuth] = [{ client_id: "web" }, oauth.ClientSecretPost("wrong")];
    await assert.rejects(signIn(wrong), hasError("access_denied", 401));
    const state = oauth.generateRandomState();
    const code_challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier());
    const { location } = await browser()(
      authorizeUrl({ client_id: "spa", state, code_challenge, code_challenge_method: "S256" }),
    );
    const callback = oauth.validateAuthResponse(server, SPA[0], location, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      ...SPA,
      callback,
      CALLBACK,
      oauth.generateRandomCodeVerifier(),
      INSECURE,
    );
    await assert.rejects(
      oauth.processAuthorizationCodeResponse(server, SPA[0], answer),
      hasError("invalid_grant", 403),
    );
  });

  it("the client notices a foreign nonce: it is in the signed token", async () => {
    const state = oauth.generateRandomState();
    const { location } = await browser()(
      authorizeUrl({ client_id: "spa", scope: "openid", state, nonce: "of-somebody-else" }),
    );
    const callback = oauth.validateAuthResponse(server, SPA[0], location, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      ...SPA,
      callback,
      CALLBACK,
      oauth.nopkce,
      INSECURE,
    );
    await assert.rejects(
      oauth.processAuthorizationCodeResponse(server, SPA[0], answer, { expectedNonce: "mine" }),
      /nonce/,
    );
  });

  for (const response_mode of [undefined, "form_post"]) {
    it(`hybrid "code id_token"${response_mode ? ` by ${response_mode}` : ""}: nonce, c_hash and signature hold, and the code brings tokens`, async () => {
      const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
      const parameters = {
        client_id: "web",
        response_type: "code id_token",
        scope: "openid",
        audience: "urn:api",
        state,
        nonce,
      };
      const { location, text } = await browser()(
        authorizeUrl({ ...parameters, ...(response_mode ? { response_mode } : {}) }),
      );
      const answer = response_mode ? submittedForm(text) : location;
      const callback = await oauth.validateCodeIdTokenResponse(
        server,
        WEB[0],
        answer,
        nonce,
        state,
        undefined,
        INSECURE,
      );
      const token = await oauth.authorizationCodeGrantRequest(
        server,
        ...WEB,
        callback,
        CALLBACK,
        oauth.nopkce,
        INSECURE,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, WEB[0], token, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      await oauth.validateApplicationLevelSignature(server, token, INSECURE);
      assert.equal(tokens.expires_in, 900);
    });
  }

  it("hybrid: the client notices another code, another nonce, another state", async () => {
    const parameters = {
      client_id: "web",
      response_type: "code id_token",
      scope: "openid",
      state: "s",
      nonce: "n",
    };
    const visit = browser();
    const fresh = async () => (await visit(authorizeUrl(parameters))).location;
    const other = new URLSearchParams((await fresh()).hash.slice(1)).get("code") ?? "";
    const swapped = await fresh();
    const fragment = new URLSearchParams(swapped.hash.slice(1));
    fragment.set("code", other);
    swapped.hash = fragment.toString();
    const validate = (url: URL, nonce = "n", state = "s") =>
      oauth.validateCodeIdTokenResponse(server, WEB[0], url, nonce, state, undefined, INSECURE);
    await assert.rejects(validate(swapped), /c_hash/);
    await assert.rejects(validate(await fresh(), "other"), /nonce/);
    await assert.rejects(validate(await fresh(), "n", "other"), /state/);
    await assert.doesNotReject(fresh().then((url) => validate(url)));
  });

  it("prompt=none: login_required without a session, a code with one", async () => {
    const visit = browser();
    const silent = () =>
      visit(authorizeUrl({ client_id: "spa", scope: "openid", state: "s", prompt: "none" }));
    const { location } = await silent();
    assert.throws(
      () => oauth.validateAuthResponse(server, SPA[0], location, "s"),
      (error) => error instanceof oauth.AuthorizationResponseError && error.error === "login_required",
    );
    await signIn(SPA, { visit });
    assert.ok(oauth.validateAuthResponse(server, SPA[0], (await silent()).location, "s").get("code"));
  });

  it("client credentials, with a secret of awkward characters by post and basic", async () => {
    const secret = "s3cret: ü+%&";
    for (const auth of [oauth.ClientSecretPost(secret), oauth.ClientSecretBasic(secret)]) {
      const client = { client_id: "machine" };
      const answer = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        auth,
        { audience: "urn:api" },
        INSECURE,
      );
      const tokens = await oauth.processClientCredentialsResponse(server, client, answer);
      assert.deepEqual([tokens.expires_in, tokens.scope, tokens.refresh_token], [900, "read:x", undefined]);
    }
  });

  it("client credentials with private_key_jwt, and with another's key", async () => {
    const client = { client_id: "keyed" };
    const ask = async (pair: number) => {
      const pem = rsaKeys(pair).privateKey.export({ format: "der", type: "pkcs8" });
      const key = await crypto.subtle.importKey(
        "pkcs8",
        new Uint8Array(pem),
        { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
        false,
        ["sign"],
      );
      const answer = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        oauth.PrivateKeyJwt(key),
        { audience: "urn:api" },
        INSECURE,
      );
      return oauth.processClientCredentialsResponse(server, client, answer);
    };
    assert.equal((await ask(0)).scope, "read:x");
    await assert.rejects(ask(1), hasError("access_denied", 401));
  });

  it("device code: pending, then tokens", async () => {
    const parameters = { audience: "urn:api", scope: "openid offline_access read:x" };
    const answer = await oauth.deviceAuthorizationRequest(server, ...NATIVE, parameters, INSECURE);
    const codes = await oauth.processDeviceAuthorizationResponse(server, NATIVE[0], answer);
    assert.deepEqual([codes.expires_in, codes.interval], [900, 5]);
    const poll = async () => {
      const polled = await oauth.deviceCodeGrantRequest(server, ...NATIVE, codes.device_code, INSECURE);
      return oauth.processDeviceCodeResponse(server, NATIVE[0], polled);
    };
    await assert.rejects(poll(), hasError("authorization_pending", 403));
    await assert.rejects(poll(), hasError("slow_down", 429));
    assert.equal((await browser()(String(codes.verification_uri_complete))).status, 200);
    const tokens = await poll();
    assert.deepEqual(
      [tokens.expires_in, typeof tokens.refresh_token, typeof tokens.id_token],
      [900, "string", "string"],
    );
    await assert.rejects(poll(), hasError("invalid_grant", 403));
  });

  it("rotation: reuse ends the family; within the leeway it does not", async () => {
    const { tokens } = await signIn(SPA);
    const second = await refresh(SPA, tokens.refresh_token);
    assert.notEqual(second.refresh_token, tokens.refresh_token);
    await assert.rejects(refresh(SPA, tokens.refresh_token), hasError("invalid_grant", 403));
    await assert.rejects(refresh(SPA, second.refresh_token), hasError("invalid_grant", 403));

    const settings = served.context.store.clients.get("spa")?.refresh_token as object;
    served.changeClient("spa", { refresh_token: { ...settings, leeway: 30 } });
    const { tokens: first } = await signIn(SPA);
    await refresh(SPA, first.refresh_token);
    assert.ok((await refresh(SPA, first.refresh_token)).refresh_token);
    served.context.clock.advanceSeconds(30);
    await assert.rejects(refresh(SPA, first.refresh_token), hasError("invalid_grant", 403));
    served.context.clock.reset();
    served.changeClient("spa", { refresh_token: settings });
  });

  it("an access token by RFC 9068, verified as a resource server does", async () => {
    const identifier = "https://rfc9068.example/";
    await createApi(served, { identifier, token_dialect: "rfc9068_profile" });
    const { tokens } = await signIn(SPA, { audience: identifier, scope: "openid read:x" });
    const request = new Request(identifier, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, identifier, INSECURE);
    assert.deepEqual([claims.client_id, claims.sub, claims.exp - claims.iat], ["spa", "auth0|dev", 900]);
    const { tokens: other } = await signIn(SPA, { scope: "openid read:x" });
    const wrong = new Request(identifier, { headers: { authorization: `Bearer ${other.access_token}` } });
    await assert.rejects(oauth.validateJwtAccessToken(server, wrong, identifier, INSECURE));
    const idToken = new Request(identifier, { headers: { authorization: `Bearer ${tokens.id_token}` } });
    await assert.rejects(oauth.validateJwtAccessToken(server, idToken, identifier, INSECURE));
  });

  it("/userinfo: a dead token is challenged, and the profile must be the same user's", async () => {
    const { tokens } = await signIn(SPA, { audience: "" });
    await userinfo(SPA[0], tokens.access_token);
    const answer = await oauth.userInfoRequest(server, SPA[0], tokens.access_token, INSECURE);
    await assert.rejects(oauth.processUserInfoResponse(server, SPA[0], "auth0|other", answer), /sub/);
    await assert.rejects(userinfo(SPA[0], "dead"), (error) => {
      assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
      assert.equal(error.status, 401);
      assert.deepEqual(
        error.cause.map(({ scheme, parameters }) => [scheme, parameters.error]),
        [["bearer", "invalid_token"]],
      );
      return true;
    });
  });

  it("mix-up: what one tenant issued means nothing at another, and the client notices", async () => {
    const elsewhere = await serve();
    await createApi(elsewhere);
    const there = await oauth.processDiscoveryResponse(
      elsewhere.issuer,
      await oauth.discoveryRequest(elsewhere.issuer, INSECURE),
    );
    const state = oauth.generateRandomState();
    const { location } = await browser()(
      authorizeUrl({ client_id: "web", scope: "openid offline_access", audience: "urn:api", state }),
    );
    const callback = oauth.validateAuthResponse(server, WEB[0], location, state);
    const foreign = await oauth.authorizationCodeGrantRequest(
      there,
      ...WEB,
      callback,
      CALLBACK,
      oauth.nopkce,
      INSECURE,
    );
    await assert.rejects(
      oauth.processAuthorizationCodeResponse(there, WEB[0], foreign),
      hasError("invalid_grant", 403),
    );
    const own = await oauth.authorizationCodeGrantRequest(
      server,
      ...WEB,
      callback,
      CALLBACK,
      oauth.nopkce,
      INSECURE,
    );
    const copy = own.clone();
    const tokens = await oauth.processAuthorizationCodeResponse(server, WEB[0], own);
    await assert.rejects(oauth.processAuthorizationCodeResponse(there, WEB[0], copy), /iss/);
    const refreshed = await oauth.refreshTokenGrantRequest(
      there,
      ...WEB,
      tokens.refresh_token ?? "",
      INSECURE,
    );
    await assert.rejects(
      oauth.processRefreshTokenResponse(there, WEB[0], refreshed),
      hasError("invalid_grant", 403),
    );
    const profile = await oauth.userInfoRequest(there, WEB[0], tokens.access_token, INSECURE);
    await assert.rejects(oauth.processUserInfoResponse(there, WEB[0], "auth0|dev", profile));
    await elsewhere.close();
  });
});
