/** Arguments of look-ups and listings, validated by the types that the schema shows. */
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { z } from "zod";
import { revealAll } from "../../model/values";
import { decodeProperties } from "../wire/decode";

export type Query<T> = { arguments: T } | { faults: string[] };

export function parseQuery<T>(type: z.ZodType<T>, struct: Struct | undefined): Query<T> {
  const parsed = type.safeParse(revealAll(decodeProperties(struct)));
  if (parsed.success) return { arguments: parsed.data };
  return {
    faults: parsed.error.issues.flatMap((issue) => {
      const keys = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
      const fault = issue.code === "unrecognized_keys" ? "is not an argument" : "has the wrong form";
      return keys.map((key) => `${key} ${fault}.`);
    }),
  };
}
