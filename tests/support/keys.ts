/** RSA keys for tests, made once for each process: making one takes longer than most tests. */
import { generateKeyPairSync, type KeyPairKeyObjectResult } from "node:crypto";
import { createSigningKeys, type SigningKeys } from "../../tenant/keys";
import { openStore } from "../../tenant/store/store";

const made: KeyPairKeyObjectResult[] = [];

/** The first, second, ... pair: the same number gives the same pair. */
export function rsaKeys(number = 0): KeyPairKeyObjectResult {
  made[number] ??= generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return made[number];
}

/** The public key of a pair in PEM. */
export function rsaPem(number = 0): string {
  return rsaKeys(number).publicKey.export({ format: "pem", type: "spki" }).toString();
}

let signingKeys: SigningKeys | undefined;

/** One signing key for all tenants of a process, in a store of its own that no tenant closes. */
export function sharedSigningKeys(): SigningKeys {
  signingKeys ??= createSigningKeys(openStore(":memory:"));
  return signingKeys;
}
