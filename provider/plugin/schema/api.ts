/** The resource in the schema: inputs, outputs, and the same outputs for a look-up. */
import type { Field } from "../../model/field";
import { shapeOf } from "../../model/shape";
import { ALL_FIELDS, INPUT_FIELDS } from "../../model/table";
import { GET_API_INPUTS, LIST_INPUTS } from "../queries";
import type { FunctionSpec, ObjectTypeSpec, PropertySpec, ResourceSpec } from "./package-spec";
import { pascalCase } from "./type-names";
import type { TypeRegistry } from "./type-registry";

const RESOURCE_DESCRIPTION = `An API (OAuth 2.0 resource server) of an Auth0 tenant, and how long its access tokens live.

What is not declared is left as the tenant has it. A change reaches newly issued tokens only: issued ones keep their \`exp\`.

{{% examples %}}
## Example Usage
{{% example %}}
### A banking API: short tokens, no refresh tokens

\`\`\`typescript
import { Api } from "pulumi-apisettings/plugin";

const banking = new Api("banking", {
  identifier: "https://banking.example.test/",
  tokenLifetimeSeconds: 900,
  allowOfflineAccess: false,
  sensitivity: "restricted",
});
\`\`\`
\`\`\`yaml
resources:
  banking:
    type: apisettings:Api
    properties:
      identifier: https://banking.example.test/
      tokenLifetimeSeconds: 900
      allowOfflineAccess: false
      sensitivity: restricted
\`\`\`
{{% /example %}}
{{% /examples %}}

## Import

An API is imported by its id or by its identifier:

\`\`\`sh
pulumi import apisettings:index:Api banking https://banking.example.test/
\`\`\`
`;

export function apiResource(types: TypeRegistry): ResourceSpec {
  const inputProperties = properties(INPUT_FIELDS, inputProperty, types);
  return {
    description: RESOURCE_DESCRIPTION,
    ...outputs(ALL_FIELDS, types),
    inputProperties,
    requiredInputs: INPUT_FIELDS.filter((field) => field.required).map(({ name }) => name),
    listInputs: objectOf(shapeOf(LIST_INPUTS), types),
  };
}

export function getApiFunction(types: TypeRegistry): FunctionSpec {
  // What lives in Pulumi state only, and secrets, cannot be looked up.
  const fields = ALL_FIELDS.filter((field) => field.wire !== null && field.secret !== true);
  return {
    description: "Looks up an API that this program does not manage, by its id or by its identifier.",
    inputs: objectOf(shapeOf(GET_API_INPUTS), types),
    outputs: outputs(fields, types),
  };
}

function outputs(fields: readonly Field[], types: TypeRegistry): ObjectTypeSpec {
  return {
    properties: properties(fields, outputProperty, types),
    required: fields.filter(isAlwaysThere).map(({ name }) => name),
  };
}

/** Whether an API of the tenant always has a value: sent, stored by default, or meant by an absent key. */
function isAlwaysThere(field: Field): boolean {
  if (field.wire === null) return false;
  if (field.role === "output") return !field.type.isOptional();
  return field.required === true || field.default !== undefined || field.absentMeans !== undefined;
}

function properties(
  fields: readonly Field[],
  property: (field: Field, types: TypeRegistry) => PropertySpec,
  types: TypeRegistry,
): Record<string, PropertySpec> {
  return Object.fromEntries(fields.map((field) => [field.name, property(field, types)]));
}

function inputProperty(field: Field, types: TypeRegistry): PropertySpec {
  const type = types.typeOf(shapeOf(field.type), pascalCase(field.name), field.description);
  return {
    ...type,
    description: field.description,
    ...(field.secret ? { secret: true } : {}),
    ...(field.immutable ? { willReplaceOnChanges: true } : {}),
  };
}

function outputProperty(field: Field, types: TypeRegistry): PropertySpec {
  if (field.outputType === undefined) return inputProperty(field, types);
  // Not "Output": Go's generated code has a type of that name for each type.
  const outputTypes = types.variant("State");
  return {
    ...inputProperty(field, types),
    ...outputTypes.typeOf(shapeOf(field.outputType), pascalCase(field.name), field.description),
  };
}

function objectOf(shape: ReturnType<typeof shapeOf>, types: TypeRegistry): ObjectTypeSpec {
  if (shape.kind !== "object") throw new Error("Inputs are objects.");
  return { type: "object", ...types.members(shape.members) };
}
