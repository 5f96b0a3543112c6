/** Whether a token was signed with a key that the tenant publishes (RFC 7515, section 5.2; RFC 7518, section 3.1). */
import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { JsonObject } from "../../provider/model/values";

export type SignatureState =
  | "valid"
  | "invalid"
  | "no such key"
  /** Made with a shared secret, which this tool does not ask for. */
  | "not checked"
  /** The tenant's keys could not be read. */
  | "no keys";

interface Algorithm {
  readonly hash: "sha256" | "sha512";
  readonly pss: boolean;
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  RS256: { hash: "sha256", pss: false },
  RS512: { hash: "sha512", pss: false },
  PS256: { hash: "sha256", pss: true },
};

export function signatureOf(token: string, header: JsonObject, keys: readonly JsonObject[]): SignatureState {
  const name = String(header.alg);
  const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
  if (algorithm === undefined) return "not checked";
  const jwk = keys.find(({ kid }) => kid === header.kid);
  const key = jwk && publicKey(jwk);
  if (key === undefined) return "no such key";
  const [first = "", second = "", signature = ""] = token.split(".");
  const padding = algorithm.pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  const signed = Buffer.from(`${first}.${second}`);
  return verify(algorithm.hash, signed, { key, ...padding }, Buffer.from(signature, "base64url"))
    ? "valid"
    : "invalid";
}

function publicKey(jwk: JsonObject): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return key.asymmetricKeyType === "rsa" ? key : undefined;
  } catch {
    return undefined;
  }
}
