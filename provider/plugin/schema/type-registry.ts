/** Shapes of the tables as types of Pulumi's schema. Objects and enumerations get names; everything else is inline. */
import type { Member, Shape } from "../../model/shape";
import { typeToken } from "../tokens";
import type { ComplexTypeSpec, ObjectTypeSpec, PropertySpec, TypeSpec } from "./package-spec";
import { memberTypeName, pascalCase, singular } from "./type-names";

const ANY = "pulumi.json#/Any";

export class TypeRegistry {
  readonly #types: Map<string, ComplexTypeSpec>;
  readonly #suffix: string;

  constructor(types = new Map<string, ComplexTypeSpec>(), suffix = "") {
    this.#types = types;
    this.#suffix = suffix;
  }

  /** The same types; one that has the name of another but differs from it gets the suffix. */
  variant(suffix: string): TypeRegistry {
    return new TypeRegistry(this.#types, suffix);
  }

  /** By token, sorted: the order of use must not show in a generated file. */
  get types(): Record<string, ComplexTypeSpec> {
    return Object.fromEntries([...this.#types].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The type of a value; `name` is for the named type that it may need. */
  typeOf(shape: Shape, name: string, description?: string): TypeSpec {
    switch (shape.kind) {
      case "boolean":
      case "integer":
      case "number":
        return { type: shape.kind };
      case "json":
        return { $ref: ANY };
      case "string":
        return shape.values === undefined
          ? { type: "string" }
          : this.#named(name, enumeration(shape.values, description));
      case "array":
        return { type: "array", items: this.typeOf(shape.items, singular(name)) };
      case "map":
        return { type: "object", additionalProperties: this.typeOf(shape.items, singular(name)) };
      case "object":
        return this.#named(name, {
          type: "object",
          ...(description === undefined ? {} : { description }),
          ...this.members(shape.members, name),
        });
    }
  }

  members(members: Readonly<Record<string, Member>>, owner?: string): ObjectTypeSpec {
    const properties: Record<string, PropertySpec> = {};
    for (const [name, { shape, description }] of Object.entries(members)) {
      const typeName = owner === undefined ? pascalCase(name) : memberTypeName(owner, name);
      properties[name] = {
        ...this.typeOf(shape, typeName, description),
        ...(description === undefined ? {} : { description }),
      };
    }
    const required = Object.keys(members).filter((name) => members[name]?.required);
    return required.length === 0 ? { properties } : { properties, required };
  }

  #named(name: string, spec: ComplexTypeSpec): TypeSpec {
    const token = [name, `${name}${this.#suffix}`].map(typeToken).find((candidate) => {
      const known = this.#types.get(candidate);
      return known === undefined || JSON.stringify(known) === JSON.stringify(spec);
    });
    if (token === undefined) throw new Error(`Two different types would be named ${typeToken(name)}.`);
    this.#types.set(token, spec);
    return { $ref: `#/types/${token}` };
  }
}

function enumeration(values: readonly string[], description: string | undefined): ComplexTypeSpec {
  return {
    type: "string",
    ...(description === undefined ? {} : { description }),
    enum: values.map((value) => ({ name: pascalCase(value), value })),
  };
}
