import assert from "node:assert/strict";
import { createPublicKey, X509Certificate } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import { publicKeyThumbprint, rsaPublicKey } from "../../../provider/model/public-key";
import {
  EC_PUBLIC_PEM,
  RSA_CERTIFICATE_PEM,
  RSA_KEY,
  RSA_PKCS1_PRIVATE_PEM,
  RSA_PKCS1_PUBLIC_PEM,
  RSA_PRIVATE_PEM,
  RSA_PUBLIC_PEM,
} from "./support/keys";

describe("publicKeyThumbprint", () => {
  it("is RFC 7638's, as another implementation computes it", async () => {
    const expected = await calculateJwkThumbprint(RSA_KEY.export({ format: "jwk" }) as JWK, "sha256");
    assert.equal(publicKeyThumbprint(RSA_PUBLIC_PEM), expected);
    assert.equal(publicKeyThumbprint(RSA_PKCS1_PUBLIC_PEM), expected);
  });

  it("of a certificate is that of its key", async () => {
    const key = new X509Certificate(RSA_CERTIFICATE_PEM).publicKey;
    const expected = await calculateJwkThumbprint(key.export({ format: "jwk" }) as JWK, "sha256");
    assert.equal(publicKeyThumbprint(RSA_CERTIFICATE_PEM), expected);
  });

  it("does not depend on how the PEM is wrapped", () => {
    const expected = publicKeyThumbprint(RSA_PUBLIC_PEM);
    assert.equal(publicKeyThumbprint(RSA_PUBLIC_PEM.replaceAll("\n", "\r\n")), expected);
    assert.equal(publicKeyThumbprint(`\n\n${RSA_PUBLIC_PEM}\n`), expected);
  });

  it("is the one of RFC 7638, section 3.1, for the key there", () => {
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const key = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
    const pem = key.export({ type: "spki", format: "pem" }).toString();
    assert.equal(publicKeyThumbprint(pem), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });
});

describe("rsaPublicKey", () => {
  const refused: Record<string, string> = {
    "a private key": RSA_PRIVATE_PEM,
    "a private key in PKCS #1": RSA_PKCS1_PRIVATE_PEM,
    "a private key behind a public one": RSA_PUBLIC_PEM + RSA_PRIVATE_PEM,
    "an elliptic-curve key": EC_PUBLIC_PEM,
    "a broken PEM": RSA_PUBLIC_PEM.slice(0, 200),
    "plain text": "key",
    "an empty text": "",
  };
  for (const [what, pem] of Object.entries(refused)) {
    it(`takes ${what} for none`, () => {
      assert.equal(rsaPublicKey(pem), undefined);
      assert.equal(publicKeyThumbprint(pem), undefined);
    });
  }

  it("finds a public key in each of its PEM forms", () => {
    for (const pem of [RSA_PUBLIC_PEM, RSA_PKCS1_PUBLIC_PEM, RSA_CERTIFICATE_PEM]) {
      assert.equal(rsaPublicKey(pem)?.type, "public");
    }
  });
});
