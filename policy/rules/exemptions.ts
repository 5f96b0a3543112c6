/** Exemptions: rules that do not hold for something, until a day, with somebody's name on it. */
import type { Exemption } from "./config/config-file.generated";
import type { Finding } from "./finding";
import { matchesGlob } from "./glob";
import { isKnown } from "./reading";
import type { Subject } from "./subject";

/** A calendar day in UTC, YYYY-MM-DD: days in this form compare as texts. */
export type Day = string;

export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** An exemption holds through its last day. */
export function isExpired(exemption: Exemption, today: Day): boolean {
  return exemption.expires < today;
}

/** Whether the exemption speaks of this rule and this resource; everything that it names must match. */
export function covers(exemption: Exemption, rule: string, { resource, identifier }: Subject): boolean {
  const { rules, urn, name, identifier: audience } = exemption;
  if (!rules.some((name) => name === rule)) return false;
  const matches = (pattern: string | undefined, text: string | undefined) =>
    pattern === undefined || (text !== undefined && matchesGlob(pattern, text, { ignoreCase: false }));
  return (
    matches(urn, resource.urn) &&
    matches(name, resource.name) &&
    matches(audience, isKnown(identifier) ? identifier.value : undefined)
  );
}

export interface ExemptionState {
  readonly exemption: Exemption;
  readonly state: "used" | "unused" | "expired";
  readonly message: string;
}

/** What has become of each exemption, given all findings of a stack. */
export function exemptionStates(
  exemptions: readonly Exemption[],
  findings: readonly Finding[],
  today: Day,
): ExemptionState[] {
  return exemptions.map((exemption) => {
    const what = `Exemption from ${exemption.rules.join(", ")} for ${selectorOf(exemption)} (${ownerOf(exemption)})`;
    if (isExpired(exemption, today)) {
      const message = `${what} expired on ${exemption.expires}, today is ${today} (UTC). Put the cause right, or renew it with a new reason.`;
      return { exemption, state: "expired", message };
    }
    const used = findings.some(
      ({ standing }) => standing.kind === "exempted" && standing.exemption === exemption,
    );
    return used
      ? { exemption, state: "used", message: `${what} holds until ${exemption.expires}.` }
      : {
          exemption,
          state: "unused",
          message: `${what} was not needed by anything in this stack. Take it away.`,
        };
  });
}

export function selectorOf({ urn, identifier, name }: Exemption): string {
  const parts = Object.entries({ urn, identifier, name }).flatMap(([key, text]) =>
    text === undefined ? [] : [`${key} "${text}"`],
  );
  return parts.join(" and ");
}

export function ownerOf({ owner, ticket }: Exemption): string {
  return ticket === undefined ? owner : `${owner}, ${ticket}`;
}
