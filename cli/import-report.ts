/** What `apisettings import` says at its end. */
import path from "node:path";
import type { ImportResult } from "../operations/import/index";

export interface ImportReport {
  result: ImportResult;
  directory: string;
  /** False after a dry run, whose report is the files. */
  written: boolean;
}

export function reportJson({ result, directory, written }: ImportReport): string {
  const { files, apis, missing, commands, leaving } = result;
  return `${JSON.stringify(
    {
      directory,
      written,
      files: written ? [...files.keys()] : Object.fromEntries(files),
      apis,
      missing,
      commands,
      ...(leaving === undefined ? {} : { leaving }),
    },
    null,
    2,
  )}\n`;
}

export function reportText({ result, directory, written }: ImportReport): string {
  const { files, apis, commands, leaving } = result;
  if (!written) return [...files].map(([name, text]) => `==> ${name} <==\n${text}\n`).join("");
  const remarked = apis.filter(({ remarks }) => remarks.length > 0).length;
  const lines = [
    `${counted(new Set(apis.map(({ id }) => id)).size, "API")} in ${directory}: ${[...files.keys()].join(", ")}.`,
    ...(remarked > 0
      ? [
          `${counted(remarked, "of them has", "of them have")} settings that are not declared; comments in the program say why.`,
        ]
      : []),
    "",
    "What to do next:",
    `  cd ${shellWord(path.normalize(directory))}`,
    ...commands.map((command) => `  ${command}`),
    ...(leaving === undefined ? [] : leavingLines(leaving)),
  ];
  return `${lines.join("\n")}\n`;
}

function leavingLines({ commands, dependents }: NonNullable<ImportResult["leaving"]>): string[] {
  const held = new Set(dependents.flatMap(({ on }) => on));
  return [
    "",
    "Then, in the folder of the old program, take its resources out of it and out of its state, without a change in the tenant:",
    ...commands.map((command) => `  ${command}`),
    ...(held.size === 0
      ? []
      : [
          `${counted(held.size, "resource is", "resources are")} referred to by others that stay, and Pulumi would refuse. Give each { retainOnDelete: true } in the old`,
          "program, run `pulumi up`, point the others to the identifier, take it out of the program, and run `pulumi up` again:",
          ...dependents.map(({ urn, on }) => `  ${on.join(", ")}\n    because of ${urn}`),
        ]),
  ];
}

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
