/** What an import brings of an API, and what it cannot bring. */
import type { Field } from "../../../provider/model/field";
import { valueAt } from "../../../provider/model/paths";
import { shapeOf } from "../../../provider/model/shape";
import { INPUT_FIELDS } from "../../../provider/model/table";
import { dropAbsent, type Json, revealAll, type ValueObject } from "../../../provider/model/values";
import { importedInputs } from "../../../provider/resources/read";
import type { Remark } from "../program/remark";
import type { TenantApi } from "../tenant-api";

export interface LiveValues {
  /** Fields that are not at their default, required ones always; the required first. */
  readonly values: readonly { readonly field: Field; readonly value: Json }[];
  readonly remarks: readonly Remark[];
}

export function liveValues({ outputs, isSystem }: TenantApi): LiveValues {
  const { inputs, refused } = importedInputs(outputs);
  const values = INPUT_FIELDS.flatMap((field) => {
    const value = inputs[field.name];
    return value === undefined ? [] : [{ field, value: dropAbsent(revealAll(value)) as Json }];
  });
  return {
    // As people write them: what it is, before what it is like.
    values: [
      ...values.filter(({ field }) => field.required),
      ...values.filter(({ field }) => !field.required),
    ],
    remarks: [
      ...(isSystem ? [{ kind: "system" } as const] : []),
      ...refused.map(({ property, message }) => ({ kind: "refused", property, message }) as const),
      ...INPUT_FIELDS.flatMap((field) => unseen(field, outputs, isSystem)),
    ],
  };
}

/** What the tenant has and does not show. */
function unseen(field: Field, outputs: ValueObject, isSystem: boolean): Remark[] {
  if (isSystem) return [];
  // Listings leave secrets out; an API whose tokens are signed with one has one.
  if (field.secret) return outputs.signingAlg === "HS256" ? [{ kind: "secret", property: field.name }] : [];
  const live = outputs[field.name];
  if (field.writeOnly === undefined || live === undefined) return [];
  const fingerprint = valueAt(revealAll(live), field.writeOnly.fingerprintLeaf.split("."));
  return [
    {
      kind: "write-only",
      property: field.name,
      leaf: field.writeOnly.leaf,
      fingerprint: typeof fingerprint === "string" ? fingerprint : undefined,
    },
  ];
}

/** Fields that live in Pulumi only, for the user to choose. */
export function choices(): Remark[] {
  return INPUT_FIELDS.flatMap((field) => {
    const shape = shapeOf(field.type);
    const isChoice = field.wire === null && field.creationOnly !== true;
    if (!isChoice || shape.kind !== "string" || shape.values === undefined) return [];
    return [{ kind: "choice", property: field.name, values: shape.values }] as const;
  });
}
