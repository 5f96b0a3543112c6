/** The part of a JSON Schema that describes what stands at a path. */
import type { Json } from "../../../provider/model/values";

/** Keywords that are looked at; the schemas are our own, and use no references. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

export function schemaAt(schema: Json, path: readonly PropertyKey[]): SchemaNode | undefined {
  let node = schema as SchemaNode | undefined;
  for (const key of path) {
    const forms: readonly SchemaNode[] = node === undefined ? [] : [node, ...(node.anyOf ?? [])];
    node = forms
      .map((form) => (typeof key === "number" ? form.items : own(form.properties, String(key))))
      .find((found) => found !== undefined);
  }
  return node;
}

function own<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
