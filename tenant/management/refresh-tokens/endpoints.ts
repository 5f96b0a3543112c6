/** /api/v2/refresh-tokens/{id}, /api/v2/users/{id}/refresh-tokens, and the older /api/v2/device-credentials */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { RefreshToken } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { CHECKPOINT_QUERY, type CheckpointQuery, checkpointBody, type PageQuery, sliceBody } from "../paging";
import { idOf } from "../path";
import { createListReader, createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { existingUser } from "../users/find";
import { choice, text } from "../validation/schemas";
import { liveTokens, revokeTokens, shownToken } from "./list";

const readUserQuery = createQueryReader<CheckpointQuery>(CHECKPOINT_QUERY);

interface DeviceQuery extends PageQuery, FieldsQuery {
  user_id?: string;
  client_id?: string;
  type?: string;
}

const deviceReader = createListReader<DeviceQuery>({
  ...FIELDS_QUERY,
  user_id: text(255),
  client_id: text(64),
  type: choice("public_key", "refresh_token", "rotating_refresh_token"),
});

export function getRefreshToken({ context, url }: Call): Response {
  return answer(200, shownToken(context, existingToken(context, url)));
}

/** Documented: 202, because the real tenant does it in the background. */
export function deleteRefreshToken({ context, url }: Call): Response {
  revokeTokens(context, [existingToken(context, url)]);
  return answer(202, undefined);
}

export function listUserTokens({ context, url }: Call): Response {
  const query = readUserQuery(url);
  const { user_id } = existingUser(context, url);
  const tokens = liveTokens(context, { user_id }).map((token) => shownToken(context, token));
  return answer(
    200,
    checkpointBody(query, tokens, "tokens", (token) => String(token.id)),
  );
}

export function deleteUserTokens({ context, url }: Call): Response {
  const { user_id } = existingUser(context, url);
  revokeTokens(context, liveTokens(context, { user_id }));
  return answer(202, undefined);
}

export function listDevices({ context, url }: Call): Response {
  const query = deviceReader(context, url);
  const { user_id, client_id } = query;
  const where = {
    ...(user_id === undefined ? {} : { user_id }),
    ...(client_id === undefined ? {} : { client_id }),
  };
  const found = liveTokens(context, where)
    .map(shownDevice)
    .filter(({ type }) => query.type === undefined || type === query.type);
  return answer(200, sliceBody(query, found, "device_credentials", { layout: "items first" }));
}

/** Deleting what is not there succeeds, as it does for clients and users. */
export function deleteDevice({ context, url }: Call): Response {
  revokeTokens(context, liveTokens(context, { family: idOf(url) }));
  return answer(204, undefined);
}

function shownDevice({ family, user_id, client_id, rotating }: RefreshToken): JsonObject {
  const type = rotating ? "rotating_refresh_token" : "refresh_token";
  return { id: family, device_name: "Unknown", device_id: family, type, user_id, client_id };
}

function existingToken(context: TenantContext, url: string): RefreshToken {
  const [found] = liveTokens(context, { family: idOf(url) });
  if (found === undefined) throw new ManagementError(404, "The refresh token does not exist.");
  return found;
}
