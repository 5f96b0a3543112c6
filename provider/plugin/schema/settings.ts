/** The provider's settings in the schema: stack configuration and arguments of an explicit provider are the same. */
import { ALL_SETTINGS, type Setting } from "../../model/settings";
import { type Shape, shapeOf } from "../../model/shape";
import type { PropertySpec } from "./package-spec";
import { pascalCase } from "./type-names";
import type { TypeRegistry } from "./type-registry";

export function settingProperties(types: TypeRegistry): Record<string, PropertySpec> {
  return Object.fromEntries(ALL_SETTINGS.map((setting) => [setting.name, settingProperty(setting, types)]));
}

/**
 * Environment variables stand in the description only. As `defaultInfo` generated SDKs would copy them into the
 * provider's arguments, and so into state: a client id from the environment would then be taken for an incomplete set
 * of credentials, and settings of one machine would stick to the stack.
 */
function settingProperty(setting: Setting, types: TypeRegistry): PropertySpec {
  const environment =
    setting.environment === undefined ? "" : ` Environment variable: ${setting.environment.join(" or ")}.`;
  return {
    ...types.typeOf(withoutDetail(shapeOf(setting.type)), pascalCase(setting.name), setting.description),
    description: `${setting.description}${environment}`,
    ...(setting.secret ? { secret: true } : {}),
  };
}

/** Configuration is text: what it may hold stands in the description, and is checked by CheckConfig. */
function withoutDetail(shape: Shape): Shape {
  if (shape.kind === "string") return { kind: "string" };
  return shape.kind === "map" ? { kind: "map", items: { kind: "json" } } : shape;
}
