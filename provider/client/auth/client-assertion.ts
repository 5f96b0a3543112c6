/** The signed assertion of private_key_jwt client authentication (RFC 7523, section 3; OIDC Core, section 9). */
import {
  constants,
  createPrivateKey,
  type KeyObject,
  randomUUID,
  type SignKeyObjectInput,
  sign,
} from "node:crypto";
import { ApiSettingsError } from "../../model/errors";

const LIFETIME_SECONDS = 120;

type Family = "RSA" | "RSA-PSS" | "ECDSA";

interface Algorithm {
  family: Family;
  hash: "sha256" | "sha384" | "sha512";
  /** OpenSSL's name of the curve (RFC 7518, 3.4). */
  curve?: string;
}

/** RFC 7518, section 3.1. */
const ALGORITHMS = new Map<string, Algorithm>(
  Object.entries({
    RS256: { family: "RSA", hash: "sha256" },
    RS384: { family: "RSA", hash: "sha384" },
    RS512: { family: "RSA", hash: "sha512" },
    PS256: { family: "RSA-PSS", hash: "sha256" },
    PS384: { family: "RSA-PSS", hash: "sha384" },
    PS512: { family: "RSA-PSS", hash: "sha512" },
    ES256: { family: "ECDSA", hash: "sha256", curve: "prime256v1" },
    ES384: { family: "ECDSA", hash: "sha384", curve: "secp384r1" },
    ES512: { family: "ECDSA", hash: "sha512", curve: "secp521r1" },
  }),
);

export interface AssertionRequest {
  clientId: string;
  /** PEM. */
  privateKey: string;
  signingAlg: string;
  /** The authorization server's issuer identifier. */
  audience: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Throws `invalid-settings` where the key cannot be read or does not fit the algorithm; never quotes the key. */
export function signClientAssertion({
  clientId,
  privateKey,
  signingAlg,
  audience,
  now,
}: AssertionRequest): string {
  const algorithm = ALGORITHMS.get(signingAlg);
  if (algorithm === undefined) {
    throw unusable(`The signing algorithm ${JSON.stringify(signingAlg)} is not supported`, signingAlg);
  }
  const key = readKey(privateKey, signingAlg);
  if (!fits(key, algorithm)) {
    throw unusable(`The private key cannot sign with ${signingAlg}`, signingAlg);
  }
  const issuedAt = Math.floor(now / 1_000);
  const header = { alg: signingAlg, typ: "JWT" };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: randomUUID(),
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  };
  const content = `${base64url(header)}.${base64url(claims)}`;
  const signature = sign(algorithm.hash, Buffer.from(content), signingInput(key, algorithm));
  return `${content}.${signature.toString("base64url")}`;
}

function readKey(pem: string, signingAlg: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // OpenSSL's own message says nothing useful, and quoting a library that has seen the key is not worth the risk.
    throw unusable("The private key of the client assertion cannot be read", signingAlg);
  }
}

function fits(key: KeyObject, { family, curve }: Algorithm): boolean {
  if (family === "ECDSA") return key.asymmetricKeyDetails?.namedCurve === curve;
  return key.asymmetricKeyType === "rsa" || (family === "RSA-PSS" && key.asymmetricKeyType === "rsa-pss");
}

function signingInput(key: KeyObject, { family }: Algorithm): SignKeyObjectInput {
  if (family === "ECDSA") return { key, dsaEncoding: "ieee-p1363" };
  if (family === "RSA") return { key };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function unusable(summary: string, signingAlg: string): ApiSettingsError {
  const curve = ALGORITHMS.get(signingAlg)?.curve;
  const kind = curve === undefined ? "an RSA private key" : `an EC private key on the curve ${curve}`;
  return new ApiSettingsError("invalid-settings", `${summary}.`, {
    wayOut: `Give ${kind} in PEM, not encrypted, as clientAssertionPrivateKey, and one of ${[...ALGORITHMS.keys()].join(", ")} as clientAssertionSigningAlg.`,
  });
}
