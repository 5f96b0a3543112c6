/** What a program can be written in. */
import type { Json } from "../../../provider/model/values";
import type { Program } from "../program/program";

export const LANGUAGES = ["yaml", "typescript"] as const;
export type LanguageName = (typeof LANGUAGES)[number];

export interface Language {
  readonly name: LanguageName;
  /** Name of the Pulumi runtime. */
  readonly runtime: string;
  /** Whether programs ask for the provider's version, so that the import has to. */
  readonly asksForVersion: boolean;
  /** Whether a value of the tenant can be declared in it. */
  canWrite(value: Json): boolean;
  /** Files of the project by name. */
  files(program: Program): Map<string, string>;
}
