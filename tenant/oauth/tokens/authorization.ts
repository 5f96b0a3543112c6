import type { Authorization } from "../../store/records";

/** What was agreed, without what belongs to the code or token that carries it. */
export function authorizationOf(record: Authorization): Authorization {
  const { client_id, user_id, sid, authenticated_at, scope, audience, organization } = record;
  return {
    client_id,
    user_id,
    authenticated_at,
    scope,
    ...(sid === undefined ? {} : { sid }),
    ...(audience === undefined ? {} : { audience }),
    ...(organization === undefined ? {} : { organization }),
  };
}
