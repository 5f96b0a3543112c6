#!/usr/bin/env node
/** The `apisettings` command. */
import { Command } from "commander";
import { isApiSettingsError } from "../provider/model/errors";
import { addTenantCommand } from "./tenant";

export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command("apisettings")
    .description("Token settings of APIs in an Auth0 tenant.")
    // What comes after the name of a sub-command belongs to that, also where its parent has an option of the same name.
    .enablePositionalOptions();
  addTenantCommand(program);
  await program.parseAsync([...argv]);
}

if (require.main === module) {
  main(process.argv).catch((error: unknown) => {
    // What is meant for users is a sentence; a stack would hide it.
    console.error(isApiSettingsError(error) ? `apisettings: ${error.message}` : error);
    process.exitCode = 1;
  });
}
