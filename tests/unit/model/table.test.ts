/** The field table does not contradict itself, nor what is known about the Management API. */
import assert from "node:assert/strict";
import type { Field, Limit } from "../../../provider/model/field";
import { previewLimits } from "../../../provider/model/limits";
import { type Shape, shapeOf } from "../../../provider/model/shape";
import { ALL_FIELDS, fieldNamed, INPUT_FIELDS, WIRE_FIELDS } from "../../../provider/model/table";
import { validateInputs } from "../../../provider/model/validate";
import { snakeCase } from "../../../provider/model/wire";

/** Keys of the Management API's answers in their recorded order; what the recordings order only partly is left out. */
const RECORDED_ORDER = [
  ...["allow_offline_access", "skip_consent_for_verifiable_first_party_clients", "allow_online_access"],
  ...["allow_online_access_with_ephemeral_sessions", "subject_type_authorization", "token_lifetime"],
  ...["token_lifetime_for_web", "signing_alg", "signing_secret", "scopes", "enforce_policies"],
];

/** All keys that the Management API takes for an API of one's own, and those that it computes. */
const KNOWN_KEYS = [
  ...RECORDED_ORDER,
  ...[
    "id",
    "name",
    "identifier",
    "is_system",
    "client_id",
    "token_dialect",
    "token_encryption",
    "consent_policy",
  ],
  ...["authorization_details", "proof_of_possession", "authorization_policy", "access_token"],
  ...["token_lifetime_for_anonymous_access_tokens", "require_consent_non_repudiation"],
];

const limitsOf = (field: Field): Limit[] => [...(field.server ?? []), ...(field.preview ?? [])];

describe("the field table", () => {
  it("has each name and each wire name once", () => {
    const names = ALL_FIELDS.map(({ name }) => name);
    const wires = WIRE_FIELDS.map(({ wire }) => wire);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(wires).size, wires.length);
  });

  it("knows every key of the Management API, and each by its recorded place", () => {
    const wires = WIRE_FIELDS.map(({ wire }) => wire);
    assert.deepEqual(
      KNOWN_KEYS.filter((key) => !wires.includes(key)),
      [],
    );
    assert.deepEqual(
      wires.filter((wire) => RECORDED_ORDER.includes(wire)),
      RECORDED_ORDER,
    );
  });

  it("computes id, is_system and client_id only", () => {
    const outputs = ALL_FIELDS.filter(({ role }) => role === "output").map(({ wire }) => wire);
    assert.deepEqual(outputs.sort(), ["client_id", "id", "is_system"]);
  });

  it("finds a field by its name, and none by what JavaScript knows", () => {
    assert.equal(fieldNamed("name")?.wire, "name");
    for (const name of ["", "id", "constructor", "__proto__"]) assert.equal(fieldNamed(name), undefined);
  });

  it("replaces an API for its identifier only, and misses nothing else", () => {
    assert.deepEqual(
      ALL_FIELDS.filter(({ immutable }) => immutable).map(({ name }) => name),
      ["identifier"],
    );
    assert.deepEqual(
      ALL_FIELDS.filter(({ required }) => required).map(({ name }) => name),
      ["identifier"],
    );
  });

  it("has exactly one secret", () => {
    assert.deepEqual(
      ALL_FIELDS.filter(({ secret }) => secret).map(({ name }) => name),
      ["signingSecret"],
    );
  });
});

