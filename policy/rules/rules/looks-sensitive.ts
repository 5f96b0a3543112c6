import { isSensitive } from "../../../provider/model/sensitivity";
import { isUnknown, type Value } from "../../../provider/model/values";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Reading, readText, valueAt } from "../reading";
import type { PolicyResource } from "../resource";
import type { Outcome, Rule, StackContext } from "../rule";
import { sensitiveWordIn } from "../sensitive-words";
import type { Subject } from "../subject";
import { canonicalType } from "../token-types";
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
        problem: `${nameOf(subject)} looks sensitive (${isKnown(text) && text.secret ? "a word" : `"${word}"`} in ${text.field}), and its tier is ${tierOf(subject)}.`,
        wayOut:
          "Classify it as confidential or restricted, or remove the word from sensitiveWords in the configuration.",
      },
    ];
  }
  const open = texts.find(({ state }) => state === "unknown" || state === "unreadable");
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
  const list = valueAt(props, field);
  if (list.value === undefined) return [];
  if (isUnknown(list.value)) return [{ state: "unknown", field }];
  if (!Array.isArray(list.value)) return [{ state: "unreadable", field, expected: "a list of scopes" }];
  return list.value.map((scope: Value, index): Reading<string> => {
    const isText = typeof valueAt({ scope }, "scope").value === "string";
    const reading = readText({ scope }, isText ? "scope" : `scope.${key}`);
    return {
      ...reading,
      field: `${field}[${index}]`,
      ...(reading.state === "known" && { secret: reading.secret || list.secret }),
    };
  });
}

const SCOPE_LIST = canonicalType("auth0:index/resourceServerScopes:ResourceServerScopes");
const ONE_SCOPE = canonicalType("auth0:index/resourceServerScope:ResourceServerScope");

/** pulumi-auth0 declares scopes apart from their API, and names it by its identifier. */
function separateScopes(subject: Subject, { resources }: StackContext): Reading<string>[] {
  const { identifier } = subject;
  if (!isKnown(identifier)) return [];
  return resources.flatMap((resource) => {
    const type = canonicalType(resource.type);
    if (type !== SCOPE_LIST && type !== ONE_SCOPE) return [];
    const owner = readText(resource.props, "resourceServerIdentifier");
    if (!isKnown(owner) || owner.value !== identifier.value) return [];
    return type === SCOPE_LIST ? scopesAt(resource, "scopes", "name") : [readText(resource.props, "scope")];
  });
}
