/**
 * A rule of our own: a sensitive API checks permissions. It reads our `Api` and pulumi-auth0's `ResourceServer` alike,
 * because both call the setting `enforcePolicies`.
 */
const {
  isKnown,
  isSensitive,
  nameOf,
  notEvaluated,
  readBoolean,
  tierOf,
} = require("pulumi-apisettings/rules");

/** @type {import("pulumi-apisettings/rules").Rule<"permissions-enforced">} */
const permissionsEnforced = {
  id: "permissions-enforced",
  title: "Sensitive APIs check permissions",
  description:
    "Without role-based access control a token of any user is good for every scope that was asked for.",
  level: "mandatory",
  severity: "high",
  tags: ["permissions"],
  remediationSteps: "Set enforcePolicies to true.",
  checkResource: (subject) => {
    if (subject.type.kind !== "api" || !isSensitive(subject.tier.tier)) return [];
    // Unset means false at Auth0.
    const enforced = readBoolean(subject.resource.props, "enforcePolicies", false);
    // Not known before the apply, or in no form that we understand: that is no pass.
    if (!isKnown(enforced)) return notEvaluated(subject, enforced);
    if (enforced.value) return [];
    return [
      {
        kind: "violation",
        subject,
        field: enforced.field,
        problem: `${nameOf(subject)} does not check permissions, in tier ${tierOf(subject)}.`,
        wayOut: "Set enforcePolicies to true.",
      },
    ];
  },
};

module.exports = { permissionsEnforced };
