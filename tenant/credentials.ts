/** Public keys with which clients prove themselves (RFC 7523): what both sides of the tenant read of them. */
import type { Json } from "../provider/model/values";
import { publicKeyOf } from "./clients";
import type { TenantContext } from "./context";
import { asObject } from "./json";
import type { Client, ClientCredential } from "./store/records";

/** Ids of the credentials that a client may use, of all that are stored for it. */
export function linkedCredentialIds(client: Client): string[] {
  const method = asObject(asObject(client.client_authentication_methods)?.private_key_jwt);
  const list: readonly Json[] = Array.isArray(method?.credentials) ? method.credentials : [];
  return list.flatMap((item) => String(asObject(item)?.id ?? []));
}

export function credentialsOf({ store }: TenantContext, client: Client): ClientCredential[] {
  return store.clientCredentials.find({ client_id: client.client_id });
}

/** Those of them that the client may use, also when their time is over. */
export function linkedCredentials(context: TenantContext, client: Client): ClientCredential[] {
  const linked = linkedCredentialIds(client);
  return credentialsOf(context, client).filter(({ id }) => linked.includes(id));
}

/** Keys (SPKI or certificate, PEM) that an assertion of this client may be signed with now; a client from the start has one. */
export function assertionKeysOf(context: TenantContext, client: Client): string[] {
  if (linkedCredentialIds(client).length === 0) return [publicKeyOf(client) ?? []].flat();
  const now = context.clock.now();
  return linkedCredentials(context, client)
    .filter(({ expires_at }) => expires_at === undefined || Date.parse(expires_at) > now)
    .map(({ pem }) => pem);
}
