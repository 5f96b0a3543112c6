/** An API that verifies its tokens with the published keys, as jose does it. */
import assert from "node:assert/strict";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { type Served, serve } from "./tenant";

describe("a resource server that verifies with jose", () => {
  let served: Served;
  before(async () => {
    served = await serve();
  });
  after(() => served.tenant.close());

  it("finds issuer and keys by discovery, takes the token and sees the lifetime of the API", async () => {
    const { tenant, sdk } = served;
    const { resourceServers, clientGrants } = sdk();
    const audience = "https://orders.example/";
    await resourceServers.create({
      identifier: audience,
      token_lifetime: 900,
      token_dialect: "rfc9068_profile",
    });
    await clientGrants.create({ client_id: tenant.clientId, audience, scope: [] });
    const metadata = (await (await fetch(`${tenant.url}/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
      token_endpoint: string;
    };
    const answer = await fetch(metadata.token_endpoint, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: tenant.clientId,
        client_secret: tenant.clientSecret,
        audience,
      }),
    });
    const { access_token: token, expires_in: expiresIn } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const expected = { issuer: metadata.issuer, audience, typ: "at+jwt", algorithms: ["RS256"] };
    const { payload } = await jwtVerify(token, keys, expected);
    assert.equal(expiresIn, 900);
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 900);
    await assert.rejects(
      jwtVerify(token, keys, { ...expected, currentDate: new Date(((payload.exp ?? 0) + 1) * 1_000) }),
      errors.JWTExpired,
    );
    await assert.rejects(jwtVerify(token, keys, { ...expected, audience: "urn:other" }));
  });
});
