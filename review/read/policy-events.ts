/** What policy packs said during a run. */
import { type JsonObject, memberOf, textAt, textsAt } from "./json";
import type { PolicyRemediation, PolicyRun, PolicyViolation } from "./model";
import { readProperties } from "./properties";
import { plainText } from "./text";

/** How the engine words that a policy asked for a value which is known only after the apply. It says so as an advisory. */
const NOT_EVALUATED = /^can't run policy '.*' from policy pack '.*' during preview/s;

export function readViolation(event: JsonObject): PolicyViolation {
  const message = plainText(textAt(event, "message") ?? "");
  return {
    ...nameOf(event),
    level: textAt(event, "enforcementLevel") ?? "",
    severity: textAt(event, "severity"),
    urn: textAt(event, "resourceUrn"),
    message,
    notEvaluated: NOT_EVALUATED.test(message),
  };
}

export function readRemediation(event: JsonObject): PolicyRemediation {
  const values = (key: string) => {
    const value = memberOf(event, key);
    return value === undefined || value === null ? undefined : readProperties(value, "masked");
  };
  return {
    ...nameOf(event),
    urn: textAt(event, "resourceUrn"),
    before: values("before"),
    after: values("after"),
  };
}

export function readPolicyRun(event: JsonObject, kind: PolicyRun["kind"]): PolicyRun {
  const { pack, packVersion } = nameOf(event);
  return {
    kind,
    pack,
    packVersion,
    urn: textAt(event, "resourceUrn"),
    passed: textsAt(event, "passed"),
    failed: textsAt(event, "failed"),
  };
}

function nameOf(event: JsonObject): { pack: string; packVersion: string | undefined; policy: string } {
  return {
    pack: textAt(event, "policyPackName") ?? "",
    packVersion: textAt(event, "policyPackVersion"),
    policy: textAt(event, "policyName") ?? "",
  };
}
