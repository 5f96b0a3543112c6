#!/usr/bin/env node
/** The `apisettings` command. */
import { Command, CommanderError } from "commander";
import { isApiSettingsError } from "../provider/model/errors";
import { addCommentCommand } from "./comment";
import { addDriftCommand } from "./drift";
import { EXIT_HELP, exitCodeOf } from "./exit-codes";
import { addExplainCommand } from "./explain";
import { addImportCommand } from "./import";
import { type CommandIo, PROCESS_IO } from "./io";
import { addPolicyCommand } from "./policy";
import { addReviewCommand } from "./review";
import { addTenantCommand } from "./tenant";
import { addVerifyCommand } from "./verify";

export function createProgram(io: CommandIo): Command {
  const program = new Command("apisettings")
    .description("Token settings of APIs in an Auth0 tenant.")
    .addHelpText("after", EXIT_HELP)
    // What comes after the name of a sub-command belongs to that, also where its parent has an option of the same name.
    .enablePositionalOptions()
    // Sub-commands take both over, so they stand before them.
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  addPolicyCommand(program, io);
  addReviewCommand(program, io);
  addCommentCommand(program, io);
  addDriftCommand(program, io);
  addExplainCommand(program, io);
  addImportCommand(program, io);
  addVerifyCommand(program, io);
  addTenantCommand(program);
  return program;
}

/** Never rejects: what goes wrong is said, and decides how the process ends. */
export async function main(argv: readonly string[], io: CommandIo = PROCESS_IO): Promise<void> {
  try {
    await createProgram(io).parseAsync([...argv]);
  } catch (error) {
    io.endWith(exitCodeOf(error));
    // Commander has said it already.
    if (error instanceof CommanderError) return;
    // What is meant for users is a sentence; a stack would hide it.
    if (isApiSettingsError(error)) io.err(`apisettings: ${error.message}\n`);
    else io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}

if (require.main === module) void main(process.argv);
