/** What a forge's refusal means, and the way out. */
import { ApiSettingsError } from "../../provider/model/errors";
import type { Answer } from "./http";

export interface Words {
  readonly token: "GITHUB_TOKEN" | "GITLAB_TOKEN";
  readonly target: string;
  /** Which permission or scope writing needs, as a sentence. */
  readonly permission: string;
}

export function refusalOf(answer: Answer, { token, target, permission }: Words): ApiSettingsError {
  const { status, message, headers } = answer;
  const said = `(HTTP ${status}${message === "" ? "" : `: ${message}`})`;
  if (status === 401)
    return new ApiSettingsError("credentials-refused", `The forge refused ${token} ${said}.`, {
      wayOut: "Give one that is valid: it may have expired or been revoked.",
      status,
    });
  if (status === 403 && /lock/i.test(message))
    return new ApiSettingsError("insufficient-scope", `The conversation of ${target} is locked ${said}.`, {
      wayOut: "Unlock it, or give a token of somebody with write access.",
      status,
    });
  if (status === 403) {
    const accepted = headers.get("x-accepted-github-permissions");
    const wanted = accepted && /^[\w=;, -]{1,200}$/.test(accepted) ? ` The forge asks for: ${accepted}.` : "";
    return new ApiSettingsError("insufficient-scope", `${token} may not do this on ${target} ${said}.`, {
      wayOut: `${permission}${wanted}`,
      status,
    });
  }
  if (status === 404 || status === 410)
    return new ApiSettingsError("not-found", `There is no ${target}, or ${token} cannot see it ${said}.`, {
      wayOut: "Look at --repository, --pull-request and --api-url, and at what the token may read.",
      status,
    });
  if (status >= 300 && status < 400)
    return new ApiSettingsError("not-found", `${target} has moved (HTTP ${status}).`, {
      wayOut:
        "Give its present name by --repository; redirects are not followed, as they would carry the token.",
      status,
    });
  if ((status === 422 || status === 400) && /too long/i.test(message))
    return new ApiSettingsError("invalid-input", `The comment is too long for ${target} ${said}.`, {
      wayOut: "Write it by apisettings review --out markdown=FILE, which keeps within the limit.",
      status,
    });
  return new ApiSettingsError("rejected-by-tenant", `The forge refused the comment on ${target} ${said}.`, {
    status,
  });
}

export function unexpected(what: string): ApiSettingsError {
  return new ApiSettingsError("unexpected-answer", `The forge's answer has no ${what}.`, {
    wayOut: "Look at --api-url: it must be the address of the API, not of the pages.",
  });
}
