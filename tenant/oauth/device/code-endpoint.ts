/** POST /oauth/device/code (RFC 8628, section 3.1): a device asks for codes, one for itself and one for its user. */
import { grantTypesOf } from "../../clients";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { authenticateClient } from "../client-authentication";
import { grantNotAllowed, NO_STORE } from "../errors";
import { deviceCode } from "../grants/device-code";
import { organizationOfRequest } from "../organizations";
import { readParameters, scopeOf } from "../parameters";
import { checkUserAccess } from "../scopes";
import { targetOf } from "../target";
import { digest } from "../tokens/digest";

/** How long the codes can be used, and the shortest wait between two polls: both documented. */
const DEVICE_CODE_LIFETIME_SECONDS = 900;
const POLL_INTERVAL_SECONDS = 5;

export async function deviceCodeEndpoint(context: TenantContext, request: Request): Promise<Response> {
  const parameters = await readParameters(request);
  const authorization = request.headers.get("authorization") ?? undefined;
  const client = await authenticateClient(context, parameters, authorization);
  if (!grantTypesOf(client).includes(deviceCode.grantType)) throw grantNotAllowed(deviceCode.grantType);
  // No device says for which organization it asks, so a client that always needs one is refused.
  organizationOfRequest(context, client, parameters.get("organization"));
  const api = targetOf(context, parameters.get("audience"));
  if (api !== undefined) checkUserAccess(context, client, api);
  const { store, random, clock, names } = context;
  const code = random.alphanumeric(43);
  const userCode = `${random.consonants(4)}-${random.consonants(4)}`;
  store.deviceCodes.insert({
    id: digest(code),
    user_code: userCode,
    client_id: client.client_id,
    scope: scopeOf(parameters),
    ...(api === undefined ? {} : { audience: api.identifier }),
    expires_at: clock.nowSeconds() + DEVICE_CODE_LIFETIME_SECONDS,
    interval_seconds: POLL_INTERVAL_SECONDS,
    status: "pending",
  });
  const verificationUri = `${names.issuer}activate`;
  const body = {
    device_code: code,
    user_code: userCode,
    verification_uri: verificationUri,
    expires_in: DEVICE_CODE_LIFETIME_SECONDS,
    interval: POLL_INTERVAL_SECONDS,
    verification_uri_complete: `${verificationUri}?user_code=${userCode}`,
  };
  return answer(200, body, NO_STORE);
}
