/** Types of Pulumi's package schema as TypeScript text. */
import type { ComplexTypeSpec, ObjectTypeSpec, TypeSpec } from "../../../provider/plugin/schema/package-spec";
import { docComment } from "./doc-comment";

/** Where a type stands: in arguments (every value may be an input), in plain arguments, or in results. */
export type Position = "input" | "plain" | "output";

type Types = Readonly<Record<string, ComplexTypeSpec>>;

export class TypeText {
  readonly #types: Types;
  /** Names of the object types that were asked for, with the position that their members have. */
  readonly #used = new Map<string, { spec: ObjectTypeSpec; position: Position }>();
  readonly #enumerations = new Map<string, string>();

  constructor(types: Types) {
    this.#types = types;
  }

  /** An optional or required member: doc comment, name, type. */
  member(
    name: string,
    spec: TypeSpec & { description?: string },
    required: boolean,
    position: Position,
  ): string {
    const doc = spec.description === undefined ? "" : docComment(spec.description, "  ");
    const text = this.typeOf(spec, position);
    if (position !== "input")
      return `${doc}  ${name}${required ? "" : "?"}: ${text}${required ? "" : " | undefined"};\n`;
    return required
      ? `${doc}  ${name}: ${input(text)};\n`
      : `${doc}  ${name}?: ${input(`${text} | undefined`)};\n`;
  }

  /** An interface with the members of an object type. */
  interface(name: string, spec: ObjectTypeSpec, position: Position, doc = spec.description): string {
    const required = new Set(spec.required);
    const members = Object.entries(spec.properties).map(([member, property]) =>
      this.member(member, property, required.has(member), position),
    );
    return `${doc === undefined ? "" : docComment(doc)}export interface ${name} {\n${members.join("")}}\n`;
  }

  typeOf(spec: TypeSpec, position: Position): string {
    if (spec.$ref !== undefined) return this.#reference(spec.$ref, position);
    switch (spec.type) {
      case "boolean":
      case "string":
        return spec.type;
      case "integer":
      case "number":
        return "number";
      case "array": {
        const items = inside(this.typeOf(spec.items ?? {}, position), position);
        return /^[\w.<>[\]]+$/.test(items) ? `${items}[]` : `Array<${items}>`;
      }
      case "object":
        return `{ [key: string]: ${inside(this.typeOf(spec.additionalProperties ?? {}, position), position)} }`;
      default:
        return "unknown";
    }
  }

  /** Declarations of every named type that was asked for, sorted by name. */
  declarations(): string[] {
    const written = new Map<string, string>();
    // Writing one asks for those inside it.
    for (let added = true; added; ) {
      added = false;
      for (const [name, { spec, position }] of [...this.#used]) {
        if (written.has(name)) continue;
        written.set(name, this.interface(name, spec, position));
        added = true;
      }
    }
    return [...written, ...this.#enumerations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  }

  #reference(reference: string, position: Position): string {
    const token = reference.replace("#/types/", "");
    const spec = this.#types[token];
    if (spec === undefined) return "unknown";
    const name = token.split(":").at(-1) ?? token;
    if ("enum" in spec) {
      const values = spec.enum.map(({ value }) => JSON.stringify(value)).join(" | ");
      const doc = spec.description === undefined ? "" : docComment(spec.description);
      this.#enumerations.set(name, `${doc}export type ${name} = ${values};\n`);
      return name;
    }
    const positioned = position === "input" ? `${name}Args` : name;
    this.#used.set(positioned, { spec, position });
    return positioned;
  }
}

function input(text: string): string {
  return text.startsWith("unknown") ? "unknown" : `pulumi.Input<${text}>`;
}

function inside(text: string, position: Position): string {
  return position === "input" ? input(text) : text;
}
