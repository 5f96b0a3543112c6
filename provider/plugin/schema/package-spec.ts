/** The parts of Pulumi's package schema that this package uses (pulumi/pulumi, pkg/codegen/schema/pulumi.json). */

export interface TypeSpec {
  type?: "boolean" | "integer" | "number" | "string" | "array" | "object";
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
}

export interface PropertySpec extends TypeSpec {
  description?: string;
  secret?: true;
  /** For documentation: the provider's own diff decides on replacement. */
  willReplaceOnChanges?: true;
}

export interface ObjectTypeSpec {
  description?: string;
  properties: Record<string, PropertySpec>;
  type?: "object";
  required?: string[];
}

export interface EnumTypeSpec {
  type: "string";
  description?: string;
  enum: { name: string; value: string }[];
}

export type ComplexTypeSpec = ObjectTypeSpec | EnumTypeSpec;

export interface ResourceSpec extends ObjectTypeSpec {
  inputProperties: Record<string, PropertySpec>;
  requiredInputs?: string[];
  /** Inputs of List, which is what makes `pulumi do … list` work. */
  listInputs?: ObjectTypeSpec;
}

export interface FunctionSpec {
  description: string;
  inputs: ObjectTypeSpec;
  outputs: ObjectTypeSpec;
}

export interface PackageSpec {
  name: string;
  displayName: string;
  version?: string;
  description: string;
  keywords: string[];
  license: string;
  meta: { moduleFormat: string };
  config: { variables: Record<string, PropertySpec> };
  types: Record<string, ComplexTypeSpec>;
  provider: {
    description: string;
    inputProperties: Record<string, PropertySpec>;
  };
  resources: Record<string, ResourceSpec>;
  functions: Record<string, FunctionSpec>;
  language: Record<string, Record<string, unknown>>;
}
