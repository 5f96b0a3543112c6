/** The policy that speaks of exemptions which have ended, or which nothing needs. */
import { exemptionStates } from "../../rules/exemptions";
import { policyUrl } from "../links";
import { optionsFor } from "../report";
import type { Run } from "../run";
import type { PackPolicy } from "../sdk";

const NAME = "exemptions";

export function exemptionsPolicy(run: Run): PackPolicy {
  return {
    name: NAME,
    displayName: "Exemptions are in use and have not ended",
    description:
      "Exemptions of the configuration that have expired, and those that nothing in the stack needs. Always advisory: an expired exemption covers nothing, so what it covered counts again by itself.",
    enforcementLevel: "advisory",
    severity: "low",
    tags: ["exemption"],
    remediationSteps: "Take the exemption out of the configuration, or renew it with a new reason.",
    url: policyUrl(NAME),
    validateStack: (_, report) => {
      const options = optionsFor(run, report);
      if (options === undefined) return;
      const { config, today } = options;
      const { findings, notEvaluated } = run.foundInAll();
      for (const { exemption, state, message } of exemptionStates(config.exemptions, findings, today)) {
        // What is not known yet may turn out to need it.
        const undecided = notEvaluated.some(({ rule }) => exemption.rules.includes(rule));
        if (state === "expired" || (state === "unused" && !undecided))
          report({ message, enforcementLevel: "advisory" });
      }
    },
  };
}
