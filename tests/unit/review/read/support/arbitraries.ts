/** Changes of resources with values of all four kinds, at any depth, under any name. */
import fc from "fast-check";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../../../../provider/model/values";
import type { Change, State } from "./writers";

/** Texts that mean something else to Pulumi are left out: it writes no other value like them. */
const text = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "",
      "null",
      "true",
      "[unknown]",
      "computed",
      "output<string>",
      "<script>",
      "\u001b[31m",
      "a\nb",
    ),
  )
  .filter((value) => !/\[secret\]|\[credential\]/.test(value));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n + 0);
const known = fc.oneof(text, number, fc.boolean());
const leaf: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: known },
  { weight: 1, arbitrary: fc.constant(UNKNOWN as Value) },
  { weight: 1, arbitrary: fc.constant(new Secret(UNKNOWN) as Value) },
  { weight: 1, arbitrary: known.map((value) => new Secret(value) as Value) },
);
const name = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("constructor", "toString", "hasOwnProperty", "urn", "type"),
);
const nestedName = fc.oneof(name, fc.constant("__proto__"));

const nested: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(nestedName, tie("value")), { maxLength: 3 }).map(Object.fromEntries<Value>),
  ),
})).value;

/** Names beginning with "s" are secrets everywhere, others nowhere at the top: a mixture is hidden, see its own test. */
const property: fc.Arbitrary<[string, Value]> = fc
  .tuple(
    name.filter((key) => !key.startsWith("__")),
    nested,
  )
  .map(([key, value]) => {
    if (key.startsWith("s")) return [key, value instanceof Secret ? value : new Secret(UNKNOWN)];
    return [key, value instanceof Secret ? "was secret" : value];
  });

const inputs: fc.Arbitrary<ValueObject> = fc.array(property, { maxLength: 5 }).map(Object.fromEntries<Value>);
const state: fc.Arbitrary<State> = fc.record({ inputs, protect: fc.boolean() }, { noNullPrototype: true });

const change: fc.Arbitrary<Change> = fc
  .record({
    op: fc.constantFrom<Change["op"][]>("create", "update", "delete", "same", "replace"),
    type: fc.constantFrom("apisettings:index:Api", "pulumi-nodejs:dynamic/apisettings:Api", "a:b/c:D"),
    name: fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("a::b", "two\nlines", "$x", "<b>", "\u001b[0m"),
    ),
    before: state,
    after: state,
  })
  .map(({ before, after, ...rest }) => ({
    ...rest,
    ...(rest.op === "create" ? {} : { before }),
    ...(rest.op === "delete" ? {} : { after }),
  }));

export const changes = fc.uniqueArray(change, {
  maxLength: 5,
  selector: ({ type, name }) => JSON.stringify([type, name]),
});
