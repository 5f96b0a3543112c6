import assert from "node:assert/strict";
import { constants, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { signClientAssertion } from "../../../../provider/client/auth/client-assertion";
import { rsaKeys } from "../../../support/keys";
import { expectError } from "../support/expect-error";

const NOW = Date.UTC(2026, 0, 15, 12) + 999;
const rsa = rsaKeys();
const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

function assertion(privateKey: string, signingAlg: string): string {
  const audience = "https://tenant.example/";
  return signClientAssertion({ clientId: "client-1", privateKey, signingAlg, audience, now: NOW });
}

function decode(part: string | undefined): unknown {
  return JSON.parse(Buffer.from(part ?? "", "base64url").toString());
}

async function refused(privateKey: string, signingAlg: string): Promise<void> {
  const error = await expectError(
    Promise.resolve().then(() => assertion(privateKey, signingAlg)),
    "invalid-settings",
  );
  assert.ok(!error.message.includes("BEGIN"));
  assert.equal(error.cause, undefined, "OpenSSL's error has seen the key");
}

describe("Client assertion (RFC 7523)", () => {
  it("says who, to whom and for how long", () => {
    const [header, claims] = assertion(pem(rsa.privateKey), "RS256").split(".").slice(0, 2).map(decode);
    assert.deepEqual(header, { alg: "RS256", typ: "JWT" });
    const { jti, ...rest } = claims as Record<string, unknown>;
    assert.match(String(jti), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const iat = Math.floor(NOW / 1_000);
    const aud = "https://tenant.example/";
    assert.deepEqual(rest, { iss: "client-1", sub: "client-1", aud, iat, exp: iat + 120 });
  });

  it("has another jti each time", () => {
    const key = pem(rsa.privateKey);
    assert.notEqual(assertion(key, "RS256").split(".")[1], assertion(key, "RS256").split(".")[1]);
  });

  for (const [alg, hash] of [
    ["RS256", "sha256"],
    ["RS384", "sha384"],
    ["RS512", "sha512"],
  ] as const) {
    it(`${alg} can be verified`, () => {
      const [content, signature] = split(assertion(pem(rsa.privateKey), alg));
      assert.ok(verify(hash, content, rsa.publicKey, signature));
    });
  }

  for (const [alg, hash, saltLength] of [
    ["PS256", "sha256", 32],
    ["PS384", "sha384", 48],
    ["PS512", "sha512", 64],
  ] as const) {
    it(`${alg} can be verified, with a salt as long as the hash (RFC 7518, 3.5)`, () => {
      const [content, signature] = split(assertion(pem(rsa.privateKey), alg));
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      assert.ok(verify(hash, content, { key: rsa.publicKey, padding, saltLength }, signature));
    });
  }

  for (const [alg, hash, namedCurve, length] of [
    ["ES256", "sha256", "P-256", 64],
    ["ES384", "sha384", "P-384", 96],
    ["ES512", "sha512", "P-521", 132],
  ] as const) {
    it(`${alg} can be verified, as R and S side by side (RFC 7518, 3.4)`, () => {
      const ec = generateKeyPairSync("ec", { namedCurve });
      const [content, signature] = split(assertion(pem(ec.privateKey), alg));
      assert.equal(signature.length, length);
      assert.ok(verify(hash, content, { key: ec.publicKey, dsaEncoding: "ieee-p1363" }, signature));
    });
  }

  it("refuses a key that does not fit, without quoting it", async () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await refused(pem(ec.privateKey), "RS256");
    await refused(pem(ec.privateKey), "ES384");
    await refused(pem(rsa.privateKey), "ES256");
    await refused(pem(rsa.privateKey), "none");
    await refused(pem(rsa.privateKey), "HS256");
    await refused(pem(rsa.privateKey), "toString");
    await refused("-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----", "RS256");
    await refused("", "RS256");
    const locked = rsa.privateKey.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    await refused(locked.toString(), "RS256");
  });
});

function split(jwt: string): [Buffer, Buffer] {
  const [header, claims, signature] = jwt.split(".");
  return [Buffer.from(`${header}.${claims}`), Buffer.from(signature ?? "", "base64url")];
}
