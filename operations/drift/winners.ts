/** Who wins at the next `pulumi up`, as sentences. */
import { defaultOf } from "../../provider/model/effective";
import { isSame } from "../../provider/resources/comparison";
import type { Difference } from "./differences";
import type { Kind } from "./kinds";

const UNSEEN = "`pulumi up` without --refresh does not look, and leaves the tenant as it is.";

export function winnersOf(differences: readonly Difference[], { ours }: Kind): string[] {
  const groups = new Map<string, string[]>();
  for (const difference of differences) {
    const outcome = outcomeOf(difference, ours);
    groups.set(outcome, [...(groups.get(outcome) ?? []), difference.property]);
  }
  const sentences = [...groups].map(([outcome, names]) => `${names.join(", ")}: ${outcome}`);
  return [...sentences, UNSEEN];
}

function outcomeOf({ field, declared, live }: Difference, ours: boolean): string {
  if (declared) return "the program wins at the next `pulumi up --refresh`.";
  const fallback = defaultOf(field);
  if (!ours) return "not declared, so the tenant wins: pulumi-auth0 keeps what it finds.";
  if (isSame(field, live, fallback)) return "not declared and at its default now, so it stays as it is.";
  if (field.lifetime && typeof live === "number" && typeof fallback === "number" && live < fallback)
    return "not declared and shorter than the default: nobody wins until the program declares it, because `pulumi up --refresh` refuses to lengthen it.";
  return "not declared, so the default wins at the next `pulumi up --refresh`.";
}

export function afterDeletion({ ours }: Kind, takenBy: string | undefined): string[] {
  if (takenBy === undefined)
    return [
      "Deleted outside: the program wins at the next `pulumi up --refresh`, which creates it again with a new id.",
      "`pulumi up` without --refresh does not look, and creates nothing.",
    ];
  const wayOut = ours ? "import it, or declare `existing: adopt`" : "import it";
  return [
    `Replaced outside: the API of the state is gone, and another one with the id ${takenBy} has its identifier now.`,
    `The tenant wins: \`pulumi up --refresh\` would create the API again, which the tenant refuses while the identifier is taken; ${wayOut}.`,
  ];
}
