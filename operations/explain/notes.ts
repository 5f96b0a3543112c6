/** What an explanation says beside its table. */
import type { Reading } from "../../policy/rules/reading";
import type { ApiFacts, Facts } from "./facts";

export function notesOn({ api, client, tenant }: Facts): string[] {
  return [
    "A change of a lifetime reaches only tokens issued after it: issued ones keep their exp, and nobody can take them back.",
    "Whether refresh tokens still work after offline access is switched off is not documented: revoke them as well.",
    ...(client === undefined ? ["No client was given: what depends on its settings is marked so."] : []),
    ...(tenant?.defaultAudience === undefined
      ? ["The tenant's settings are not known here: its Default Audience is taken to be unset."]
      : []),
    ...tokenNotes(api),
  ];
}

function tokenNotes(api: ApiFacts): string[] {
  return [
    ...on(
      api.senderConstrained,
      "Every access token is bound to a key of its client (DPoP or mutual TLS): a stolen one alone is of no use.",
    ),
    ...on(
      api.encrypted,
      "Access tokens are encrypted for the API (JWE): nobody else can read their exp; expires_in says it.",
    ),
    ...on(
      api.onlineWithEphemeralSessions,
      "Online refresh tokens also come in ephemeral sessions, and end with those.",
    ),
  ];
}

function on(reading: Reading<boolean>, sentence: string): string[] {
  return reading.state === "known" && !reading.secret && reading.value ? [sentence] : [];
}
