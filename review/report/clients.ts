/** Clients of a stack that get tokens of an API, as far as the stack holds what connects them. */
import { isKnown, readText } from "../../policy/rules/reading";
import type { Subject } from "../../policy/rules/subject";
import { tokenTypeOf } from "../../policy/rules/token-types";
import type { ReviewResource } from "../read/model";

/** pulumi-auth0: lets a client have tokens of an API by client credentials. */
const CLIENT_GRANT = "auth0:index/clientGrant:ClientGrant";

/** Names in the program; undefined where nothing of the stack tells. */
export function clientsOf(subject: Subject, resources: readonly ReviewResource[]): string[] | undefined {
  if (subject.type.kind !== "api" || !isKnown(subject.identifier)) return undefined;
  const audience = subject.identifier.value;
  const found = resources.flatMap(({ type, name, after }) => {
    if (after === undefined) return [];
    if (type === CLIENT_GRANT) {
      const granted = readText(after.inputs, "audience");
      return isKnown(granted) && granted.value === audience ? [`${name} (client grant)`] : [];
    }
    const audiences = tokenTypeOf(type)?.clientRefreshTokens?.(after.inputs).audiences ?? [];
    return audiences.some((one) => isKnown(one) && one.value === audience)
      ? [`${name} (refresh-token policy)`]
      : [];
  });
  return found.length === 0 ? undefined : found;
}
