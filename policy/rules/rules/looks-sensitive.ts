import { isSensitive } from "../../../provider/model/sensitivity";
import { isSecret, isUnknown, type Value } from "../../../provider/model/values";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Reading, readText, valueAt } from "../reading";
import type { PolicyResource } from "../resource";
import type { Outcome, Rule, StackContext } from "../rule";
import { sensitiveWordIn } from "../sensitive-words";
import type { Subject } from "../subject";
import { nameOf, tierOf } from "../words";

export const looksSensitive: Rule = {
  id: "looks-sensitive",
  title: "An API that looks sensitive is treated as such",
  description:
    "Words such as payments, admin or health in an identifier, a name or a scope of an API that is neither confidential nor restricted. A hint: the words are a setting.",
  level: "advisory",
  severity: "medium",
  tags: ["classification"],
  remediationSteps:
    "Classify the API as confidential or restricted; or, where the word means nothing, add it to sensitiveWords.remove in the configuration.",
  checkResource: (subject, { config }) => {
    if (subject.type.kind !== "api" || isSensitive(subject.tier.tier)) return [];
    return judge(subject, textsOf(subject), config.sensitiveWords);
  },
  checkStack: (context) => {
    const apis = context.subjects.filter(({ type, tier }) => type.kind === "api" && !isSensitive(tier.tier));
    return apis.flatMap((subject) =>
      // What the API itself says has been judged alone; its scopes may stand in resources of their own.
      judge(subject, textsOf(subject), context.config.sensitiveWords).length > 0
        ? []
        : judge(subject, separateScopes(subject, context), context.config.sensitiveWords),
    );
  },
};

function judge(subject: Subject, texts: readonly Reading<string>[], words: readonly string[]): Outcome[] {
  for (const text of texts) {
    const word = isKnown(text) ? sensitiveWordIn(text.value, words) : undefined;
    if (word === undefined) continue;
    return [
      {
        kind: "violation",
        subject,
        field: text.field,
        problem: `${nameOf(subject)} looks sensitive ("${word}" in ${text.field}), and its tier is ${tierOf(subject)}.`,
        wayOut:
          "Classify it as confidential or restricted, or remove the word from sensitiveWords in the configuration.",
      },
    ];
  }
  const open = texts.find((text) => text.state === "unknown");
  return open && !isKnown(open) ? notEvaluated(subject, open) : [];
}

function textsOf({ resource, type, identifier }: Subject): Reading<string>[] {
  const inProgram: Reading<string> = {
    state: "known",
    value: resource.name,
    declared: true,
    secret: false,
    field: "name",
  };
  return [
    identifier,
    inProgram,
    ...(type.displayName === undefined ? [] : [readText(resource.props, type.displayName)]),
    ...(type.scopes === undefined ? [] : scopesAt(resource, type.scopes, "value")),
  ];
}

/** Scopes in a list of texts, or of objects that name them in `key`. */
function scopesAt({ props }: PolicyResource, field: string, key: string): Reading<string>[] {
  const { value } = valueAt(props, field);
  if (isUnknown(value)) return [{ state: "unknown", field }];
  if (!Array.isArray(value)) return [];
  return value.map((scope: Value, index): Reading<string> => {
    const at = `${field}[${index}]`;
    const opened = isSecret(scope) ? scope.reveal() : scope;
    if (typeof opened === "string") return readText({ scope: opened }, "scope");
    return { ...readText({ scope: opened }, `scope.${key}`), field: at };
  });
}

const SCOPE_LIST = "auth0:index/resourceServerScopes:ResourceServerScopes";
const ONE_SCOPE = "auth0:index/resourceServerScope:ResourceServerScope";

/** pulumi-auth0 declares scopes apart from their API, and names it by its identifier. */
function separateScopes(subject: Subject, { resources }: StackContext): Reading<string>[] {
  const { identifier } = subject;
  if (!isKnown(identifier)) return [];
  return resources.flatMap((resource) => {
    const owner = readText(resource.props, "resourceServerIdentifier");
    if (!isKnown(owner) || owner.value !== identifier.value) return [];
    if (resource.type === SCOPE_LIST) return scopesAt(resource, "scopes", "name");
    return resource.type === ONE_SCOPE ? [readText(resource.props, "scope")] : [];
  });
}
