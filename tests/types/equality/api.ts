/** The exported types of an API against the field table: generated text must say what the zod types say. */
import type { z } from "zod";
import type { FIELDS } from "../../../provider/model/fields";
import type { SENSITIVITIES } from "../../../provider/model/sensitivity";
import type { ApiOutputs } from "../../../sdk/api-outputs.generated";
import type { ApiArgs, Sensitivity } from "../../../sdk/types.generated";
import { holds, type Same } from "./same";

type Field = (typeof FIELDS)[number];
type Input = Extract<Field, { role: "input" }>;
type RequiredInput = Extract<Input, { required: true }>;

/** What the table lets a program declare. */
type Declared = { [F in RequiredInput as F["name"]]: z.infer<F["type"]> } & {
  [F in Exclude<Input, RequiredInput> as F["name"]]?: z.infer<F["type"]> | undefined;
};

holds<Same<ApiArgs, Declared>>();
holds<Same<Sensitivity, (typeof SENSITIVITIES)[number]>>();

/** What the table says of an output: its form, and whether it is always there. */
type OutputOf<F extends Field> = F extends { outputType: infer Type extends z.ZodType }
  ? z.infer<Type>
  : z.infer<F["type"]>;
type IsAlwaysThere<F extends Field> = F extends { wire: null }
  ? false
  : F extends { role: "output" }
    ? undefined extends z.infer<F["type"]>
      ? false
      : true
    : F extends { required: true } | { default: unknown } | { absentMeans: unknown }
      ? true
      : false;
type Outputs = {
  [F in Field as F["name"]]: IsAlwaysThere<F> extends true ? OutputOf<F> : OutputOf<F> | undefined;
};
type Class = { [Name in Field["name"]]: ApiOutputs[Name] };

holds<Same<Class, Outputs>>();

// The assertions themselves can fail.
// @ts-expect-error another type
holds<Same<{ a: string }, { a: number }>>();
// @ts-expect-error optional is not required
holds<Same<{ a?: string | undefined }, { a: string | undefined }>>();
// @ts-expect-error one member more
holds<Same<{ a: { b: string }[] }, { a: { b: string; c: string }[] }>>();
// @ts-expect-error a wider text
holds<Same<{ a: "x" }, { a: string }>>();
