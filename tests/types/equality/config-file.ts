/** The generated types of the configuration and baseline files against the schemas that parse them. */
import type { z } from "zod";
import type { Baseline, ConfigFile } from "../../../policy/rules/config/config-file.generated";
import type { baselineSchema, configSchema } from "../../../policy/rules/config/schema";
import { holds, type Same } from "./same";

/** What a parser gives may be written to; what users hand in need not be. */
type Written<T> = T extends readonly (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Written<T[Key]> }
    : T;

// A member of the one is a member of the other by name, form and whether it may be left out.
holds<Same<Written<ConfigFile>, z.infer<typeof configSchema>>>();
holds<Same<Written<Baseline>, z.infer<typeof baselineSchema>>>();

// The comparison sees a difference as deep as an exemption's rules.
type Misspelt = Omit<ConfigFile, "exemptions"> & { exemptions?: { rules: readonly string[] }[] | undefined };
// @ts-expect-error another exemption
holds<Same<Written<Misspelt>, z.infer<typeof configSchema>>>();
