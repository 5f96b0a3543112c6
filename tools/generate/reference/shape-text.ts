/** Types of fields and settings in words. */
import type { Shape } from "../../../provider/model/shape";
import { code, listed } from "./markdown";

export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case "boolean":
      return "true or false";
    case "integer":
      return "whole number";
    case "number":
      return "number";
    case "json":
      return "any value";
    case "string":
      return shape.values === undefined ? "text" : listed(shape.values.map(code), "or");
    case "array":
      return `list of ${plural(shape.items)}`;
    case "map":
      return "object";
    case "object":
      return "object";
  }
}

function plural(shape: Shape): string {
  return shape.kind === "object" || shape.kind === "map" ? "objects" : `${shapeText(shape)}s`;
}

/** One entry for each member at any depth: "encryptionKey.pem", "[].value". */
export function members(shape: Shape, path = ""): { path: string; text: string }[] {
  if (shape.kind === "array" || shape.kind === "map")
    return members(shape.items, shape.kind === "array" ? `${path}[]` : `${path}.*`);
  if (shape.kind !== "object") return [];
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const place = path === "" ? name : `${path}.${name}`;
    const required = member.required ? ", required" : "";
    const description = member.description === undefined ? "" : `: ${member.description}`;
    return [
      { path: place, text: `${shapeText(member.shape)}${required}${description}` },
      ...members(member.shape, place),
    ];
  });
}
