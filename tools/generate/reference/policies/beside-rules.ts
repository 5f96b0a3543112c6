/** What the pack has besides rules, under headings that its results point to. */

const SECTION = `## Policies beside the rules

The pack reports these under names of their own. All but the first are advisory, whatever level they are given.

### configuration

Takes the settings that all rules share, from \`--policy-pack-config\`. Settings that contradict themselves block the preview: nothing was judged.
To put it right: do what the message says; \`apisettings policy config\` finds the same mistakes without a preview. Its level is \`remediate\`, because
rules that remediate need the settings too; it changes nothing itself. Leave it there.

### not-evaluated

What a rule could not decide, with resource, rule and property: a value that is known after the apply, or one that cannot be read. Never the same
as having found nothing. What becomes known is judged again at the apply.

### exempted

Findings that an [exemption](#configuration-file) covers, with its reason, owner and last day.

### known-findings

Findings that are in the [baseline](#baseline-file) and no worse than there.

### exemptions

Exemptions that have expired, and those that nothing in the stack needs.
`;

export function besideRulesSection(): string {
  return SECTION;
}
