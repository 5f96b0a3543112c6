/** /api/v2/clients/{id}/credentials */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { credentialsOf, linkedCredentialIds } from "../../credentials";
import { answer } from "../../http";
import type { Client, ClientCredential } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { innerIdOf } from "../path";
import { nullable, object, text } from "../validation/schemas";
import { createCheck } from "../validation/validate";
import { existingClient } from "./find";
import { moment, newCredential, shownCredential } from "./keys";
import { CREDENTIAL_PROPERTIES } from "./schemas";

const checkCreate = createCheck("Payload", object(CREDENTIAL_PROPERTIES, ["credential_type", "pem"]));
const checkUpdate = createCheck("Payload", object({ expires_at: nullable(text(64)) }));

export function listCredentials({ context, url }: Call): Response {
  const list = credentialsOf(context, existingClient(context, url));
  // Recorded: only here an end that is not set is shown, as null; and paging parameters change nothing.
  return answer(
    200,
    list.map((credential) => ({ ...shownCredential(credential), expires_at: credential.expires_at ?? null })),
  );
}

export function getCredential({ context, url }: Call): Response {
  return answer(200, shownCredential(existingCredential(context, existingClient(context, url), url)));
}

export async function createCredential({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  const { client_id } = existingClient(context, url);
  checkCreate(sent);
  const credential = newCredential(context, client_id, sent as JsonObject, []);
  context.store.clientCredentials.insert(credential);
  return answer(201, shownCredential(credential));
}

export async function updateCredential({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const client = existingClient(context, url);
    const { expires_at: former, ...stored } = existingCredential(context, client, url);
    checkUpdate(sent);
    const { expires_at: expires = former ?? null } = sent as { expires_at?: string | null };
    const credential: ClientCredential = {
      ...stored,
      updated_at: new Date(context.clock.now()).toISOString(),
      ...(expires === null ? {} : { expires_at: moment(expires, ["expires_at"]) }),
    };
    context.store.clientCredentials.replace(credential);
    return answer(200, shownCredential(credential));
  });
}

export function deleteCredential({ context, url }: Call): Response {
  return context.store.transaction(() => {
    const client = existingClient(context, url);
    const id = innerIdOf(url);
    if (linkedCredentialIds(client).includes(id)) {
      throw new ManagementError(400, "The credential is in use by the client");
    }
    if (findCredential(context, client, id)) context.store.clientCredentials.remove(id);
    return answer(204, undefined);
  });
}

function findCredential(context: TenantContext, client: Client, id: string): ClientCredential | undefined {
  const found = context.store.clientCredentials.get(id);
  // Another client's credential is none of this one's.
  return found?.client_id === client.client_id ? found : undefined;
}

function existingCredential(context: TenantContext, client: Client, url: string): ClientCredential {
  const found = findCredential(context, client, innerIdOf(url));
  if (found === undefined) {
    throw new ManagementError(404, "The credential does not exist", { errorCode: "inexistent_credential" });
  }
  return found;
}
