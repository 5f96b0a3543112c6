/** What an endpoint's answer says of the access token that is in it. */
import type { Flow } from "../../../provider/model/lifetimes";
import { decode } from "./decode";
import type { AccessToken, Result } from "./shelf";

export type Brought = Pick<Result, "accessTokens" | "idToken" | "refreshToken">;

export function accessTokenOf(
  answer: URLSearchParams,
  { flow, from, now }: { flow: Flow; from: AccessToken["from"]; now: number },
): AccessToken {
  const token = answer.get("access_token") ?? "";
  const expiresInSeconds = Number(answer.get("expires_in"));
  const { claims } = decode(token);
  const claimed = (name: string, otherwise: number): number =>
    typeof claims?.[name] === "number" ? claims[name] : otherwise;
  return {
    token,
    flow,
    from,
    expiresInSeconds,
    // A token that nobody can look into ends when its answer said that it would.
    issuedAt: claimed("iat", now),
    expiresAt: claimed("exp", now + expiresInSeconds),
    scope: (answer.get("scope") ?? "").split(" ").filter((word) => word !== ""),
  };
}
