/** A Pulumi program to be written, before it has a language. */
import type { Json } from "../../../provider/model/values";
import type { Remark } from "./remark";

/** A type of resource, as the import file and each language name it. */
export interface ResourceKind {
  /** Type token: "apisettings:index:Api". */
  readonly token: string;
  /** In YAML: "apisettings:Api". */
  readonly yaml: string;
  /** In TypeScript, after `new`: "auth0.ResourceServer". */
  readonly typescript: string;
}

export interface ProgramResource {
  readonly kind: ResourceKind;
  /** Name of the variable in TypeScript, of the resource in YAML: letters and digits, unique in the program. */
  readonly variable: string;
  /** Pulumi's name of the resource, which stands in its URN. */
  readonly name: string;
  /** What `pulumi import` looks it up by. */
  readonly id: string;
  /** Declared properties, in the order in which they are written. */
  readonly properties: ReadonlyMap<string, Json>;
  /** What is not declared although the tenant has it, or could be. */
  readonly remarks: readonly Remark[];
  /** Properties that the import brings and the program cannot write. */
  readonly ignoreChanges: readonly string[];
}

/** The provider that the program is written for. */
export interface Provider {
  readonly name: "apisettings" | "auth0";
  /** Lines of TypeScript that import it. */
  readonly imports: readonly string[];
  /** Packages that package.json asks for, in both languages and in TypeScript only. */
  readonly packages: { readonly always: Packages; readonly typescript: Packages };
  /** Where Pulumi.yaml says that the plugin is; undefined: Pulumi finds it by itself. */
  readonly pluginPath: string | undefined;
  /** Version that TypeScript programs ask for, which the import has to ask for as well. */
  readonly typescriptVersion: string | undefined;
}

export type Packages = Readonly<Record<string, string>>;

export interface Program {
  /** Name of the Pulumi project. */
  readonly project: string;
  readonly description: string;
  readonly provider: Provider;
  readonly resources: readonly ProgramResource[];
  /** Pulumi refuses to delete the resources. */
  readonly protect: boolean;
}
