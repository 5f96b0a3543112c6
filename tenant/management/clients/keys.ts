/** Credentials as requests send them and answers show them. The keys themselves come in and never go out. */
import { X509Certificate } from "node:crypto";
import { publicKeyThumbprint, rsaPublicKey } from "../../../provider/model/public-key";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import type { ClientCredential } from "../../store/records";
import { invalid } from "../validation/validate";

/** Throws the 400 answer for a text that holds no RSA public key, or a private one. `path` leads to the credential. */
export function newCredential(
  context: TenantContext,
  clientId: string,
  sent: JsonObject,
  path: readonly string[],
): ClientCredential {
  const pem = String(sent.pem);
  const thumbprint = publicKeyThumbprint(pem);
  if (thumbprint === undefined || rsaPublicKey(pem) === undefined) {
    throw invalid("Payload", [
      { path: [...path, "pem"], text: "Object didn't pass validation for format pem: " },
    ]);
  }
  const now = new Date(context.clock.now()).toISOString();
  const expires = sent.parse_expiry_from_cert === true ? certificateExpiry(pem) : sent.expires_at;
  return {
    id: `cred_${context.random.alphanumeric(22)}`,
    client_id: clientId,
    ...(typeof sent.name === "string" ? { name: sent.name } : {}),
    credential_type: "public_key",
    // Recorded: without one of its own, a credential is known by its key's RFC 7638 thumbprint.
    kid: typeof sent.kid === "string" ? sent.kid : thumbprint,
    alg: typeof sent.alg === "string" ? sent.alg : "RS256",
    pem,
    created_at: now,
    updated_at: now,
    ...(expires === undefined ? {} : { expires_at: moment(expires, [...path, "expires_at"]) }),
  };
}

/** As the endpoints of credentials show it. */
export function shownCredential(credential: ClientCredential): JsonObject {
  const { id, name, credential_type, kid, alg, created_at, updated_at, expires_at } = credential;
  return {
    id,
    ...(name === undefined ? {} : { name }),
    credential_type,
    kid,
    alg,
    created_at,
    updated_at,
    ...(expires_at === undefined ? {} : { expires_at }),
  };
}

/** ISO 8601 in UTC, as answers show it; throws the 400 answer for what is no time. */
export function moment(value: unknown, path: readonly string[]): string {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) {
    throw invalid("Payload", [
      { path, text: `Object didn't pass validation for format date-time: ${String(value)}` },
    ]);
  }
  return new Date(time).toISOString();
}

function certificateExpiry(pem: string): string | undefined {
  try {
    return new Date(new X509Certificate(pem).validTo).toISOString();
  } catch {
    // A bare key has no end of its own.
    return undefined;
  }
}
