/** The link from a client to the credentials that it may use, kept true in both directions. */
import type { TenantContext } from "../../context";
import { credentialsOf, linkedCredentialIds, linkedCredentials } from "../../credentials";
import type { Client } from "../../store/records";
import { invalid } from "../validation/validate";

/** The client with `public_key` as its linked credentials say. Throws the 400 answer for ids that it does not have. */
export function linked(context: TenantContext, client: Client): Client {
  const known = credentialsOf(context, client).map(({ id }) => id);
  const violations = linkedCredentialIds(client).flatMap((id, index) =>
    known.includes(id)
      ? []
      : [
          {
            path: ["client_authentication_methods", "private_key_jwt", "credentials", String(index), "id"],
            text: `Invalid value "${id}"`,
          },
        ],
  );
  if (violations.length > 0) throw invalid("Payload", violations);
  const { public_key: _, ...bare } = client;
  // One whose time is over as well: the client does not fall back to its secret when its last key ends.
  const [credential] = linkedCredentials(context, client);
  return { ...bare, ...(credential === undefined ? {} : { public_key: credential.pem }) } as Client;
}
