import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Named, variableNames } from "../../../../operations/import/program/names";

/** The names of resources with these wishes, whose ids are 0, 1, 2, ... */
function namesOf(...wishes: (string | readonly string[])[]): string[] {
  const resources = wishes.map((wish, index) => ({
    id: String(index).padStart(3, "0"),
    wishes: typeof wish === "string" ? [wish] : wish,
  }));
  return [...variableNames(resources).values()];
}

const named: fc.Arbitrary<Named[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 4 }),
    wishes: fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("Orders", "orders 2", "delete", "", "Bücher")),
      { maxLength: 2 },
    ),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);

describe("names of resources", () => {
  it("are made of what people call the API", () => {
    assert.deepEqual(namesOf("Orders Service", "OrdersAPI", "API", "Bücher & Straßen", "3D printing"), [
      "ordersService",
      "ordersAPI",
      "api",
      "bucherStrassen",
      "api3dPrinting",
    ]);
  });

  it("come from the identifier where there is no name that can be used", () => {
    assert.deepEqual(namesOf(["銀行", "https://bank.example.test/"], ["", "urn:x:y"], ["😀", "銀行"]), [
      "bankExampleTest",
      "urnXY",
      "api",
    ]);
  });

  it("are no word that a language keeps for itself", () => {
    assert.deepEqual(namesOf("delete", "New", "pulumi", "No", "auth0", "n"), [
      "deleteApi",
      "newApi",
      "pulumiApi",
      "noApi",
      "auth0Api",
      "nApi",
    ]);
  });

  it("are numbered where they repeat, and leave those alone that have the number themselves", () => {
    assert.deepEqual(
      variableNames([
        { id: "4", wishes: ["Orders"] },
        { id: "3", wishes: ["Orders"] },
        { id: "2", wishes: ["orders"] },
        { id: "1", wishes: ["Orders 2"] },
      ]),
      new Map([
        ["1", "orders2"],
        ["2", "orders"],
        ["3", "orders3"],
        ["4", "orders4"],
      ]),
    );
  });

  it("are valid, each once, and the same in whatever order the tenant lists", () => {
    fc.assert(
      fc.property(named, (resources) => {
        const names = variableNames(resources);
        assert.equal(names.size, resources.length);
        assert.equal(new Set(names.values()).size, resources.length);
        for (const name of names.values()) {
          assert.match(name, /^[a-z][A-Za-z0-9]{0,60}$/);
        }
        assert.deepEqual(variableNames([...resources].reverse()), names);
      }),
    );
  });
});