for (const field of ALL_FIELDS) {
  describe(`the field ${field.name}`, () => {
    it("has a title, a description in sentences and a source", () => {
      assert.match(field.title, /^[A-Z]/);
      assert.match(field.description, /^[A-Z`].*\.$/s);
      assert.ok(field.source.length > 0);
    });

    it("has a wire name that follows from its name", () => {
      if (field.wire === null || field.name === "apiId") return;
      assert.equal(field.wire, snakeCase(field.name.replace(/Seconds$/, "")));
    });

    it("says what removing it means, exactly where it can be removed from the tenant", () => {
      const removable = field.role === "input" && field.wire !== null && !field.required;
      assert.equal(field.whenRemoved !== undefined, removable);
    });

    it("goes back to a default only where there is one, and is cleared only where there is none", () => {
      const fallback = field.default ?? field.absentMeans;
      if (field.whenRemoved === "default") assert.notEqual(fallback, undefined);
      if (field.whenRemoved === "null") assert.equal(field.default, undefined);
    });

    it("has one kind of default, of its own type and within its limits", () => {
      assert.ok(field.default === undefined || field.absentMeans === undefined);
      const fallback = field.default ?? field.absentMeans;
      if (fallback === undefined) return;
      assert.ok(field.type.safeParse(fallback).success);
      if (field.role === "output") return;
      assert.deepEqual(validateInputs({ identifier: "x", [field.name]: fallback }), []);
    });

    it("states its default in its description", () => {
      const fallback = field.default ?? field.absentMeans;
      if (field.role === "output" || fallback === undefined || Array.isArray(fallback)) return;
      const written = typeof fallback === "number" ? fallback.toLocaleString("en-US") : String(fallback);
      const expected = typeof fallback === "object" ? "Default: " : `Default: ${written}`;
      assert.ok(field.description.includes(expected), field.description);
    });

    it("states its numeric limits in its description or that of the place they hold at", () => {
      const capped = limitsOf(field).some(({ kind }) => kind === "notGreaterThan");
      for (const { kind, value, on } of previewLimits(field)) {
        if (typeof value !== "number" || value <= 1 || (kind === "max" && capped)) continue;
        const place = on === undefined ? "" : (memberAt(shapeOf(field.type), on)?.description ?? "");
        const said = `${field.description} ${place}`;
        assert.ok(said.includes(value.toLocaleString("en-US")), `${kind} ${value} is not in: ${said}`);
      }
    });

    it("names Seconds what is seconds", () => {
      assert.equal(field.name.endsWith("Seconds"), field.lifetime === true);
      if (field.lifetime) assert.match(field.description, /^Seconds /);
    });

    it("has limits at places that exist, each with its source, each once", () => {
      for (const set of [field.server ?? [], field.preview ?? []]) {
        const keys = set.map(({ kind, on }) => `${on ?? ""} ${kind}`);
        assert.equal(new Set(keys).size, keys.length);
      }
      for (const { on, source, kind, value } of limitsOf(field)) {
        assert.ok(source.length > 0);
        if (on !== undefined) assert.ok(memberAt(shapeOf(field.type), on), on);
        if (kind === "notGreaterThan") assert.equal(fieldNamed(String(value))?.lifetime, true);
        if (kind === "pattern") assert.doesNotThrow(() => new RegExp(String(value), "u"));
      }
      for (const { kind } of field.preview ?? []) assert.notEqual(kind, "open");
    });

    it("takes no input traits where the tenant computes it", () => {
      if (field.role === "input") return;
      const { required, immutable, secret, lifetime, whenRemoved, writeOnly, server, preview } = field;
      for (const trait of [required, immutable, secret, lifetime, whenRemoved, writeOnly, server, preview]) {
        assert.equal(trait, undefined);
      }
    });

    it("has its write-only leaf in what is declared and its fingerprint in what is answered", () => {
      if (field.writeOnly === undefined) return;
      assert.ok(memberAt(shapeOf(field.type), field.writeOnly.leaf)?.required);
      assert.equal(memberAt(shapeOf(field.type), field.writeOnly.fingerprintLeaf), undefined);
      const answered = shapeOf(field.outputType ?? field.type);
      assert.ok(memberAt(answered, field.writeOnly.leaf)?.required === false);
      assert.ok(memberAt(answered, field.writeOnly.fingerprintLeaf));
    });

    it("describes every member inside", () => {
      for (const type of [field.type, ...(field.outputType ? [field.outputType] : [])]) {
        for (const [name, description] of membersOf(shapeOf(type)))
          assert.match(description, /^\W?[A-Z].*\.$/, name);
      }
    });
  });
}

describe("views of the table", () => {
  it("hold the inputs, and what the tenant knows", () => {
    assert.ok(INPUT_FIELDS.every(({ role }) => role === "input"));
    assert.deepEqual(
      INPUT_FIELDS.filter(({ wire }) => wire === null).map(({ name }) => name),
      ["sensitivity", "existing"],
    );
    assert.equal(WIRE_FIELDS.length, ALL_FIELDS.length - 2);
  });
});

interface Place {
  required: boolean;
  description: string | undefined;
}

/** The member at "[].value" or "encryptionKey.pem". */
function memberAt(shape: Shape, place: string): Place | undefined {
  let current: Shape | undefined = shape;
  let found: Place | undefined;
  for (const step of place.replaceAll("[]", ".[]").split(".").filter(Boolean)) {
    if (step === "[]") {
      current = current?.kind === "array" ? current.items : undefined;
      found = current && { required: true, description: undefined };
    } else {
      const member = current?.kind === "object" ? current.members[step] : undefined;
      current = member?.shape;
      found = member;
    }
  }
  return found;
}

function membersOf(shape: Shape): [name: string, description: string][] {
  if (shape.kind === "array" || shape.kind === "map") return membersOf(shape.items);
  if (shape.kind !== "object") return [];
  return Object.entries(shape.members).flatMap(([name, member]) => [
    [name, member.description ?? ""],
    ...membersOf(member.shape),
  ]);
}
