import assert from "node:assert/strict";
import fc from "fast-check";
import { fieldNamed, WIRE_FIELDS } from "../../../provider/model/table";
import type { Json, JsonObject } from "../../../provider/model/values";
import { revealAll } from "../../../provider/model/values";
import { outputsFromWire, valueFromWire, valueToWire } from "../../../provider/model/wire";
import { changeAt, pathsOf, validApi } from "./arbitraries";

const SEED = 20_260_723;
const check = <T>(property: fc.IProperty<T>, numRuns: number): void =>
  fc.assert(property, { seed: SEED, numRuns });

function toWire(api: JsonObject): JsonObject {
  const sent: JsonObject = {};
  for (const field of WIRE_FIELDS) {
    const value = api[field.name];
    if (value !== undefined) sent[field.wire] = valueToWire(field, value);
  }
  return sent;
}

describe("the wire form, whatever is declared", () => {
  it("comes back as it was declared", () => {
    check(
      fc.property(validApi, (api) => {
        const { sensitivity: _, existing: __, ...known } = api;
        assert.deepEqual(revealAll(outputsFromWire(toWire(api))), known);
      }),
      250,
    );
  });

  it("has no capital letter in a listed name, and none but listed names at the top", () => {
    const wires: string[] = WIRE_FIELDS.map(({ wire }) => wire);
    check(
      fc.property(validApi, (api) => {
        const { authorization_details: _, ...sent } = toWire(api);
        assert.deepEqual(
          Object.keys(sent).filter((key) => !wires.includes(key)),
          [],
        );
        const members = pathsOf(sent)
          .flat()
          .filter((key) => typeof key === "string");
        assert.deepEqual(
          members.filter((key) => /[A-Z]/.test(key)),
          [],
        );
      }),
      200,
    );
  });

  it("keeps members that a newer tenant may add, at any depth, there and back", () => {
    const extra = fc.jsonValue({ maxDepth: 2 }).filter((value) => value !== null) as fc.Arbitrary<Json>;
    check(
      fc.property(
        validApi,
        fc.nat(),
        fc.constantFrom("brand_new", "x", "newMember"),
        extra,
        (api, number, name, value) => {
          const nested = Object.entries(toWire(api)).filter(
            ([, sent]) => typeof sent === "object" && sent !== null,
          );
          const answer: JsonObject = Object.fromEntries(nested);
          const objects = pathsOf(answer).filter((path) => isPlainObject(at(answer, path)));
          const path = objects[number % objects.length];
          if (path === undefined) return;
          const grown = changeAt(answer, path, (found) => ({ ...(found as JsonObject), [name]: value }));
          for (const [wire, sent] of Object.entries(grown)) {
            const field = WIRE_FIELDS.find((candidate) => candidate.wire === wire);
            assert.ok(field);
            assert.deepEqual(valueToWire(field, valueFromWire(field, sent) as Json), sent);
          }
        },
      ),
      250,
    );
  });

  it("does not touch free-form JSON", () => {
    const field = fieldNamed("authorizationDetails");
    assert.ok(field);
    const details = fc.array(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }),
      {
        maxLength: 3,
      },
    ) as fc.Arbitrary<Json>;
    check(
      fc.property(details, (value) => {
        assert.deepEqual(valueToWire(field, value), value);
        assert.deepEqual(valueFromWire(field, value), value);
      }),
      200,
    );
  });
});

function at(value: Json, path: (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (current, key) => (current as Record<string | number, Json> | undefined)?.[key],
    value,
  );
}

function isPlainObject(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
